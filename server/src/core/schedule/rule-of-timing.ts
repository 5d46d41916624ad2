import { daysInMonth } from './calendar.ts';
import { type CalendarRule, calendarRule, numberSet } from './calendar-rule.ts';
import { fieldKinds, parseList } from './cron-field.ts';
import { clampedDay, parseDays } from './day-rule.ts';
import type { Parsed, Timing } from './timing.ts';

const nicknames: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const longestExpression = 500;
const everyMonth: ReadonlySet<number> = new Set(Array.from({ length: 12 }, (_, index) => index + 1));

/** Parsing costs more than finding the next run, and the same few timings are asked for again and again. */
const parsedTimings = new Map<string, Parsed<CalendarRule>>();
const mostParsedTimings = 2000;

export function ruleOfTiming(timing: Timing): Parsed<CalendarRule> {
  const key = JSON.stringify(timing);
  const known = parsedTimings.get(key);
  if (known !== undefined) return known;
  const parsed = timing.kind === 'cron' ? ruleOfExpression(timing.expression) : ruleOfFixedTime(timing);
  if (parsedTimings.size >= mostParsedTimings) parsedTimings.clear();
  if (key.length <= 2 * longestExpression) parsedTimings.set(key, parsed);
  return parsed;
}

/** The fields of an expression: nicknames written out, blanks squeezed. Null when there are neither 5 nor 6. */
function fieldsOf(expression: string): string[] | null {
  const trimmed = expression.trim();
  const fields = (nicknames[trimmed.toLowerCase()] ?? trimmed).split(/\s+/);
  return fields.length === 5 || fields.length === 6 ? fields : null;
}

function ruleOfFixedTime(timing: Exclude<Timing, { kind: 'cron' }>): Parsed<CalendarRule> {
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(timing.at);
  if (time === null) return { problem: `at "${timing.at}" must be a time of day from 00:00 to 23:59` };
  const days = daysOfFixedTime(timing);
  if ('problem' in days) return days;
  return {
    value: calendarRule({
      seconds: numberSet([0], 60),
      minutes: numberSet([Number(time[2])], 60),
      hours: numberSet([Number(time[1])], 24),
      months: everyMonth,
      daysOfMonth: days.value.daysOfMonth,
      followsRealTime: false,
      impossible: null,
    }),
  };
}

function daysOfFixedTime(timing: Exclude<Timing, { kind: 'cron' }>): ReturnType<typeof parseDays> {
  if (timing.kind === 'daily') return parseDays('*', '*');
  if (timing.kind === 'weekly') {
    return isWhole(timing.weekday, 0, 6)
      ? parseDays('*', String(timing.weekday))
      : { problem: `weekday ${timing.weekday} must be from 0 (Sunday) to 6 (Saturday)` };
  }
  return isWhole(timing.day, 1, 31)
    ? { value: clampedDay(timing.day) }
    : { problem: `day ${timing.day} must be from 1 to 31` };
}

const isWhole = (value: number, least: number, greatest: number): boolean =>
  Number.isInteger(value) && value >= least && value <= greatest;

function ruleOfExpression(expression: string): Parsed<CalendarRule> {
  if (expression.length > longestExpression) {
    return { problem: `is longer than ${longestExpression} characters` };
  }
  const fields = fieldsOf(expression);
  if (fields === null) return { problem: problemOfFieldCount(expression.trim()) };
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = ''] =
    fields.length === 5 ? ['0', ...fields] : fields;
  const seconds = parseList(second, fieldKinds.second);
  if ('problem' in seconds) return seconds;
  const minutes = parseList(minute, fieldKinds.minute);
  if ('problem' in minutes) return minutes;
  const hours = parseList(hour, fieldKinds.hour);
  if ('problem' in hours) return hours;
  const months = parseList(month, fieldKinds.month);
  if ('problem' in months) return months;
  const days = parseDays(day, weekday);
  if ('problem' in days) return days;
  return {
    value: calendarRule({
      seconds: numberSet(seconds.value, 60),
      minutes: numberSet(minutes.value, 60),
      hours: numberSet(hours.value, 24),
      months: months.value,
      daysOfMonth: days.value.daysOfMonth,
      followsRealTime: minute.startsWith('*') || hour.startsWith('*'),
      impossible: impossibleDate(days.value.plainDays, months.value),
    }),
  };
}

function problemOfFieldCount(expression: string): string {
  if (expression === '') return 'is empty: write a cron expression such as 0 2 * * *';
  if (expression.startsWith('@')) {
    return `"${shortened(expression)}" is not known: known are ${Object.keys(nicknames).join(', ')}`;
  }
  const count = expression.split(/\s+/).length;
  return `must have 5 fields (minute hour day month weekday) or 6 with leading seconds, and has ${count}`;
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function impossibleDate(days: number[] | null, months: ReadonlySet<number>): CalendarRule['impossible'] {
  if (days === null) return null;
  const leapYear = 2000;
  const longest = Math.max(...[...months].map((month) => daysInMonth(leapYear, month)));
  return days.every((day) => day > longest) ? { days, months: [...months] } : null;
}
