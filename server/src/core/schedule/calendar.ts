import type { CalendarRule } from './calendar-rule.ts';

/**
 * Local time as a number: seconds since 1970-01-01T00:00:00 on the wall clock, without a zone. The proleptic
 * Gregorian calendar by arithmetic, because a Date per step would be most of the cost of a search.
 */
type WallSeconds = number;

export const secondsPerDay = 86_400;
/** The Gregorian calendar, weekdays included, repeats after this many years: a later first match does not exist. */
const yearsOfOneCycle = 400;
export const firstYear = 1800;
/** The first year without runs: later ones would not be four digits long everywhere. */
export const endYear = 9999;

export function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

export function dateOf(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** 0 is Sunday. */
export const weekdayOf = (days: number): number => (((days + 4) % 7) + 7) % 7;

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** The first local time at or after `wall` that the rule names, or null when no date ever does. */
export function nextLocal(rule: CalendarRule, wall: WallSeconds): WallSeconds | null {
  const today = Math.floor(wall / secondsPerDay);
  const { year: startYear, month: startMonth, day } = dateOf(today);
  if (startYear >= endYear) return null;
  if (
    rule.months[startMonth] === true &&
    ((rule.daysOfMonth(startYear, startMonth) >>> (day - 1)) & 1) === 1
  ) {
    const time = nextTimeOfDay(rule, wall - today * secondsPerDay);
    if (time >= 0) return today * secondsPerDay + time;
  }
  const end = Math.min(startYear + yearsOfOneCycle, endYear - 1);
  let passed = day;
  let month = startMonth;
  for (let year = startYear; year <= end; year++) {
    for (; month <= 12; month++) {
      if (rule.months[month] === true) {
        const later = rule.daysOfMonth(year, month) >>> passed;
        if (passed < 31 && later !== 0) {
          const found = passed + 1 + lowestBit(later);
          return daysOf(year, month, found) * secondsPerDay + rule.firstTimeOfDay;
        }
      }
      passed = 0;
    }
    month = 1;
  }
  return null;
}

/** The last local time at or before `wall` that the rule names, or null when no date ever did. */
export function previousLocal(rule: CalendarRule, wall: WallSeconds): WallSeconds | null {
  const today = Math.floor(wall / secondsPerDay);
  const { year: startYear, month: startMonth, day } = dateOf(today);
  if (startYear < firstYear) return null;
  if (
    rule.months[startMonth] === true &&
    ((rule.daysOfMonth(startYear, startMonth) >>> (day - 1)) & 1) === 1
  ) {
    const time = previousTimeOfDay(rule, wall - today * secondsPerDay);
    if (time >= 0) return today * secondsPerDay + time;
  }
  const end = Math.max(startYear - yearsOfOneCycle, firstYear);
  let earlierThan = day;
  let month = startMonth;
  for (let year = startYear; year >= end; year--) {
    for (; month >= 1; month--) {
      if (rule.months[month] === true) {
        const earlier =
          rule.daysOfMonth(year, month) & (earlierThan > 31 ? -1 : (1 << (earlierThan - 1)) - 1);
        if (earlier !== 0) {
          return daysOf(year, month, 32 - Math.clz32(earlier)) * secondsPerDay + rule.lastTimeOfDay;
        }
      }
      earlierThan = 32;
    }
    month = 12;
  }
  return null;
}

export const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

function nextTimeOfDay({ hours, minutes, seconds, firstTimeOfDay }: CalendarRule, time: number): number {
  const hour = Math.floor(time / 3600);
  const minute = Math.floor(time / 60) % 60;
  if (hours.next(hour) === hour) {
    if (minutes.next(minute) === minute) {
      const second = seconds.next(time % 60);
      if (second >= 0) return time - (time % 60) + second;
    }
    const laterMinute = minutes.next(minute + 1);
    if (laterMinute >= 0) return hour * 3600 + laterMinute * 60 + seconds.first;
  }
  const laterHour = hours.next(hour + 1);
  return laterHour < 0 ? -1 : laterHour * 3600 + (firstTimeOfDay % 3600);
}

function previousTimeOfDay({ hours, minutes, seconds, lastTimeOfDay }: CalendarRule, time: number): number {
  const hour = Math.floor(time / 3600);
  const minute = Math.floor(time / 60) % 60;
  if (hours.next(hour) === hour) {
    if (minutes.next(minute) === minute) {
      const second = seconds.previous(time % 60);
      if (second >= 0) return time - (time % 60) + second;
    }
    const earlierMinute = minutes.previous(minute - 1);
    if (earlierMinute >= 0) return hour * 3600 + earlierMinute * 60 + seconds.last;
  }
  const earlierHour = hours.previous(hour - 1);
  return earlierHour < 0 ? -1 : earlierHour * 3600 + (lastTimeOfDay % 3600);
}
