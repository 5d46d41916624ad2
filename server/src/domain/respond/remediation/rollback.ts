import { AppError } from '../../../core/errors.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import { remediationFacts } from './propose.ts';
import * as store from './store.ts';

/** Why a change cannot be asked to be taken back, for people; null when it can. */
export function rollbackProblem(
  deps: Pick<RemediationDeps, 'remediations'> & { clock: Clock },
  row: store.RemediationRow,
): string | null {
  if (row.status === 'rolled_back') return 'It is rolled back already.';
  if (row.active) return row.undo_execution_id === null ? 'It is under way.' : 'A rollback is under way.';
  if (row.executed_at === null || row.rollback_until === null || row.plan === null)
    return 'Nothing was changed that could be taken back.';
  if (row.status !== 'completed' && row.status !== 'failed') return `It is ${row.status}.`;
  const remediation = remediationById(deps, row.remediation_type);
  if (remediation === undefined) return `This version has no remediation ${row.remediation_type}.`;
  if (remediation.wayBack(row.plan.before, row.plan.after) === null)
    return `It cannot be taken back: ${remediation.irreversible ?? 'there is no way back'}`;
  if (row.rollback_until.getTime() <= deps.clock.now().getTime())
    return `The time for a rollback ended at ${row.rollback_until.toISOString()}; reverse it by hand.`;
  return null;
}

/** In the transaction that asks to take a run back, whichever way somebody asked. */
export async function beginRollback(
  deps: RemediationDeps,
  tx: Tx,
  { executionId, undoId }: { executionId: number; undoId: number },
): Promise<void> {
  const row = await store.lockByExecution(tx, executionId);
  if (row === undefined || row.execution_id !== executionId)
    throw new AppError('conflict', 'a rollback is not taken back; ask for the remediation again');
  await beginRollbackOf(deps, tx, row, undoId);
}

/** Of one change; a run of several has one for each of its changes that it takes back. */
export async function beginRollbackOf(
  deps: RemediationDeps,
  tx: Tx,
  row: store.RemediationRow,
  undoId: number,
): Promise<void> {
  const problem = rollbackProblem(deps, row);
  if (problem !== null) throw new AppError('conflict', problem);
  if (!(await store.activate(tx, row.id)))
    throw new AppError('conflict', `another change of ${row.resource_name} is under way`);
  await store.updateRemediation(tx, row.id, { undo_execution_id: undoId });
  const at = deps.clock.now();
  await store.insertEvent(tx, row.id, { at, kind: 'rollback_requested' });
  await recordAudit(tx, {
    action: 'remediation.rollback_requested',
    target: { type: 'remediation', id: row.id },
    detail: {
      ...remediationFacts(row, remediationById(deps, row.remediation_type)),
      undo_execution_id: undoId,
    },
  });
}
