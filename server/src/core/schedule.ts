import { AppError } from './errors.ts';
import { endYear, firstYear } from './schedule/calendar.ts';
import { shortestIntervalSeconds } from './schedule/interval.ts';
import { nextInstant, type Occurrences, previousInstant } from './schedule/occurrences.ts';
import { type PreviewedRun, previewOf } from './schedule/preview.ts';
import { ruleOfTiming } from './schedule/rule-of-timing.ts';
import type { Parsed, Schedule, Timing } from './schedule/timing.ts';
import { wordsOf } from './schedule/words.ts';
import { zoneOf } from './schedule/zone.ts';
import { nearestZoneName } from './schedule/zone-names.ts';

/**
 * When work is due: daily, weekly, monthly, or a cron expression of five fields (minute, hour, day of month,
 * month, weekday) or six (leading seconds), in an IANA time zone. Pure: the moment to count from is always an
 * argument. Answers lie between the years 1800 and 9998; outside there is no next and no previous run.
 * docs/guides/schedules.md has the rules, with what a clock change does.
 */
export type { PreviewedRun } from './schedule/preview.ts';
export type { ClockChangePolicy, Schedule, Timing } from './schedule/timing.ts';

/** A change of the clock; offsets in minutes east of UTC, with fractions for offsets of old that have seconds. */
export type ClockChange = { at: Date; offsetBefore: number; offsetAfter: number };

/** The longest wait between two leap days. What is due more rarely is taken for a mistake. */
const longestWaitYears = 8;

const earliestInstant = Date.UTC(firstYear, 0, 1) / 1000;
const endInstant = Date.UTC(endYear, 0, 1) / 1000;

/**
 * Null when the schedule can run; otherwise what is wrong with it, for the person who wrote it, as words that
 * follow the name of what they wrote. `minimumIntervalSeconds` refuses what would run more often.
 */
export function scheduleProblem(
  schedule: Schedule,
  from: Date,
  options: { minimumIntervalSeconds?: number } = {},
): string | null {
  const parsed = occurrencesOf(schedule);
  if ('problem' in parsed) return parsed.problem;
  const { rule } = parsed.value;
  if (rule.impossible !== null) {
    return `never falls due: ${numbers('day', rule.impossible.days)} does not exist in ${numbers('month', rule.impossible.months)}`;
  }
  const next = nextRun(schedule, from);
  if (next === null) return 'never falls due: there is no such date';
  const shortest = shortestIntervalSeconds(rule, from.getUTCFullYear());
  const minimum = options.minimumIntervalSeconds;
  if (minimum !== undefined && shortest < minimum) {
    return `runs again after ${duration(shortest)}, and at least ${duration(minimum)} must lie between two runs`;
  }
  const limit = Date.UTC(from.getUTCFullYear() + longestWaitYears, from.getUTCMonth(), from.getUTCDate() + 1);
  if (next.getTime() > limit) {
    return `is not due within ${longestWaitYears} years: the first run would be on ${next.toISOString().slice(0, 10)}`;
  }
  return null;
}

/** The first instant after `after` at which the schedule is due, or null when there is none. */
export function nextRun(schedule: Schedule, after: Date): Date | null {
  return dateOfInstant(nextInstant(usable(schedule), secondAfter(after)));
}

/** The last instant before `before` at which the schedule was due, or null when there is none. */
export function previousRun(schedule: Schedule, before: Date): Date | null {
  return dateOfInstant(previousInstant(usable(schedule), secondBefore(before)));
}

/** Due instants in (after, until], oldest first, at most `limit`; `more` says that the limit cut the list. */
export function runsBetween(
  schedule: Schedule,
  after: Date,
  until: Date,
  limit: number,
): { instants: Date[]; more: boolean } {
  const occurrences = usable(schedule);
  const last = Math.floor(until.getTime() / 1000);
  const instants: Date[] = [];
  let next = nextInstant(occurrences, secondAfter(after));
  while (next !== null && next <= last) {
    if (instants.length === limit) return { instants, more: true };
    instants.push(new Date(next * 1000));
    next = nextInstant(occurrences, next + 1);
  }
  return { instants, more: false };
}

/**
 * The first `count` runs after `from` with their local time and what a clock change does to them. Fixed times
 * that the policy skips stand between them and are not counted.
 */
export function previewRuns(schedule: Schedule, from: Date, count: number): PreviewedRun[] {
  return previewOf(usable(schedule), secondAfter(from), count);
}

/** The clock changes of a zone in (from, until], oldest first. An unknown zone is an error. */
export function clockChanges(timeZone: string, from: Date, until: Date): ClockChange[] {
  const zone = zoneOf(timeZone);
  if (zone === null) throw new AppError('invalid_input', zoneProblem(timeZone));
  const last = Math.min(Math.floor(until.getTime() / 1000), endInstant);
  const changes: ClockChange[] = [];
  let piece = zone.pieceAt(Math.max(Math.floor(from.getTime() / 1000), earliestInstant));
  while (piece.end <= last) {
    const { end, offset, after } = piece;
    if (after !== offset) {
      changes.push({ at: new Date(end * 1000), offsetBefore: offset / 60, offsetAfter: after / 60 });
    }
    piece = zone.pieceAt(end);
  }
  return changes;
}

/** The timing as a sentence: `Every Monday at 02:00`, `At 0 minutes past the hour, every 6 hours`. */
export function describeTiming(timing: Timing): string {
  return wordsOf(timing);
}

function occurrencesOf({ timing, timeZone, gap, overlap }: Schedule): Parsed<Occurrences> {
  const rule = ruleOfTiming(timing);
  if ('problem' in rule) return rule;
  const zone = zoneOf(timeZone);
  if (zone === null) return { problem: zoneProblem(timeZone) };
  return {
    value: { rule: rule.value, zone, policy: { gap: gap ?? 'run_after', overlap: overlap ?? 'first' } },
  };
}

function usable(schedule: Schedule): Occurrences {
  const parsed = occurrencesOf(schedule);
  if ('problem' in parsed) throw new AppError('invalid_input', `The schedule cannot run: ${parsed.problem}`);
  return parsed.value;
}

function zoneProblem(timeZone: string): string {
  const shown = timeZone.length > 64 ? `${timeZone.slice(0, 64)}…` : timeZone;
  const near = nearestZoneName(timeZone);
  const fix = near === null ? 'write an IANA name such as Europe/Berlin' : `did you mean ${near}?`;
  return `time zone "${shown}" is not known: ${fix}`;
}

const within = (instant: number): number => Math.min(Math.max(instant, earliestInstant), endInstant);
const secondAfter = (instant: Date): number => within(Math.floor(instant.getTime() / 1000) + 1);
const secondBefore = (instant: Date): number => within(Math.ceil(instant.getTime() / 1000) - 1);

const dateOfInstant = (instant: number | null): Date | null =>
  instant === null || instant < earliestInstant || instant >= endInstant ? null : new Date(instant * 1000);

const monthNames =
  'January February March April May June July August September October November December'.split(' ');

function numbers(kind: 'day' | 'month', values: readonly number[]): string {
  const words = values.map((value) => (kind === 'month' ? (monthNames[value - 1] ?? '') : String(value)));
  const list = words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return kind === 'day' ? `day ${list}` : `${list}`;
}

function duration(seconds: number): string {
  if (seconds % 3600 === 0 && seconds > 0) return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`;
  if (seconds % 60 === 0) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
