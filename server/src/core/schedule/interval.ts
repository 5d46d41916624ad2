import { daysInMonth, secondsPerDay } from './calendar.ts';
import type { CalendarRule, NumberSet } from './calendar-rule.ts';

const yearsLookedAt = 8;

/**
 * The shortest time between two runs on days without a clock change, in seconds. Counts the gap over midnight
 * only when two consecutive days are ever due (looked up over eight years from `year`).
 */
export function shortestIntervalSeconds(rule: CalendarRule, year: number): number {
  const { seconds, minutes, hours } = rule;
  const span = (set: NumberSet): number => set.last - set.first;
  const withinMinute = shortestStep(seconds);
  const withinHour = shortestStep(minutes) * 60 - span(seconds);
  const minuteSpan = span(minutes) * 60 + span(seconds);
  const withinDay = shortestStep(hours) * 3600 - minuteSpan;
  const overMidnight = hasConsecutiveDays(rule, year)
    ? secondsPerDay - (rule.lastTimeOfDay - rule.firstTimeOfDay)
    : Number.POSITIVE_INFINITY;
  return Math.min(withinMinute, withinHour, withinDay, overMidnight, secondsPerDay * 366);
}

function shortestStep({ values }: NumberSet): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < values.length; index++) {
    least = Math.min(least, (values[index] ?? 0) - (values[index - 1] ?? 0));
  }
  return least;
}

function hasConsecutiveDays(rule: CalendarRule, from: number): boolean {
  let isLastDue = false;
  for (let year = from; year < from + yearsLookedAt; year++) {
    for (let month = 1; month <= 12; month++) {
      const days = rule.months[month] === true ? rule.daysOfMonth(year, month) : 0;
      if ((days & (days >>> 1)) !== 0 || (isLastDue && (days & 1) === 1)) return true;
      isLastDue = ((days >>> (daysInMonth(year, month) - 1)) & 1) === 1;
    }
  }
  return false;
}
