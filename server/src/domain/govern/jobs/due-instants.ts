import { createHash } from 'node:crypto';
import { nextRun, previousRun, runsBetween, type Schedule } from '../../../core/schedule.ts';
import type { BlackoutWindow, JobRow } from './job-store.ts';

/** Which instants of a job are due, and what its policies say of each. Pure. */

/** An instant that is seen later than this was missed: a scheduler looks every second. */
export const punctualSeconds = 120;
/** At most so many instants of one job leave a record of their own; one record stands for the older ones. */
const ownRecords = 100;
const countedInstants = 10_000;

export type Skip = { code: string; message: string };
export type JudgedInstant = {
  instant: Date;
  /** Null: it runs, unless something stands in its way. */
  skip: Skip | null;
  /** How many instants this record stands for: itself, and those after it up to the next record. */
  instants: number;
};

type Policies = Pick<
  JobRow,
  'state' | 'missed_policy' | 'maximum_lateness_seconds' | 'blackout' | 'time_zone'
>;

/** From `first`, which is due, to the newest instant that is; oldest first. */
export function judgeDueInstants(job: Policies, schedule: Schedule, first: Date, now: Date): JudgedInstant[] {
  const { listed, older } = dueInstants(schedule, first, now);
  const blackedOut = listed.map((instant) => isBlackedOut(job.blackout, job.time_zone, instant));
  const newest = listed.findLastIndex((_, index) => !blackedOut[index]);
  const judged = listed.map((instant, index) => ({
    instant,
    instants: 1,
    skip:
      job.state === 'paused'
        ? { code: 'paused', message: 'the job was paused' }
        : blackedOut[index]
          ? { code: 'blackout', message: 'it falls into a time without runs' }
          : missed(job, instant, index === newest, now),
  }));
  if (older === null) return judged;
  const count = older.more ? `more than ${older.count}` : `${older.count}`;
  const range = `${count} instants from ${first.toISOString()} on`;
  const skip =
    job.state === 'paused'
      ? { code: 'paused', message: `${range}: the job was paused` }
      : {
          code: 'missed',
          message: `${range}: no scheduler was running; the newest ones have records of their own`,
        };
  return [{ instant: first, instants: older.count, skip }, ...judged];
}

/** The newest ones singly; those before them are only counted. */
function dueInstants(
  schedule: Schedule,
  first: Date,
  now: Date,
): { listed: Date[]; older: { count: number; more: boolean } | null } {
  const listed: Date[] = [];
  let instant = previousRun(schedule, new Date(now.getTime() + 1000 - (now.getTime() % 1000)));
  while (instant !== null && instant > first && listed.length < ownRecords) {
    listed.unshift(instant);
    instant = previousRun(schedule, instant);
  }
  if (instant === null || instant <= first) return { listed: [first, ...listed], older: null };
  const before = runsBetween(schedule, first, instant, countedInstants);
  return { listed, older: { count: before.instants.length + 1, more: before.more } };
}

function missed(job: Policies, instant: Date, isNewest: boolean, now: Date): Skip | null {
  const lateSeconds = Math.floor((now.getTime() - instant.getTime()) / 1000);
  if (isNewest && lateSeconds <= punctualSeconds) return null;
  if (job.missed_policy === 'skip' || (job.missed_policy === 'latest' && !isNewest)) {
    return { code: 'missed', message: 'no scheduler was running at this instant' };
  }
  if (lateSeconds <= job.maximum_lateness_seconds) return null;
  return {
    code: 'too_late',
    message: `seen ${words(lateSeconds)} late, and at most ${words(job.maximum_lateness_seconds)} are allowed`,
  };
}

function words(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h`;
}

/** Days and times are those of the zone; a window whose end is before its begin ends on the next day. */
export function isBlackedOut(windows: BlackoutWindow[], timeZone: string, instant: Date): boolean {
  if (windows.length === 0) return false;
  const local = localOf(timeZone, instant);
  return windows.some((window) => {
    if (window.days === undefined) {
      return instant >= new Date(window.from) && instant < new Date(window.to);
    }
    const { from, to, days } = window;
    const today = days.includes(local.weekday);
    if (from < to) return today && local.time >= from && local.time < to;
    const yesterday = days.includes((local.weekday + 6) % 7);
    return (today && local.time >= from) || (yesterday && local.time < to);
  });
}

const formats = new Map<string, Intl.DateTimeFormat>();
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function localOf(timeZone: string, instant: Date): { weekday: number; time: string } {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { weekday: weekdays.indexOf(parts.weekday ?? ''), time: `${parts.hour}:${parts.minute}` };
}

/** When an occurrence may begin: always the same for one job and instant, so that a second look changes nothing. */
export function notBefore(jobId: number, instant: Date, jitterSeconds: number): Date | null {
  if (jitterSeconds === 0) return null;
  const digest = createHash('sha256').update(`${jobId} ${instant.getTime()}`).digest();
  const delaySeconds = digest.readUInt32BE(0) % (jitterSeconds + 1);
  return delaySeconds === 0 ? null : new Date(instant.getTime() + delaySeconds * 1000);
}

/** The instant that comes next, strictly after `now`. */
export const nextAfter = (schedule: Schedule | null, now: Date): Date | null =>
  schedule === null ? null : nextRun(schedule, now);
