import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { cancelWaiting } from './action-decisions.ts';
import type { Skip } from './due-instants.ts';
import { announceEnd } from './execution-end.ts';
import { endExecution, requestCancel } from './execution-lease.ts';
import type { JobRow } from './job-store.ts';
import type { OpenRun } from './occurrence-store.ts';
import type { SchedulerDeps } from './service.ts';

/** More than these are not kept waiting: a job that takes longer than its interval would pile up for ever. */
const waitingLimit = 100;

export type Room = {
  /** How many of the due instants may run, one after the other. */
  runs: number;
  /** Why the others do not. */
  skip: Skip;
};

/** What the runs before mean for those that are due now. With `cancel_running` it ends or stops them. */
export async function makeRoom(
  deps: SchedulerDeps,
  tx: Tx,
  job: JobRow,
  openRuns: OpenRun[],
  wanted: number,
): Promise<Room> {
  const open = openRuns.filter((run) => run.job_id === job.id && run.alike);
  const [first] = open;
  if (first === undefined || job.overlap_policy === 'allow') {
    const waiting = open.filter((run) => run.status === 'queued').length;
    return { runs: Math.min(wanted, waitingLimit - waiting), skip: tooMany };
  }
  if (job.overlap_policy === 'queue') {
    return { runs: Math.max(0, Math.min(wanted, waitingLimit - open.length)), skip: tooMany };
  }
  const skip = {
    code: 'overlap',
    message: `the run before it (execution ${first.id}) was still ${words[first.status]} at this instant`,
  };
  if (job.overlap_policy === 'skip') return { runs: 0, skip };
  // What writes to connected systems or takes a change back is never stopped halfway for the next one.
  const keeps = open.find((run) => run.phase === 'apply' || run.trigger === 'undo');
  if (keeps !== undefined) return { runs: 0, skip };
  for (const run of open) await cancel(deps, tx, run);
  return { runs: wanted, skip };
}

const tooMany = { code: 'overlap', message: `${waitingLimit} runs of this job wait already` };
const words = {
  queued: 'waiting',
  running: 'running',
  pending_approval: 'waiting for an approval',
};

async function cancel(deps: SchedulerDeps, tx: Tx, run: OpenRun): Promise<void> {
  const error = { code: 'superseded', message: 'the next run of the job was due' };
  if (run.status === 'pending_approval') {
    await cancelWaiting(deps, tx, run.id, { status: 'cancelled', ...error });
    return;
  }
  const at = deps.clock.now();
  if (run.status === 'queued') {
    const ended = await endExecution(tx, {
      executionId: run.id,
      status: 'cancelled',
      at,
      findings: 0,
      error,
      from: ['queued'],
      worker: null,
    });
    if (ended !== undefined) return await announceEnd(deps, tx, ended);
  }
  if (await requestCancel(tx, run.id, at)) {
    await recordAudit(tx, {
      action: 'execution.cancel_requested',
      target: { type: 'execution', id: String(run.id) },
      detail: { reason: error.message },
    });
  }
}
