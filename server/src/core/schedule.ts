import { Cron } from 'croner';
import cronstrue from 'cronstrue';

/** When work is due. `at` is a local time `HH:mm`; weekday 0 is Sunday; day 31 is the last day of a shorter month. */
export type Timing =
  | { kind: 'daily'; at: string }
  | { kind: 'weekly'; weekday: number; at: string }
  | { kind: 'monthly'; day: number; at: string }
  | { kind: 'cron'; expression: string };

/** What a fixed local time does when the clock change leaves it out, or brings it twice. */
export type ClockChangePolicy = { gap: 'run_after' | 'skip'; overlap: 'first' | 'second' | 'both' };

/**
 * Cron expressions of five fields (minute, hour, day of month, month, day of week) or six (leading seconds),
 * in an IANA time zone. Pure: the moment to count from is always an argument.
 */
export type Schedule = { timing: Timing; timeZone: string } & Partial<ClockChangePolicy>;

function expressionOf(timing: Timing): string {
  if (timing.kind === 'cron') return timing.expression;
  const [hour, minute] = timing.at.split(':').map(Number);
  if (timing.kind === 'daily') return `${minute} ${hour} * * *`;
  if (timing.kind === 'weekly') return `${minute} ${hour} * * ${timing.weekday}`;
  return `${minute} ${hour} ${timing.day === 31 ? 'L' : timing.day} * *`;
}

const nicknames = ['@hourly', '@daily', '@weekly', '@monthly', '@yearly', '@annually', '@midnight'];

/** Null when the schedule can run; otherwise what is wrong with it, for the person who wrote it. */
export function scheduleProblem(schedule: Schedule, from: Date): string | null {
  const expression = expressionOf(schedule.timing);
  const fields = expression.trim().split(/\s+/).length;
  if (!nicknames.includes(expression) && fields !== 5 && fields !== 6) {
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
  return new Cron(expressionOf(schedule.timing), { timezone: schedule.timeZone, paused: true }).nextRun(
    after,
  );
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
  const cron = new Cron(expressionOf(schedule.timing), { timezone: schedule.timeZone, paused: true });
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
export function describeTiming(timing: Timing): string {
  return cronstrue.toString(expressionOf(timing), {
    use24HourTimeFormat: true,
    throwExceptionOnParseError: false,
  });
}
