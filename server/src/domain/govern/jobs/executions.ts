import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { cancelWaiting } from './action-decisions.ts';
import { givenTo } from './action-type.ts';
import { announceEnd, executionQueue } from './execution-end.ts';
import { endExecution, requestCancel } from './execution-lease.ts';
import * as executions from './execution-store.ts';
import { getJob } from './job-store.ts';
import { type JobType, timeoutOf } from './job-type.ts';
import type { RunnerDeps } from './runner.ts';

/** What people do with one execution: stop it, try it again. */

export type ExecutionsDeps = Pick<RunnerDeps, 'db' | 'clock' | 'queue' | 'announce' | 'registry'> & {
  /** For jobs without a limit of their own. */
  timeoutSeconds: number;
};

/** Who may start reading may also stop it; what acts on connected systems is for those who manage jobs. */
function allowed(scope: Scope, jobType: JobType | undefined): void {
  if (jobType?.actions === undefined || scope.permissions.has('manage_jobs')) return;
  throw new AppError('forbidden', 'This job acts on connected systems: it needs the permission manage_jobs');
}

/** Stops a run: at once when it waits for its turn or for an approval, within a heartbeat when it runs. */
export async function cancelExecution(
  deps: ExecutionsDeps,
  scope: Scope,
  id: number,
): Promise<executions.ExecutionRow> {
  return await deps.db.within(scope, async (tx) => {
    const execution = await executions.getExecution(tx, id);
    if (execution !== undefined) allowed(scope, deps.registry.get(execution.job_type));
    return await cancelExecutionIn(deps, tx, id);
  });
}

/** As `cancelExecution`, for a module whose own rules say who may; in the caller's transaction. */
export async function cancelExecutionIn(
  deps: ExecutionsDeps,
  tx: Tx,
  id: number,
): Promise<executions.ExecutionRow> {
  const execution = await executions.getExecution(tx, id);
  if (execution === undefined) throw notFound('execution');
  const now = deps.clock.now();
  if (execution.status === 'pending_approval') {
    const message = 'cancelled while it waited for approval; nothing was changed';
    const ended = await cancelWaiting(deps, tx, id, { status: 'cancelled', code: 'cancelled', message });
    if (ended !== undefined) return ended;
  }
  if (execution.status === 'queued') {
    const ended = await endExecution(tx, {
      executionId: id,
      status: 'cancelled',
      at: now,
      findings: 0,
      error: { code: 'cancelled', message: 'cancelled before it started' },
      from: ['queued'],
      worker: null,
    });
    if (ended !== undefined) {
      await announceEnd(deps, tx, ended);
      return ended;
    }
  }
  if (execution.status === 'pending_approval') {
    const by = {
      status: 'cancelled' as const,
      code: 'cancelled',
      message: 'cancelled before it was decided',
    };
    const ended = await cancelWaiting(deps, tx, id, by);
    if (ended !== undefined) return ended;
  }
  if (!(await requestCancel(tx, id, now))) {
    throw new AppError('conflict', `execution ${id} has already ended as ${execution.status}`);
  }
  await recordAudit(tx, {
    action: 'execution.cancel_requested',
    target: { type: 'execution', id: String(id) },
  });
  return { ...execution, cancel_requested_at: now };
}

const retryable = ['failed', 'cancelled', 'skipped'];

/** Starts the work of an execution that did not succeed once more, as a new execution with equal parameters. */
export async function retryExecution(
  deps: ExecutionsDeps,
  scope: Scope,
  id: number,
): Promise<executions.ExecutionRow> {
  return await deps.db.within(scope, async (tx) => {
    const before = await executions.getExecution(tx, id);
    if (before === undefined) throw notFound('execution');
    const jobType = deps.registry.get(before.job_type);
    allowed(scope, jobType);
    if (!retryable.includes(before.status)) {
      const why = before.status === 'succeeded' ? 'succeeded: run the job instead' : `is ${before.status}`;
      throw new AppError('conflict', `execution ${id} ${why}`);
    }
    if (jobType === undefined)
      throw new AppError('unprocessable', `this version has no job type ${before.job_type}`);
    const job = await getJob(tx, before.job_id);
    if (job === undefined) throw new AppError('conflict', 'the job of this execution was deleted');
    const { given, undoOf } = givenTo(before.parameters);
    const parameters = jobType.parameters.safeParse(given);
    if (!parameters.success)
      throw new AppError('unprocessable', 'the parameters of this execution are not valid any more');
    await jobType.check?.(tx, parameters.data);
    const now = deps.clock.now();
    const next = await executions.insertExecution(tx, {
      organizationId: tx.scope.organizationId,
      jobId: job.id,
      jobType: job.type,
      trigger: 'retry',
      status: 'queued',
      scheduledFor: null,
      parameters: before.parameters,
      requestedBy: { ...tx.scope.actor },
      timeoutSeconds: job.timeout_seconds ?? timeoutOf(jobType, deps.timeoutSeconds),
      at: now,
      phase: jobType.actions === undefined ? 'run' : 'prepare',
      retryOf: id,
      jobVersion: job.version,
      typeVersion: jobType.version ?? 1,
      exclusive: job.overlap_policy !== 'allow',
      sideBySide: executions.sideBySideOf(before),
    });
    if (next === null) throw new AppError('conflict', 'an equal run of this job waits already');
    await deps.queue.enqueue(tx, executionQueue, { executionId: next });
    if (undoOf !== null) await jobType.actions?.follow?.undoing?.(tx, { ...undoOf, undoId: next });
    const row = await executions.getExecution(tx, next);
    if (row === undefined) throw new AppError('internal', `execution ${next} is not there`);
    await recordAudit(tx, {
      action: 'execution.requested',
      target: { type: 'execution', id: String(next) },
      detail: { job_id: job.id, job_type: job.type, parameters: before.parameters, retry_of: id },
    });
    return row;
  });
}
