import type { JsonObject } from '../../../core/json.ts';
import type { Actor } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { ApprovalRow } from '../../govern/approvals/index.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { ActionFollower, ExecutionRow } from '../../govern/jobs/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import { endChange, endRollback } from './endings.ts';
import { policyFacts, signByPolicy } from './policies.ts';
import { remediationFacts } from './propose.ts';
import { beginRollback } from './rollback.ts';
import { readSettings, rulesFor } from './settings.ts';
import * as store from './store.ts';

/** Keeps the record of a remediation in step with its runs: all of it in the transactions of the runs. */
export function follower(deps: RemediationDeps): ActionFollower {
  return {
    async requesting(tx, executionId) {
      const row = await store.lockByExecution(tx, executionId);
      if (row === undefined) return {};
      const remediation = remediationById(deps, row.remediation_type);
      const of = row.finding_type === 'drift' ? `drift ${row.drift_id}` : row.control_id;
      const rollback = row.undo_execution_id === executionId;
      await store.insertEvent(tx, row.id, {
        at: deps.clock.now(),
        kind: rollback ? 'rollback_approval_requested' : 'approval_requested',
      });
      const parts = [
        rollback
          ? `To take back remediation ${row.id}, which was made for ${of}.`
          : `${row.severity} finding ${of}: ${row.finding_summary}.`,
        `Risk: ${remediation?.risk ?? 'unknown'}. ${remediation?.impact ?? ''}`,
        remediation?.irreversible == null ? '' : `Cannot be taken back in full: ${remediation.irreversible}`,
        row.note === null ? '' : `Note: ${row.note}`,
      ];
      return {
        justification: parts
          .filter((part) => part !== '')
          .join(' ')
          .slice(0, 2000),
        type: 'remediation',
        priority: row.severity === 'critical' || row.severity === 'high' ? 'high' : 'normal',
        everybody: true,
      };
    },

    async asked(tx, request) {
      const row = await store.lockByExecution(tx, request.executionId);
      if (row !== undefined && row.undo_execution_id !== request.executionId)
        await signByPolicy(deps, tx, row, request);
    },

    async approved(tx, { executionId, approval }) {
      const row = await store.lockByExecution(tx, executionId);
      if (row === undefined) return 'start';
      const rollback = row.undo_execution_id === executionId;
      const { autoExecute } = rulesFor(await readSettings(tx), row.remediation_type);
      const held = !autoExecute && !rollback && row.policy_id === null;
      await noteApproval(deps, tx, row, { executionId, approval, rollback, held });
      return held ? 'hold' : 'start';
    },

    async replanned(tx, { executionId, nextId }) {
      const row = await store.lockByExecution(tx, executionId);
      if (row === undefined || !row.active) return;
      const at = deps.clock.now();
      await store.insertEvent(tx, row.id, {
        at,
        kind: 'plan_outdated',
        note: 'the resource changed meanwhile; nothing was written',
      });
      await store.updateRemediation(
        tx,
        row.id,
        row.undo_execution_id === executionId
          ? { undo_execution_id: nextId }
          : { execution_id: nextId, policy_id: null },
      );
    },

    undoing: (tx, runs) => beginRollback(deps, tx, runs),

    async evidence(tx, executionId) {
      const row = await store.lockByExecution(tx, executionId);
      if (row === undefined) return {};
      const remediation = remediationById(deps, row.remediation_type);
      const rollback = row.undo_execution_id === executionId;
      const subject: JsonObject = {
        remediation_id: row.id,
        remediation_type: row.remediation_type,
        risk: remediation?.risk ?? null,
        irreversible: remediation?.irreversible ?? null,
        finding: {
          type: row.finding_type,
          drift_id: row.drift_id,
          control_id: row.control_id,
          severity: row.severity,
        },
      };
      const policy = row.policy_id === null || rollback ? null : await policyFacts(tx, row.policy_id);
      return {
        evaluation_result: { remediation: subject, finding_before: row.finding_before },
        ...(policy === null ? {} : { approval_record: { policy } }),
        validation_result: rollback
          ? { rollback_of_execution: row.execution_id }
          : { finding_before: row.finding_before, finding_after: row.finding_after },
      };
    },

    async ended(tx, execution: ExecutionRow) {
      const row = await store.lockByExecution(tx, execution.id);
      if (row === undefined || !row.active) return;
      if (row.undo_execution_id === execution.id) await endRollback(deps, tx, row, execution);
      else await endChange(deps, tx, row, execution);
    },
  };
}

/** The plan of a change or of its rollback was approved. `held`: somebody starts it. */
export async function noteApproval(
  deps: RemediationDeps,
  tx: Tx,
  row: store.RemediationRow,
  run: { executionId: number; approval: ApprovalRow; rollback: boolean; held: boolean },
): Promise<void> {
  const { executionId, approval, rollback, held } = run;
  const by = approval.decided_by as Actor | null;
  await store.insertEvent(tx, row.id, {
    at: deps.clock.now(),
    kind: rollback ? 'rollback_approved' : 'approved',
    note: approval.decision_reason,
    ...(by === null ? {} : { actor: by }),
  });
  const remediation = remediationById(deps, row.remediation_type);
  const facts = {
    ...remediationFacts(row, remediation),
    execution_id: executionId,
    approved_by: by?.label ?? null,
    policy_id: row.policy_id,
    rollback,
    held,
  };
  await deps.announce(tx, { type: 'remediation.approved', payload: facts });
  await recordAudit(tx, {
    action: 'remediation.approved',
    target: { type: 'remediation', id: row.id },
    detail: { ...facts, approval_id: approval.id, plan_hash: approval.plan_hash },
  });
}
