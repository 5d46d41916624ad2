import { nextRun } from '../../../core/schedule.ts';
import type { Severity } from '../../../core/severity.ts';

/** When somebody is told. Pure: every instant is handed in. */

const rank: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1 };

/** `minimum` and everything worse. */
export const isAtLeast = (severity: Severity, minimum: Severity): boolean => rank[severity] >= rank[minimum];

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** From `from` until `to` in a zone, on nights that begin on one of `days`. `urgent` and worse is told all the same. */
export type QuietHours = {
  /** `22:00` */
  from: string;
  /** `07:00`; on the next day when it is not after `from`. */
  to: string;
  timeZone: string;
  /** Empty is every day. */
  days: readonly Weekday[];
  /** Null holds everything back. */
  urgent: Severity | null;
};

/** One summary a day at `time`, instead of single messages. */
export type Digest = { time: string; timeZone: string };

type Local = { day: number; minute: number };

const dayMinutes = 1440;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function localOf(at: Date, timeZone: string): Local {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    day: weekdays.indexOf(part('weekday').toLowerCase() as Weekday),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

/** When the quiet hours that `at` lies in are over; null when it lies in none, or `severity` is too urgent for them. */
export function quietUntil(quiet: QuietHours, severity: Severity | null, at: Date): Date | null {
  if (quiet.urgent !== null && severity !== null && isAtLeast(severity, quiet.urgent)) return null;
  const { day, minute } = localOf(at, quiet.timeZone);
  const from = minuteOf(quiet.from);
  const to = minuteOf(quiet.to);
  const on = (index: number) =>
    quiet.days.length === 0 || quiet.days.includes(weekdays[(index + 7) % 7] as Weekday);
  const overMidnight = to <= from;
  const inside =
    (on(day) && minute >= from && (overMidnight || minute < to)) ||
    (overMidnight && on(day - 1) && minute < to && minute < dayMinutes);
  return inside ? nextTime(quiet.to, quiet.timeZone, at) : null;
}

/** The next instant after `at` at which the clock of the zone shows `time`. */
export function nextTime(time: string, timeZone: string, at: Date): Date {
  const expression = `${Number(time.slice(3, 5))} ${Number(time.slice(0, 2))} * * *`;
  const next = nextRun({ timing: { kind: 'cron', expression }, timeZone }, at);
  if (next === null) throw new Error(`the clock never shows ${time}`);
  return next;
}
