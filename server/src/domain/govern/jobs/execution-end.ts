import type { JsonObject } from '../../../core/json.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { recordAudit } from '../audit-log/index.ts';
import { nextQueuedOfJob, type Requeue, requeueExecution, setAuditReference } from './execution-lease.ts';
import type { ExecutionRow } from './execution-store.ts';
import type { JobRegistry } from './job-type.ts';

/** The queue of executions; the payload is `{ executionId }`. */
export const executionQueue = 'job-executions';

/** A waiting execution that was due for so long and that nobody took is woken again. */
export const forgottenAfterMs = 10_000;

export type EndDeps = { announce: Announce; queue: Queue; registry: JobRegistry };
type TenantTx = Parameters<Announce>[0];

/** What events and the audit log say of an end. */
export function endFacts(ended: ExecutionRow): JsonObject {
  return {
    execution_id: ended.id,
    job_id: ended.job_id,
    job_type: ended.job_type,
    status: ended.status,
    trigger: ended.trigger,
    error_code: ended.error_code,
    error: ended.error,
    findings_count: ended.findings_count,
    duration_ms:
      ended.started_at === null || ended.ended_at === null
        ? null
        : ended.ended_at.getTime() - ended.started_at.getTime(),
  };
}

/** The audit event, the outbox events and the wake-up of the next run, in the transaction of the end. */
export async function announceEnd(deps: EndDeps, tx: TenantTx, ended: ExecutionRow): Promise<void> {
  const facts = endFacts(ended);
  await wakeNext(deps, tx, ended, ended.ended_at ?? ended.queued_at);
  await deps.registry.get(ended.job_type)?.actions?.follow?.ended?.(tx, ended);
  // From here to the commit the organisation's other writers wait.
  await deps.announce(tx, { type: 'job.completed', payload: facts });
  if (ended.status === 'failed') await deps.announce(tx, { type: 'job.failed', payload: facts });
  const { sequence } = await recordAudit(tx, {
    action: `execution.${ended.status as 'succeeded' | 'failed' | 'skipped' | 'cancelled'}`,
    target: { type: 'execution', id: String(ended.id) },
    outcome: ended.status === 'succeeded' ? 'succeeded' : ended.status === 'skipped' ? 'skipped' : 'failed',
    detail: facts,
  });
  await setAuditReference(tx, ended.id, sequence);
}

/**
 * Those that wait for this one's job; only a run that had begun and let others wait can have been in their way. As many
 * as may run at once: another end at this very moment would not see that its own choice is taken.
 */
export async function wakeNext(
  deps: EndDeps,
  tx: TenantTx,
  left: Pick<ExecutionRow, 'job_id' | 'exclusive' | 'holds' | 'most_at_once' | 'started_at'>,
  now: Date,
): Promise<void> {
  if ((!left.exclusive && left.holds === null) || left.started_at === null) return;
  const next = await nextQueuedOfJob(tx, { jobId: left.job_id, now, limit: left.most_at_once });
  for (const executionId of next) await deps.queue.enqueue(tx, executionQueue, { executionId });
}

/**
 * Gives an execution another go, in one transaction with its audit event and its wake-up. Undefined when that is
 * not allowed: it ended, it may have written to a connected system, or somebody wants it to stop.
 */
export async function takeUpAgain(
  deps: EndDeps,
  tx: TenantTx,
  requeue: Omit<Requeue, 'wokenUntil'> & { now: Date },
): Promise<ExecutionRow | undefined> {
  const delayMs = Math.max(0, (requeue.notBefore?.getTime() ?? 0) - requeue.now.getTime());
  const wokenUntil = new Date(requeue.now.getTime() + delayMs + forgottenAfterMs);
  const queued = await requeueExecution(tx, { ...requeue, wokenUntil });
  if (queued === undefined) return undefined;
  await deps.queue.enqueue(
    tx,
    executionQueue,
    { executionId: queued.id },
    delayMs === 0 ? {} : { startAfterSeconds: Math.ceil(delayMs / 1000) },
  );
  if (delayMs > 0) await wakeNext(deps, tx, queued, requeue.now);
  await recordAudit(tx, {
    action: 'execution.taken_up_again',
    target: { type: 'execution', id: String(queued.id) },
    detail: {
      job_id: queued.job_id,
      job_type: queued.job_type,
      attempt: queued.attempt,
      reason: requeue.error.code,
      not_before: requeue.notBefore?.toISOString() ?? null,
    },
  });
  return queued;
}
