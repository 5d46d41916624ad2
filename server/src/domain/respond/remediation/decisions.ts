import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { decide, getApproval } from '../../govern/approvals/index.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import {
  cancelExecutionIn,
  getExecution,
  releaseExecution,
  undoExecutionIn,
} from '../../govern/jobs/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import { remediationFacts } from './propose.ts';
import * as store from './store.ts';

/** What people do with a remediation once it is asked for. */

/** An approval is of a state that somebody looked at; much later nobody has. */
const longestHoldMs = 7 * 24 * 3_600_000;

/** The run that counts now: the rollback while there is one, else the change. */
export const currentRun = (row: store.RemediationRow): number | null =>
  row.active && row.undo_execution_id !== null ? row.undo_execution_id : row.execution_id;

/** Not locked: what follows locks the run first, and so does everything that ends one. */
async function required(tx: Tx, id: number): Promise<store.RemediationRow> {
  const row = await store.getRemediation(tx, id);
  if (row === undefined) throw notFound('remediation');
  return row;
}

/** Approves exactly the plan that was read, or rejects what waits. */
export async function decideRemediation(
  deps: RemediationDeps,
  scope: Scope,
  id: number,
  decision: Parameters<typeof decide>[3],
): Promise<void> {
  const approvalId = await deps.db.within(scope, async (tx) => {
    const row = await store.getRemediation(tx, id);
    if (row === undefined) throw notFound('remediation');
    const run = row.active ? currentRun(row) : null;
    const execution = run === null ? undefined : await getExecution(tx, run);
    if (execution?.approval_id == null) {
      const why = row.active ? 'its plan is still being made' : `it is ${row.status}`;
      throw new AppError('conflict', `nothing of remediation ${id} waits for a decision: ${why}`);
    }
    await refuseShared(tx, row, execution.id, `decide approval ${execution.approval_id}`);
    return execution.approval_id;
  });
  await decide(deps.approvals(), scope, approvalId, decision);
}

/** Starts an approved change where that is not done by itself. 409 before its approval. */
export async function executeRemediation(deps: RemediationDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await required(tx, id);
    if (row.status !== 'approved' || row.execution_id === null) throw notApproved(row);
    const execution = await getExecution(tx, row.execution_id);
    const approval =
      execution?.approval_id == null ? undefined : await getApproval(tx, execution.approval_id);
    const at = deps.clock.now();
    const age = at.getTime() - (approval?.decided_at?.getTime() ?? 0);
    if (age > longestHoldMs)
      throw new AppError('conflict', 'it was approved more than 7 days ago; cancel it and ask again');
    if (!(await releaseExecution(deps.jobs(), tx, row.execution_id)))
      throw new AppError('conflict', `remediation ${id} starts by itself`);
    // A run of several changes was approved as a whole, and starts as a whole.
    for (const one of await store.lockAllOfRun(tx, row.execution_id, 'change')) {
      await store.insertEvent(tx, one.id, { at, kind: 'started' });
      await recordAudit(tx, {
        action: 'remediation.started',
        target: { type: 'remediation', id: one.id },
        detail: remediationFacts(one, remediationById(deps, one.remediation_type)),
      });
    }
  });
}

/** One person reads the whole plan: nobody decides about all of its changes by way of one of them. */
async function refuseShared(tx: Tx, row: store.RemediationRow, run: number, instead: string): Promise<void> {
  const changes = await store.countOfRun(tx, run);
  if (changes < 2) return;
  throw new AppError(
    'conflict',
    `remediation ${row.id} is one of ${changes} changes of execution ${run}, which is decided as a whole: ${instead}`,
  );
}

function notApproved(row: store.RemediationRow): AppError {
  const words = row.status === 'pending_approval' ? 'waits for approval' : `is ${row.status}`;
  return new AppError('conflict', `remediation ${row.id} ${words}; only an approved one is executed`);
}

/** Asks to take the change back; that has a plan and an approval of its own. */
export async function rollbackRemediation(
  deps: RemediationDeps,
  scope: Scope,
  id: number,
  note: string | null,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await required(tx, id);
    if (row.execution_id === null)
      throw new AppError('conflict', 'nothing was changed that could be taken back');
    const only = row.step === null ? undefined : [row.step];
    await undoExecutionIn(deps.jobs(), tx, row.execution_id, only);
    if (note !== null) await store.insertEvent(tx, id, { at: deps.clock.now(), kind: 'note', note });
  });
}

/** Withdraws what waits; what runs is finished. */
export async function cancelRemediation(deps: RemediationDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await required(tx, id);
    const run = currentRun(row);
    if (row.active && run !== null) {
      const execution = await getExecution(tx, run);
      if (execution?.status === 'running' && execution.phase === 'apply')
        throw new AppError('conflict', `remediation ${id} is being executed; it ends by itself`);
      await refuseShared(tx, row, run, `cancel execution ${run}`);
      await cancelExecutionIn(deps.jobs(), tx, run);
      return;
    }
    if (row.status !== 'suggested') throw new AppError('conflict', `remediation ${id} is ${row.status}`);
    const at = deps.clock.now();
    await store.updateRemediation(tx, id, { status: 'cancelled', ended_at: at });
    await store.insertEvent(tx, id, { at, kind: 'cancelled' });
    await recordAudit(tx, {
      action: 'remediation.not_made',
      target: { type: 'remediation', id },
      outcome: 'skipped',
      detail: { ...remediationFacts(row, remediationById(deps, row.remediation_type)), status: 'cancelled' },
    });
  });
}
