import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { listSteps, mayBeWritten } from './action-store.ts';
import { givenTo } from './action-type.ts';
import { executionQueue } from './execution-end.ts';
import { type ExecutionRow, getExecution, insertExecution, sideBySideOf } from './execution-store.ts';
import type { ExecutionsDeps } from './executions.ts';
import { getJob } from './job-store.ts';
import { timeoutOf } from './job-type.ts';

/**
 * Asks to take back what an execution did: a new execution prepares the reverse of the steps that were done, and
 * waits for approval like any other.
 */
export async function undoExecution(deps: ExecutionsDeps, scope: Scope, id: number): Promise<ExecutionRow> {
  return await deps.db.within(scope, (tx) => undoExecutionIn(deps, tx, id));
}

/** As `undoExecution`, in the caller's transaction; `only` names the steps that are taken back. */
export async function undoExecutionIn(
  deps: ExecutionsDeps,
  tx: Tx,
  id: number,
  only?: readonly number[],
): Promise<ExecutionRow> {
  const original = await getExecution(tx, id);
  if (original === undefined) throw notFound('execution');
  const jobType = deps.registry.get(original.job_type);
  if (original.ended_at === null) throw new AppError('conflict', `execution ${id} has not ended yet`);
  const { follow } = jobType?.actions ?? {};
  const steps = only ?? (await follow?.reversible?.(tx, id)) ?? null;
  const written = (await listSteps(tx, id))
    .filter(mayBeWritten)
    .filter(({ position }) => steps?.includes(position) ?? true);
  if (jobType?.actions === undefined || written.length === 0)
    throw new AppError('unprocessable', `execution ${id} changed nothing that could be taken back`);
  const job = await getJob(tx, original.job_id);
  if (job === undefined) throw new AppError('conflict', 'the job of this execution was deleted');
  const { given } = givenTo(original.parameters);
  const parameters = { ...given, undo_of: id, ...(steps === null ? {} : { undo_steps: [...steps] }) };
  const undoId = await insertExecution(tx, {
    organizationId: tx.scope.organizationId,
    jobId: job.id,
    jobType: job.type,
    trigger: 'undo',
    status: 'queued',
    scheduledFor: null,
    parameters,
    requestedBy: { ...tx.scope.actor },
    timeoutSeconds: job.timeout_seconds ?? timeoutOf(jobType, deps.timeoutSeconds),
    at: deps.clock.now(),
    phase: 'prepare',
    jobVersion: job.version,
    typeVersion: jobType.version ?? 1,
    sideBySide: sideBySideOf(original),
  });
  if (undoId === null) throw new AppError('conflict', `taking back execution ${id} waits already`);
  await deps.queue.enqueue(tx, executionQueue, { executionId: undoId });
  await follow?.undoing?.(tx, { executionId: id, undoId, steps });
  const row = await getExecution(tx, undoId);
  if (row === undefined) throw new AppError('internal', `execution ${undoId} is not there`);
  await recordAudit(tx, {
    action: 'execution.undo_requested',
    target: { type: 'execution', id: String(undoId) },
    detail: { job_id: job.id, job_type: job.type, undo_of: id, changes: written.length },
  });
  return row;
}
