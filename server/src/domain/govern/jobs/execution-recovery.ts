import { systemScope } from '../../../core/scope.ts';
import { organizationScope } from '../tenancy/index.ts';
import { sealAction } from './action-evidence.ts';
import { stopSteps } from './action-store.ts';
import { announceEnd, executionQueue, forgottenAfterMs, takeUpAgain } from './execution-end.ts';
import {
  endAllLeases,
  endExecution,
  findLostExecutions,
  type LostExecution,
  takeForgottenExecutions,
} from './execution-lease.ts';
import type { RunnerDeps } from './runner.ts';

/** A lease that has ended is watched for so long: a worker whose clock is behind or that had no database renews it. */
const watchedMs = 5000;

/** A message that waits for longer than this says nothing about the others any more. */
const longestBacklogMs = 900_000;

export type LeaseWatch = { first: Map<string, number>; elapsedMs: () => number };

/** What one process remembers of leases that have ended. */
export function leaseWatch(elapsedMs = () => performance.now()): LeaseWatch {
  return { first: new Map(), elapsedMs };
}

/**
 * Gives executions of dead workers to others or ends them, and wakes queued ones that nothing will wake. Safe in
 * every process. Without a watch an ended lease is believed at once.
 */
export async function recoverExecutions(
  deps: Omit<RunnerDeps, 'worker'>,
  watch?: LeaseWatch,
): Promise<{ lost: number; woken: number }> {
  const now = deps.clock.now();
  const why = systemScope('executions of dead workers are taken up in every organisation');
  const expired = await deps.db.asSystem(why, (tx) => findLostExecutions(tx, now));
  const lost = watch === undefined ? expired : stillSilent(watch, expired);
  for (const execution of lost) await giveUp(deps, execution, now);
  // A run whose message has not had its turn yet is not forgotten: waking it would only make the queue longer.
  const backlogMs = Math.min(
    (await deps.queue.oldestWaitingSeconds(executionQueue)) * 1000,
    longestBacklogMs,
  );
  const forgotten = await deps.db.asSystem(why, (tx) =>
    takeForgottenExecutions(tx, {
      now,
      dueBefore: new Date(now.getTime() - forgottenAfterMs - backlogMs),
      again: new Date(now.getTime() + forgottenAfterMs * 2),
      limit: 100,
    }),
  );
  for (const { id, organization_id } of forgotten) {
    await deps.db.within(organizationScope(organization_id, 'job recovery'), (tx) =>
      deps.queue.enqueue(tx, executionQueue, { executionId: id }),
    );
  }
  return { lost: lost.length, woken: forgotten.length };
}

/**
 * For a process that has just opened a database which only one process can have open: what runs in it was left by
 * one that is gone, so nobody waits for a lease.
 */
export async function recoverAfterRestart(deps: Omit<RunnerDeps, 'worker'>): Promise<void> {
  const why = systemScope('executions of the former process are taken up in every organisation');
  await deps.db.asSystem(why, (tx) => endAllLeases(tx, deps.clock.now()));
  await recoverExecutions(deps);
}

/** Those whose lease has not moved since it was first seen to have ended. */
function stillSilent(watch: LeaseWatch, expired: LostExecution[]): LostExecution[] {
  const at = watch.elapsedMs();
  const before = watch.first;
  watch.first = new Map();
  return expired.filter((execution) => {
    const key = `${execution.id} ${execution.worker} ${execution.lease_until?.getTime()}`;
    const first = before.get(key) ?? at;
    watch.first.set(key, first);
    return at - first >= watchedMs;
  });
}

async function giveUp(deps: Omit<RunnerDeps, 'worker'>, execution: LostExecution, now: Date): Promise<void> {
  const worker = execution.worker ?? '';
  await deps.db.within(organizationScope(execution.organization_id, 'job recovery'), async (tx) => {
    if (execution.attempt === 1) {
      const again = await takeUpAgain(deps, tx, {
        executionId: execution.id,
        worker,
        attempt: 2,
        notBefore: null,
        error: { code: 'worker_lost', message: 'the worker stopped without ending the run' },
        leaseEndedBefore: now,
        now,
      });
      if (again !== undefined) return;
    }
    const ended = await endExecution(tx, {
      executionId: execution.id,
      status: execution.cancel_requested_at === null ? 'failed' : 'cancelled',
      at: now,
      findings: 0,
      error: lostError(execution),
      worker,
      leaseEndedBefore: now,
    });
    if (ended === undefined) return;
    if (execution.may_have_written) {
      // What it did up to then is evidence all the same.
      await stopSteps(tx, execution.id, now);
      await sealAction(deps, tx, execution.id, { status: 'failed', ...lostError(execution) });
    }
    await announceEnd(deps, tx, ended);
  });
}

function lostError(execution: LostExecution): { code: string; message: string } {
  if (execution.cancel_requested_at !== null)
    return { code: 'cancelled', message: 'cancelled; its worker stopped before it could say so' };
  return {
    code: 'worker_lost',
    message: execution.may_have_written
      ? 'the worker stopped without ending the run, and it may have changed a connected system: look there first'
      : 'the worker stopped without ending the run, twice; run it again',
  };
}
