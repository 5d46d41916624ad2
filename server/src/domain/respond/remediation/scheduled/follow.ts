import { AppError } from '../../../../core/errors.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { type Severity, worst } from '../../../../core/severity.ts';
import type { Tx } from '../../../../platform/db/database.ts';
import { type ActionFollower, type ExecutionRow, listSteps } from '../../../govern/jobs/index.ts';
import { type RemediationDeps, remediationById } from '../deps.ts';
import { endChange, endRollback } from '../endings.ts';
import { noteApproval } from '../follow.ts';
import { beginRollbackOf, rollbackProblem } from '../rollback.ts';
import { readSettings, rulesFor } from '../settings.ts';
import * as store from '../store.ts';
import { endOfChange, endOfRollback } from './ends.ts';

/**
 * Keeps the records of the changes of one run in step with it, in the transactions of the run. No standing policy
 * decides such a run: one person reads the whole plan.
 */
export function scheduledFollower(deps: RemediationDeps): ActionFollower {
  return {
    async requesting(tx, executionId) {
      const { rows, rollback } = await rowsOf(tx, executionId);
      const at = deps.clock.now();
      for (const row of rows) {
        const kind = rollback ? 'rollback_approval_requested' : 'approval_requested';
        await store.insertEvent(tx, row.id, { at, kind });
      }
      const severity = worstOf(rows);
      return {
        justification: justification(rows, rollback),
        ...(severity === 'critical' || severity === 'high' ? { priority: 'high' as const } : {}),
        everybody: true,
      };
    },

    async approved(tx, { executionId, approval }) {
      const { rows, rollback } = await rowsOf(tx, executionId);
      const settings = await readSettings(tx);
      const held = !rollback && rows.some((row) => !rulesFor(settings, row.remediation_type).autoExecute);
      for (const row of rows) await noteApproval(deps, tx, row, { executionId, approval, rollback, held });
      return held ? 'hold' : 'start';
    },

    /** A new plan looks for findings anew, and has records of its own; a way back stays that of its changes. */
    async replanned(tx, { executionId, nextId }) {
      const note = 'the resource, or another one of the run, changed meanwhile; nothing was written';
      for (const row of await store.lockAllOfRun(tx, executionId, 'rollback')) {
        if (!row.active) continue;
        await store.insertEvent(tx, row.id, { at: deps.clock.now(), kind: 'plan_outdated', note });
        await store.updateRemediation(tx, row.id, { undo_execution_id: nextId });
      }
    },

    async reversible(tx, executionId) {
      const rows = await store.lockAllOfRun(tx, executionId, 'change');
      const possible = rows.filter((row) => rollbackProblem(deps, row) === null);
      const [first] = rows;
      if (first === undefined)
        throw new AppError('conflict', 'a rollback is not taken back; the next run of the job plans anew');
      if (possible.length === 0) throw new AppError('conflict', rollbackProblem(deps, first) ?? '');
      return possible.map(({ step }) => step ?? 0);
    },

    async undoing(tx, { executionId, undoId, steps }) {
      const rows = await store.lockAllOfRun(tx, executionId, 'change');
      for (const row of rows)
        if (steps === null || steps.includes(row.step ?? 0)) await beginRollbackOf(deps, tx, row, undoId);
    },

    async evidence(tx, executionId) {
      const { rows, rollback } = await rowsOf(tx, executionId);
      const changes = rows.map((row): JsonObject => {
        const kind = remediationById(deps, row.remediation_type);
        return {
          remediation_id: row.id,
          step: row.step,
          remediation_type: row.remediation_type,
          risk: kind?.risk ?? null,
          irreversible: kind?.irreversible ?? null,
          resource_id: row.resource_id,
          finding: {
            type: row.finding_type,
            drift_id: row.drift_id,
            control_id: row.control_id,
            severity: row.severity,
          },
          finding_before: row.finding_before,
        };
      });
      const after = rows.map(
        (row): JsonObject => ({
          remediation_id: row.id,
          finding_before: row.finding_before,
          finding_after: row.finding_after,
          finding_gone: row.finding_gone,
        }),
      );
      const [first] = rows;
      return {
        evaluation_result: { remediations: changes },
        validation_result: rollback
          ? { rollback_of_execution: first?.execution_id ?? null }
          : { findings: after },
      };
    },

    async ended(tx, execution) {
      const { rows, rollback } = await rowsOf(tx, execution.id);
      const steps = rows.length === 0 ? [] : await listSteps(tx, execution.id);
      for (const row of rows) {
        if (!row.active) continue;
        const step = steps.find(({ step: planned }) => planned.target.id === row.resource_id);
        const end = rollback ? endOfRollback(execution, step) : endOfChange(execution, step, row);
        const own: ExecutionRow = { ...execution, ...end };
        if (rollback) await endRollback(deps, tx, row, own);
        else await endChange(deps, tx, row, own);
      }
    },
  };
}

/** The records whose change, or whose rollback, the execution is. */
export async function rowsOf(
  tx: Tx,
  executionId: number,
): Promise<{ rows: store.RemediationRow[]; rollback: boolean }> {
  const changes = await store.lockAllOfRun(tx, executionId, 'change');
  if (changes.length > 0) return { rows: changes, rollback: false };
  return { rows: await store.lockAllOfRun(tx, executionId, 'rollback'), rollback: true };
}

const worstOf = (rows: readonly store.RemediationRow[]): Severity =>
  rows.reduce<Severity>((severity, row) => worst(severity, row.severity), 'low');

function justification(rows: readonly store.RemediationRow[], rollback: boolean): string {
  const [first] = rows;
  const lines = rows.map(({ id, finding_type: type, drift_id, control_id, severity, resource_name }) => {
    const finding = type === 'drift' ? `drift ${drift_id}` : control_id;
    return `${severity} ${finding} of ${resource_name} (remediation ${id})`;
  });
  const what = rollback
    ? `To take back what execution ${first?.execution_id} changed for`
    : 'To put in order, each with a change of its own:';
  return `${what} ${lines.join('; ')}.`.slice(0, 2000);
}
