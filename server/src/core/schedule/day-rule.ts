import { daysInMonth, daysOf, lowestBit, weekdayOf } from './calendar.ts';
import { type FieldKind, fieldKinds, parseList, wrong } from './cron-field.ts';
import type { Parsed } from './timing.ts';

type Special = (year: number, month: number) => number;

/** What one of the two day fields allows: numbers, and days that differ from month to month (L, W, #). */
type DayField = { unrestricted: boolean; numbers: ReadonlySet<number>; specials: readonly Special[] };

/** Which days of a month are due, as bits; `plainDays` when only numbers of days decide. */
type DayRule = { daysOfMonth(year: number, month: number): number; plainDays: number[] | null };

/**
 * Day of month and weekday together: when both are restricted, a day that satisfies either is due, as in Vixie
 * cron. Only `*`, `?` and a step of 1 are unrestricted; a larger step restricts, which is where we follow
 * the other implementations and not Vixie, who looks at the first character alone.
 */
export function parseDays(dayText: string, weekdayText: string): Parsed<DayRule> {
  const day = parseDayField(dayText, fieldKinds.day, dayOfMonthSpecial);
  if ('problem' in day) return day;
  const weekday = parseDayField(weekdayText, fieldKinds.weekday, weekdaySpecial);
  if ('problem' in weekday) return weekday;
  return { value: dayRule(day.value, weekday.value) };
}

function parseDayField(
  text: string,
  kind: FieldKind,
  specialOf: (item: string) => Special | null,
): Parsed<DayField> {
  if (['*', '?', '*/1'].includes(text))
    return { value: { unrestricted: true, numbers: new Set(), specials: [] } };
  if (text.includes('?')) return wrong(kind, text, 'must be a ? alone or have none');
  if (kind === fieldKinds.weekday && /(^|,)l(,|$)/i.test(text)) {
    return wrong(kind, text, 'needs the weekday that is the last of the month: 5L is the last Friday');
  }
  const specials: Special[] = [];
  const numbers = parseList(text, kind, (item) => {
    const special = specialOf(item);
    if (special !== null) specials.push(special);
    return special !== null;
  });
  if ('problem' in numbers) return numbers;
  return { value: { unrestricted: false, numbers: numbers.value, specials } };
}

function dayRule(day: DayField, weekday: DayField): DayRule {
  let dayBits = 0;
  for (const number of day.numbers) dayBits |= 1 << (number - 1);
  const weekdayBits = Array.from({ length: 7 }, (_, first) => bitsOfWeekdays(weekday.numbers, first));
  return {
    plainDays:
      weekday.unrestricted && !day.unrestricted && day.specials.length === 0 ? [...day.numbers] : null,
    daysOfMonth(year, month) {
      const allOfThem = (2 ** daysInMonth(year, month) - 1) | 0;
      if (day.unrestricted && weekday.unrestricted) return allOfThem;
      let bits = 0;
      if (!day.unrestricted) bits |= dayBits;
      if (!weekday.unrestricted) bits |= weekdayBits[weekdayOf(daysOf(year, month, 1))] ?? 0;
      for (const special of day.specials) bits |= special(year, month);
      for (const special of weekday.specials) bits |= special(year, month);
      return bits & allOfThem;
    },
  };
}

function bitsOfWeekdays(weekdays: ReadonlySet<number>, first: number): number {
  let bits = 0;
  for (let day = 0; day < 31; day++) if (weekdays.has((first + day) % 7)) bits |= 1 << day;
  return bits;
}

/** `L` the last day, `L-3` three days before it, `15W` the weekday nearest to the 15th, `LW` the last weekday. */
function dayOfMonthSpecial(item: string): Special | null {
  const last = /^l(?:-(\d{1,2}))?$/.exec(item);
  if (last !== null) {
    const before = Number(last[1] ?? 0);
    return before > 30 ? null : (year, month) => bitOf(daysInMonth(year, month) - before);
  }
  if (item === 'lw') return (year, month) => bitOf(nearestWorkday(year, month, daysInMonth(year, month)));
  const day = Number(/^(\d{1,2})w$/.exec(item)?.[1] ?? 0);
  if (day < 1 || day > 31) return null;
  return (year, month) => (day > daysInMonth(year, month) ? 0 : bitOf(nearestWorkday(year, month, day)));
}

const bitOf = (day: number): number => (day < 1 ? 0 : 1 << (day - 1));

/** Monday to Friday, and never in another month. */
function nearestWorkday(year: number, month: number, day: number): number {
  const weekday = weekdayOf(daysOf(year, month, day));
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === daysInMonth(year, month) ? day - 2 : day + 1;
  return day;
}

/** `5L` the last Friday of the month, `5#3` the third, `FRI#L` the last. */
function weekdaySpecial(item: string): Special | null {
  const match = /^([0-7]|[a-z]{3})(?:l|#([1-5l]))$/.exec(item);
  if (match === null) return null;
  const parsed = parseList(match[1] ?? '', fieldKinds.weekday);
  if ('problem' in parsed) return null;
  const nth = /^[1-5]$/.test(match[2] ?? '') ? Number(match[2]) : null;
  return (year, month) => {
    const length = daysInMonth(year, month);
    const all = bitsOfWeekdays(parsed.value, weekdayOf(daysOf(year, month, 1))) & ((2 ** length - 1) | 0);
    if (nth === null) return 1 << (31 - Math.clz32(all));
    const day = lowestBit(all) + 7 * (nth - 1);
    return day < length ? 1 << day : 0;
  };
}

/** A day of every month; in a shorter month its last day. */
export function clampedDay(day: number): DayRule {
  return { daysOfMonth: (year, month) => bitOf(Math.min(day, daysInMonth(year, month))), plainDays: null };
}
