import type { z } from 'zod';
import { describeTiming, nextRun, previousRun, type Schedule } from '../../../core/schedule.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { scheduleOf } from './definition-rules.ts';
import { presentExecution } from './execution-present.ts';
import type { ExecutionRow } from './execution-store.ts';
import { executionOfInstant, executionsNear, occurrenceBefore } from './history-store.ts';
import type { explanationSchema } from './job-schemas.ts';
import type { JobRow } from './job-store.ts';
import { type JobAsPlanned, type RevisionRow, revisionAt } from './revision-store.ts';

/**
 * Why a job ran or did not run at a moment, from the definition that held then and from what is recorded. What
 * nobody recorded is said to be unknown.
 */

type Explanation = z.input<typeof explanationSchema>;
type Verdict = Pick<Explanation, 'verdict' | 'sentence'> & {
  occurrence?: Date;
  execution?: ExecutionRow;
};

const nearby = 10;
const minuteMs = 60_000;

export async function explainJob(tx: Tx, job: JobRow, at: Date, now: Date): Promise<Explanation> {
  const revision = await revisionAt(tx, job.id, at);
  const then = definitionOf(job, revision, at);
  const say = sayer(then?.time_zone ?? job.time_zone);
  const schedule = then === null || then.state === 'disabled' ? null : scheduleOf(then);
  const verdict = await judge(tx, { job, at, now, then, revision, schedule, say });
  const near = await executionsNear(tx, job.id, at, nearby);
  const { occurrence, execution } = verdict;
  return {
    at: at.toISOString(),
    job:
      then === null
        ? null
        : {
            state: then.state,
            schedule_words: then.timing === null ? null : describeTiming(then.timing),
            revision: revision?.revision ?? null,
          },
    verdict: verdict.verdict,
    sentence: verdict.sentence,
    occurrence: occurrence?.toISOString() ?? null,
    execution: execution === undefined ? null : presentExecution(execution, job.name),
    previous_due: schedule === null ? null : (previousRun(schedule, occurrence ?? at)?.toISOString() ?? null),
    next_due: schedule === null ? null : (nextRun(schedule, occurrence ?? at)?.toISOString() ?? null),
    executions_near: near.map((row) => presentExecution(row, job.name)),
  };
}

/** As it was at `at`. The present one stands in only where no later revision could have changed it. */
function definitionOf(job: JobRow, revision: RevisionRow | undefined, at: Date): JobAsPlanned | null {
  if (at < job.created_at || (job.deleted_at !== null && at >= job.deleted_at)) return null;
  if (revision !== undefined) return revision.definition;
  return job.version === 1 ? job : null;
}

type Question = {
  job: JobRow;
  at: Date;
  now: Date;
  then: JobAsPlanned | null;
  revision: RevisionRow | undefined;
  schedule: Schedule | null;
  say: (at: Date) => string;
};

async function judge(tx: Tx, question: Question): Promise<Verdict> {
  const { job, at, now, then, revision, schedule, say } = question;
  if (at < job.created_at) {
    return { verdict: 'did_not_exist', sentence: `${job.name} was made later, on ${say(job.created_at)}.` };
  }
  if (job.deleted_at !== null && at >= job.deleted_at) {
    return {
      verdict: 'did_not_exist',
      sentence: `${job.name} was deleted before, on ${say(job.deleted_at)}.`,
    };
  }
  if (then === null) {
    return { verdict: 'unknown', sentence: 'How the job was defined then is not recorded.' };
  }
  if (schedule === null) return notScheduled(then, revision, say);
  const instant = instantNear(schedule, at);
  if (instant === null) return await notDue(tx, question, schedule);
  return await ofInstant(tx, question, instant, now);
}

function notScheduled(then: JobAsPlanned, revision: RevisionRow | undefined, say: Question['say']): Verdict {
  if (then.state !== 'disabled') {
    return { verdict: 'not_scheduled', sentence: 'It had no schedule and ran by hand only.' };
  }
  const by = revision?.change === 'disabled' ? ` by ${revision.changed_by.label} on ${say(revision.at)}` : '';
  return {
    verdict: 'not_scheduled',
    sentence: `It was disabled${by}, so it had no schedule and no instant was recorded.`,
  };
}

/** The instant in the minute that `at` belongs to: people ask by the minute. */
function instantNear(schedule: Schedule, at: Date): Date | null {
  const minute = Math.floor(at.getTime() / minuteMs) * minuteMs;
  const before = previousRun(schedule, new Date(at.getTime() + 1000 - (at.getTime() % 1000)));
  if (before !== null && before.getTime() >= minute) return before;
  const after = nextRun(schedule, at);
  return after !== null && after.getTime() < minute + minuteMs ? after : null;
}

async function notDue(tx: Tx, question: Question, schedule: Schedule): Promise<Verdict> {
  const { job, at, say } = question;
  const before = previousRun(schedule, at);
  const after = nextRun(schedule, at);
  const due = [
    ...(before === null ? [] : [`before that on ${say(before)}`]),
    ...(after === null ? [] : [`after it on ${say(after)}`]),
  ].join(' and ');
  const last = before === null ? undefined : await executionOfInstant(tx, job.id, before);
  const open =
    last?.started_at != null && last.started_at <= at && (last.ended_at === null || last.ended_at > at)
      ? ` The run of ${say(before as Date)} was open at that moment.`
      : '';
  const words = `${describeTiming(schedule.timing)} in ${schedule.timeZone}`;
  return {
    verdict: 'not_due',
    sentence: `It was not due: its schedule was “${words}”; it was due ${due === '' ? 'never' : due}.${open}`,
  };
}

async function ofInstant(tx: Tx, question: Question, instant: Date, now: Date): Promise<Verdict> {
  const { job, say } = question;
  if (instant > now) {
    const held = question.then?.state === 'paused' ? ' It is paused, so the instant will be skipped.' : '';
    return { verdict: 'waiting', occurrence: instant, sentence: `It will be due on ${say(instant)}.${held}` };
  }
  const execution = await executionOfInstant(tx, job.id, instant);
  if (execution !== undefined) {
    return { ...ofExecution(execution, say), occurrence: instant, execution };
  }
  const before = await occurrenceBefore(tx, job.id, instant);
  const passed = Number((before?.counts as { instants?: number } | undefined)?.instants ?? 1);
  if (before !== undefined && passed > 1) {
    return {
      verdict: 'skipped',
      occurrence: instant,
      execution: before,
      sentence: `It was due on ${say(instant)} and skipped: ${before.error ?? before.error_code ?? 'missed'}.`,
    };
  }
  if (job.next_run_at !== null && job.next_run_at <= instant) {
    return {
      verdict: 'waiting',
      occurrence: instant,
      sentence: `It is due since ${say(instant)}, and no scheduler has looked at it yet.`,
    };
  }
  return {
    verdict: 'unknown',
    occurrence: instant,
    sentence: `It was due on ${say(instant)}, and no record of that instant is kept.`,
  };
}

function ofExecution(row: ExecutionRow, say: Question['say']): Verdict {
  const due = `It was due on ${say(row.scheduled_for ?? row.queued_at)}`;
  const reason = row.error === null ? '' : `: ${row.error}`;
  if (row.status === 'skipped') return { verdict: 'skipped', sentence: `${due} and was skipped${reason}.` };
  if (row.status === 'pending_approval') {
    return { verdict: 'waiting', sentence: `${due}; its plan waits for an approval.` };
  }
  if (row.started_at === null) {
    if (row.status === 'cancelled') {
      return { verdict: 'skipped', sentence: `${due} and was cancelled before it began${reason}.` };
    }
    const until = row.not_before === null ? '' : `, not before ${say(row.not_before)}`;
    return { verdict: 'waiting', sentence: `${due} and waits for a worker${until}.` };
  }
  const began = `${due} and began on ${say(row.started_at)}`;
  if (row.ended_at === null) {
    const attempt = row.attempt > 1 ? `, attempt ${row.attempt}` : '';
    return { verdict: 'ran', sentence: `${began}; it is ${row.status} now${attempt}.` };
  }
  return { verdict: 'ran', sentence: `${began}; it ${ends[row.status] ?? row.status}${reason}.` };
}

const ends: Record<string, string> = {
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'was cancelled',
};

/** Moments in the zone of the job: `Mon, 30 Mar 2026, 07:00:00 (Europe/Berlin)`. */
function sayer(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => `${format.format(at)} (${timeZone})`;
}
