import { Cron } from 'croner';
import cronstrue from 'cronstrue';

/**
 * Cron expressions of five fields (minute, hour, day of month, month, day of week) or six (leading seconds),
 * in an IANA time zone. Pure: the moment to count from is always an argument.
 */
export type Schedule = { expression: string; timeZone: string };

const nicknames = ['@hourly', '@daily', '@weekly', '@monthly', '@yearly', '@annually', '@midnight'];

/** Null when the schedule can run; otherwise what is wrong with it, for the person who wrote it. */
export function scheduleProblem(schedule: Schedule, from: Date): string | null {
  const fields = schedule.expression.trim().split(/\s+/).length;
  if (!nicknames.includes(schedule.expression) && fields !== 5 && fields !== 6) {
    return `must have 5 fields (minute hour day month weekday) or 6 with leading seconds, and has ${fields}`;
  }
  try {
    const next = nextRun(schedule, from);
    return next === null ? 'never falls due: there is no such date' : null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return `is not a cron expression: ${reason}`;
  }
}

/** The first instant after `after` at which the schedule is due, or null when there is none. */
export function nextRun(schedule: Schedule, after: Date): Date | null {
  return new Cron(schedule.expression, { timezone: schedule.timeZone, paused: true }).nextRun(after);
}

/**
 * Due instants in (after, until], oldest first, at most `limit`; `more` says that the limit cut the list.
 */
export function runsBetween(
  schedule: Schedule,
  after: Date,
  until: Date,
  limit: number,
): { instants: Date[]; more: boolean } {
  const cron = new Cron(schedule.expression, { timezone: schedule.timeZone, paused: true });
  const instants: Date[] = [];
  let next = cron.nextRun(after);
  while (next !== null && next.getTime() <= until.getTime()) {
    if (instants.length === limit) return { instants, more: true };
    instants.push(next);
    next = cron.nextRun(next);
  }
  return { instants, more: false };
}

/** The schedule as a sentence: `At 0 minutes past the hour, every 6 hours`. */
export function describeSchedule(expression: string): string {
  return cronstrue.toString(expression, { use24HourTimeFormat: true, throwExceptionOnParseError: false });
}
