import { describeError } from '../../../core/errors.ts';
import { nextRun, runsBetween, type Schedule } from '../../../core/schedule.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { organizationScope } from '../tenancy/index.ts';
import * as executions from './execution-store.ts';
import * as jobs from './job-store.ts';
import { announceEnd, executionQueue } from './runner.ts';

/** At most this many missed instants of one job leave a record of their own; the last one names the rest. */
const missedRecordLimit = 100;

export type SchedulerDeps = {
  db: Database;
  clock: Clock;
  queue: Queue;
  announce: Announce;
  timeoutSeconds: number;
};

/**
 * Turns due instants into executions. Any number of schedulers may run it on one database: the job row is
 * locked while its next instant is advanced, and (job, instant) is unique.
 *
 * When several instants fell due unobserved, the newest one runs and each older one leaves a skipped
 * execution, so that nothing is lost without a trace.
 */
export async function scheduleDueJobs(deps: SchedulerDeps): Promise<number> {
  const now = deps.clock.now();
  const due = await deps.db.asSystem(
    systemScope('the scheduler looks at the jobs of all organisations'),
    (tx) => jobs.findDueJobs(tx, now, 100),
  );
  for (const job of due) {
    await deps.db.within(organizationScope(job.organization_id, 'scheduler'), async (tx) => {
      const locked = await jobs.lockDueJob(tx, job.id, now);
      if (locked !== undefined) await advance(deps, tx, locked, now);
    });
  }
  return due.length;
}

/**
 * What fell due before a job is changed is settled by the definition that held then. The job's row is locked by
 * the caller.
 */
export async function settleDueInstants(
  deps: SchedulerDeps,
  tx: Tx,
  job: jobs.JobRow,
  now: Date,
): Promise<void> {
  if (job.state === 'disabled' || job.next_run_at === null || job.next_run_at > now) return;
  await advance(deps, tx, job, now);
}

async function advance(deps: SchedulerDeps, tx: Tx, job: jobs.JobRow, now: Date): Promise<void> {
  if (job.timing === null || job.next_run_at === null) return await jobs.setNextRun(tx, job.id, null);
  const schedule: Schedule = { timing: job.timing, timeZone: job.time_zone };
  await jobs.setNextRun(tx, job.id, nextRun(schedule, now));
  const later = runsBetween(schedule, job.next_run_at, now, missedRecordLimit);
  const instants = [job.next_run_at, ...later.instants];
  const current = instants.pop() ?? job.next_run_at;
  for (const missed of instants) {
    await recordSkip(deps, tx, job, missed, {
      code: 'missed',
      message: later.more
        ? 'no scheduler was running at this instant; more instants than are listed were missed'
        : 'no scheduler was running at this instant',
    });
  }
  if ((await executions.findOpenTwin(tx, job.id, job.configuration)) !== undefined) {
    return await recordSkip(deps, tx, job, current, {
      code: 'overlap',
      message: 'the run before it was still waiting or running at this instant',
    });
  }
  const id = await executions.insertExecution(tx, { ...occurrence(deps, job, current), status: 'queued' });
  if (id !== null) await deps.queue.enqueue(tx, executionQueue, { executionId: id });
}

async function recordSkip(
  deps: SchedulerDeps,
  tx: Tx,
  job: jobs.JobRow,
  instant: Date,
  error: { code: string; message: string },
): Promise<void> {
  const id = await executions.insertExecution(tx, {
    ...occurrence(deps, job, instant),
    status: 'skipped',
    error,
  });
  if (id === null) return;
  const row = await executions.getExecution(tx, id);
  if (row !== undefined) await announceEnd(deps, tx, row);
}

function occurrence(
  deps: SchedulerDeps,
  job: jobs.JobRow,
  instant: Date,
): Omit<executions.NewExecution, 'status'> {
  return {
    organizationId: job.organization_id,
    jobId: job.id,
    jobType: job.type,
    trigger: 'schedule',
    scheduledFor: instant,
    parameters: job.configuration,
    requestedBy: { kind: 'system', label: 'scheduler' },
    timeoutSeconds: deps.timeoutSeconds,
    at: deps.clock.now(),
  };
}

/** Calls `work` every `everyMs` until stopped; never twice at once; an error is logged and tried again. */
export function repeat(
  name: string,
  everyMs: number,
  log: Log,
  work: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = work()
      .then(() => undefined)
      .catch((error: unknown) =>
        log.error(`${name} failed and will be tried again`, { reason: describeError(error) }),
      )
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
