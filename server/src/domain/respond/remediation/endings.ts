import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { ExecutionRow } from '../../govern/jobs/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import { remediationFacts } from './propose.ts';
import { readSettings } from './settings.ts';
import * as store from './store.ts';

/** What the end of a run means for its remediation, in the transaction of that end. */

type Ending = { status: store.RemediationStatus; kind: string };

/** Skipped runs by why: nothing was written in any of them. */
const skips: Record<string, Ending> = {
  write_access_missing: { status: 'suggested', kind: 'left_as_suggestion' },
  approval_rejected: { status: 'rejected', kind: 'rejected' },
};
const cancelled: Ending = { status: 'cancelled', kind: 'cancelled' };

export async function endChange(
  deps: RemediationDeps,
  tx: Tx,
  row: store.RemediationRow,
  execution: ExecutionRow,
): Promise<void> {
  const at = execution.ended_at ?? deps.clock.now();
  const ending = endingOf(execution);
  const { rollbackWindowMinutes } = await readSettings(tx);
  const error = { error_code: execution.error_code, error: execution.error };
  await store.updateRemediation(tx, row.id, {
    status: ending.status,
    active: false,
    ...error,
    ...(execution.may_have_written
      ? { executed_at: at, rollback_until: new Date(at.getTime() + rollbackWindowMinutes * 60_000) }
      : {}),
    ended_at: ending.status === 'suggested' ? null : at,
  });
  await store.insertEvent(tx, row.id, { at, kind: ending.kind, note: execution.error });
  const after = (await store.getRemediation(tx, row.id)) ?? row;
  const facts = remediationFacts(after, remediationById(deps, row.remediation_type));
  if (ending.status === 'completed') {
    const times = {
      executed_at: at.toISOString(),
      rollback_until: after.rollback_until?.toISOString() ?? null,
    };
    await deps.announce(tx, {
      type: 'remediation.completed',
      payload: { ...facts, ...times, executed_by: executedBy(execution) },
    });
    await recordAudit(tx, {
      action: 'remediation.completed',
      target: { type: 'remediation', id: row.id },
      detail: { ...facts, ...times, finding_after: after.finding_after },
    });
    return;
  }
  const written = { may_have_written: execution.may_have_written };
  if (ending.status === 'failed') {
    await deps.announce(tx, {
      type: 'remediation.failed',
      payload: { ...facts, ...error, ...written, rollback: false, executed_by: executedBy(execution) },
    });
  }
  await recordAudit(tx, {
    action: ending.status === 'failed' ? 'remediation.failed' : 'remediation.not_made',
    target: { type: 'remediation', id: row.id },
    outcome: ending.status === 'failed' ? 'failed' : ending.status === 'rejected' ? 'denied' : 'skipped',
    detail: { ...facts, ...error, ...written, status: ending.status },
  });
}

/** Who asked for the run. */
const executedBy = (execution: ExecutionRow): string | null =>
  (execution.requested_by as { label?: string }).label ?? null;

function endingOf(execution: ExecutionRow): Ending {
  if (execution.status === 'succeeded') {
    // A run without a plan found nothing to do; that is no success of a change.
    return execution.plan_hash === null ? cancelled : { status: 'completed', kind: 'completed' };
  }
  if (execution.status === 'skipped') return skips[execution.error_code ?? ''] ?? cancelled;
  // Stopped by somebody after it may have written: nobody knows whether it is as it should be.
  if (execution.status === 'failed' || execution.may_have_written)
    return { status: 'failed', kind: 'failed' };
  return cancelled;
}

export async function endRollback(
  deps: RemediationDeps,
  tx: Tx,
  row: store.RemediationRow,
  execution: ExecutionRow,
): Promise<void> {
  const at = execution.ended_at ?? deps.clock.now();
  const done = execution.status === 'succeeded' && execution.plan_hash !== null;
  await store.updateRemediation(tx, row.id, {
    active: false,
    ...(done ? { status: 'rolled_back', ended_at: at } : {}),
  });
  const kind = done ? 'rolled_back' : execution.status === 'failed' ? 'rollback_failed' : 'rollback_not_made';
  await store.insertEvent(tx, row.id, { at, kind, note: execution.error });
  const facts = {
    ...remediationFacts(row, remediationById(deps, row.remediation_type)),
    execution_id: execution.id,
  };
  const error = {
    error_code: execution.error_code,
    error: execution.error,
    may_have_written: execution.may_have_written,
  };
  if (done) {
    const times = { rolled_back_at: at.toISOString() };
    await deps.announce(tx, {
      type: 'remediation.rolled_back',
      payload: { ...facts, ...times, executed_by: executedBy(execution) },
    });
    await recordAudit(tx, {
      action: 'remediation.rolled_back',
      target: { type: 'remediation', id: row.id },
      detail: { ...facts, ...times },
    });
    return;
  }
  if (execution.status === 'failed')
    await deps.announce(tx, {
      type: 'remediation.failed',
      payload: { ...facts, ...error, rollback: true, executed_by: executedBy(execution) },
    });
  await recordAudit(tx, {
    action: 'remediation.rollback_not_made',
    target: { type: 'remediation', id: row.id },
    outcome: execution.status === 'failed' ? 'failed' : 'skipped',
    detail: { ...facts, ...error },
  });
}
