import { describeError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { sqlState } from '../../../platform/db/engine.ts';
import type { Log } from '../../../platform/log/log.ts';
import { organizationScope } from '../tenancy/index.ts';
import { claimOccurrences } from './claim-occurrences.ts';
import { scheduleOf } from './definition-rules.ts';
import { nextAfter } from './due-instants.ts';
import { type JobRow, lockDueJobs } from './job-store.ts';
import * as store from './occurrence-store.ts';
import type { SchedulerDeps } from './service.ts';

/** What one scheduler remembers between its looks. */
export type SchedulerMemory = {
  lastLookAt: Date | null;
  /** Jobs that could not be claimed, until when they are left alone: they must not hold up the others. */
  failing: Map<number, Date>;
};

export const schedulerMemory = (): SchedulerMemory => ({ lastLookAt: null, failing: new Map() });

const dueLimit = 500;
/** Jobs of one organisation that are claimed in one transaction. */
const batchSize = 100;
const failingForMs = 60_000;
/** A type that this version does not know may be known to a newer scheduler beside it, which is given this time. */
const unknownTypePatienceMs = 60_000;
const planPage = 1000;

/**
 * Turns due instants into executions. Any number of schedulers may do so on one database: the rows of the jobs are
 * locked while their next instants are advanced, and (job, instant) is unique. Returns how many jobs it settled.
 */
export async function scheduleDueJobs(
  deps: SchedulerDeps,
  memory: SchedulerMemory = schedulerMemory(),
): Promise<number> {
  const now = deps.clock.now();
  if (memory.lastLookAt === null || wentBack(memory.lastLookAt, now)) await bringPlansForward(deps, now);
  memory.lastLookAt = now;
  for (const [id, until] of memory.failing) if (until <= now) memory.failing.delete(id);
  let settled = 0;
  for (;;) {
    const due = await deps.db.asSystem(
      systemScope('the scheduler looks at the jobs of all organisations'),
      (tx) => store.findDueJobs(tx, now, { limit: dueLimit, except: [...memory.failing.keys()] }),
    );
    const before = settled;
    for (const [organizationId, jobs] of Map.groupBy(due, (job) => job.organization_id)) {
      const ids = jobs.map((job) => job.id);
      for (let start = 0; start < ids.length; start += batchSize) {
        settled += await claimBatch(deps, memory, organizationId, ids.slice(start, start + batchSize), now);
      }
    }
    // Nothing settled: what is due is being settled by another scheduler.
    if (due.length < dueLimit || settled === before) return settled;
  }
}

/** A step of less than a second moves no instant. */
const wentBack = (last: Date, now: Date): boolean => now.getTime() < last.getTime() - 1000;

async function claimBatch(
  deps: SchedulerDeps,
  memory: SchedulerMemory,
  organizationId: number,
  jobIds: number[],
  now: Date,
): Promise<number> {
  try {
    return await deps.db.within(organizationScope(organizationId, 'scheduler'), async (tx) => {
      const jobs = (await lockDueJobs(tx, jobIds, now)).filter((job) => isOurs(deps, job, now));
      await claimOccurrences(deps, tx, jobs, now);
      return jobs.length;
    });
  } catch (error) {
    // A database that is away is away for each of them.
    if (!(await deps.db.ping(1000))) throw error;
    const [first, second] = jobIds;
    if (second === undefined && first !== undefined) {
      // A lock that another process held at the wrong moment says nothing about the job.
      if (sqlState(error)?.startsWith('40') === true) return 0;
      memory.failing.set(first, new Date(now.getTime() + failingForMs));
      deps.log?.error('a job could not be scheduled and is tried again in a minute', {
        jobId: first,
        reason: describeError(error),
      });
      return 0;
    }
    let settled = 0;
    for (const id of jobIds) settled += await claimBatch(deps, memory, organizationId, [id], now);
    return settled;
  }
}

function isOurs(deps: SchedulerDeps, job: JobRow, now: Date): boolean {
  if (deps.registry.has(job.type) || job.next_run_at === null) return true;
  return now.getTime() - job.next_run_at.getTime() >= unknownTypePatienceMs;
}

/**
 * What fell due before a job is changed is settled by the definition that held then. The job's row is locked by
 * the caller.
 */
export async function settleDueInstants(deps: SchedulerDeps, tx: Tx, job: JobRow, now: Date): Promise<void> {
  if (job.state === 'disabled' || job.next_run_at === null || job.next_run_at > now) return;
  await claimOccurrences(deps, tx, [job], now);
}

/**
 * A clock that was ahead has put the next instants of jobs too far off. At start, and whenever the clock has gone
 * back, each job gets the next instant that its schedule has; what has its record already is not run again.
 */
async function bringPlansForward(deps: SchedulerDeps, now: Date): Promise<void> {
  const why = systemScope('the scheduler compares the plans of all organisations with the clock');
  for (let afterId = 0; ; ) {
    const page = await deps.db.asSystem(why, (tx) =>
      store.listPlannedJobs(tx, now, { afterId, limit: planPage }),
    );
    for (const job of page) {
      afterId = job.id;
      const next = nextAfter(scheduleOf(job), now);
      if (next === null || next >= job.next_run_at) continue;
      await deps.db.within(organizationScope(job.organization_id, 'scheduler'), (tx) =>
        store.bringForward(tx, { id: job.id, from: job.next_run_at, to: next }),
      );
    }
    if (page.length < planPage) return;
  }
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
