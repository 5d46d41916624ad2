import { AppError } from '../../../core/errors.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type ApprovalRow, type ApprovalsDeps, cancelApproval } from '../approvals/index.ts';
import * as actions from './action-store.ts';
import type { ActionDeps } from './action-type.ts';
import { announceEnd, executionQueue } from './execution-end.ts';
import * as executions from './execution-store.ts';
import { getJob } from './job-store.ts';

/** What a decision means for the execution that waits for it. All of it in the transaction of the decision. */

/** The kind of subject under which executions ask for approval. */
export const executionSubject = 'job_execution';

type DecisionDeps = Pick<ActionDeps, 'announce' | 'queue' | 'clock' | 'registry'>;

/** Approved: queued to be applied, at once or when it is released. Rejected or expired: skipped, and nothing was written. */
async function executionDecided(deps: DecisionDeps, tx: Tx, approval: ApprovalRow): Promise<void> {
  const execution = await actions.lockAction(tx, approval.subject_id);
  const waits = execution?.status === 'pending_approval' && execution.approval_id === approval.id;
  if (execution === undefined || !waits) {
    if (approval.status === 'expired') return;
    throw new AppError('conflict', 'The run that asked does not wait any more');
  }
  const at = deps.clock.now();
  const by = approval.decided_by?.label ?? 'nobody';
  const why = approval.decision_reason === null ? '' : `: ${approval.decision_reason}`;
  if (approval.status !== 'approved') {
    const rejected = approval.status === 'rejected';
    const error = rejected
      ? { code: 'approval_rejected', message: `rejected by ${by}${why}` }
      : { code: 'approval_expired', message: 'nobody decided in time; nothing was changed' };
    await endWaiting(deps, tx, execution.id, 'skipped', error);
    return;
  }
  const job = await getJob(tx, execution.job_id);
  if (job === undefined || job.version !== execution.job_version) {
    const what = job === undefined ? 'deleted' : 'changed';
    throw new AppError('conflict', `The job was ${what} after it asked; what waits is void`);
  }
  const { follow } = deps.registry.get(execution.job_type)?.actions ?? {};
  const held = (await follow?.approved?.(tx, { executionId: execution.id, approval })) === 'hold';
  await actions.setApproved(tx, execution.id, at, held);
  const then = held ? '; held until somebody starts it' : '';
  await actions.appendLine(tx, execution.id, {
    at,
    level: 'info',
    message: `approved by ${by}${why}${then}`,
  });
  if (!held) await deps.queue.enqueue(tx, executionQueue, { executionId: execution.id });
}

/** Starts an approved execution that is held. False when there is none of that id. */
export async function releaseExecution(
  deps: Pick<DecisionDeps, 'queue' | 'clock'>,
  tx: Tx,
  executionId: number,
): Promise<boolean> {
  const at = deps.clock.now();
  if (!(await actions.releaseHeld(tx, executionId, at))) return false;
  const { label } = tx.scope.actor;
  await actions.appendLine(tx, executionId, { at, level: 'info', message: `started by ${label}` });
  await deps.queue.enqueue(tx, executionQueue, { executionId });
  return true;
}

async function endWaiting(
  deps: DecisionDeps,
  tx: Tx,
  executionId: number,
  status: 'skipped' | 'cancelled',
  error: { code: string; message: string },
): Promise<executions.ExecutionRow | undefined> {
  const at = deps.clock.now();
  if (!(await actions.endWaiting(tx, { executionId, status, error, at }))) return undefined;
  await actions.appendLine(tx, executionId, { at, level: 'info', message: `${status}: ${error.message}` });
  const ended = await executions.getExecution(tx, executionId);
  if (ended !== undefined) await announceEnd(deps, tx, ended);
  return ended;
}

/**
 * Withdraws an execution that waits for approval together with its approval. Undefined when it does not wait
 * (any more).
 */
export async function cancelWaiting(
  deps: DecisionDeps,
  tx: Tx,
  executionId: number,
  as: { status: 'skipped' | 'cancelled'; code: string; message: string },
): Promise<executions.ExecutionRow | undefined> {
  const subject = { kind: executionSubject, id: executionId };
  await cancelApproval(deps, tx, subject, as.message);
  return await endWaiting(deps, tx, executionId, as.status, { code: as.code, message: as.message });
}

/** A change of the definition, a pause or a deletion voids what its runs were waiting for. */
export async function cancelWaitingOfJob(
  deps: DecisionDeps,
  tx: Tx,
  jobId: number,
  as: { code: string; message: string },
): Promise<number> {
  const waiting = await actions.listWaiting(tx, jobId);
  for (const id of waiting) await cancelWaiting(deps, tx, id, { status: 'skipped', ...as });
  return waiting.length;
}

/** What approvals need to know of executions; main hands it to them. */
export function executionApprovals(
  deps: DecisionDeps,
): Pick<ApprovalsDeps, 'onDecided' | 'describeSubjects'> {
  return {
    onDecided: new Map([[executionSubject, (tx, approval) => executionDecided(deps, tx, approval)]]),
    describeSubjects: (tx, _kind, ids) => actions.jobsOfExecutions(tx, ids),
  };
}
