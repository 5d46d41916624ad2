import { AppError } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';

/** Owns `remediation_settings`: what an organisation wants of its remediations. */

export type TypeOverride = {
  enabled?: boolean | undefined;
  require_approval?: boolean | undefined;
  auto_execute?: boolean | undefined;
};

export type RemediationSettings = {
  /** Every plan is decided by a person. Off: a standing policy may decide. */
  requireApproval: boolean;
  /** An approved plan is applied at once. Off: somebody starts it. */
  autoExecute: boolean;
  rollbackWindowMinutes: number;
  /** Changes that are under way at once. */
  maximumOpen: number;
  overrides: Record<string, TypeOverride>;
};

const defaultSettings: RemediationSettings = {
  requireApproval: true,
  autoExecute: true,
  rollbackWindowMinutes: 30,
  maximumOpen: 25,
  overrides: {},
};

export async function readSettings(tx: Tx): Promise<RemediationSettings> {
  const row = await tx.sql
    .selectFrom('remediation_settings')
    .selectAll()
    .where('organization_id', '=', tx.scope.organizationId)
    .executeTakeFirst();
  if (row === undefined) return defaultSettings;
  return {
    requireApproval: row.require_approval,
    autoExecute: row.auto_execute,
    rollbackWindowMinutes: row.rollback_window_minutes,
    maximumOpen: row.maximum_open,
    overrides: row.overrides as Record<string, TypeOverride>,
  };
}

/** What counts for one kind of change. */
export function rulesFor(
  settings: RemediationSettings,
  type: string,
): { enabled: boolean; requireApproval: boolean; autoExecute: boolean } {
  const own = settings.overrides[type];
  return {
    enabled: own?.enabled ?? true,
    requireApproval: own?.require_approval ?? settings.requireApproval,
    autoExecute: own?.auto_execute ?? settings.autoExecute,
  };
}

export async function changeSettings(
  deps: RemediationDeps,
  scope: Scope,
  change: { [Key in keyof RemediationSettings]?: RemediationSettings[Key] | undefined },
): Promise<RemediationSettings> {
  for (const type of Object.keys(change.overrides ?? {})) {
    if (remediationById(deps, type) === undefined) {
      throw new AppError('invalid_input', `overrides.${type}: there is no such remediation`, {
        details: [{ path: `overrides.${type}`, message: 'is not the id of a remediation' }],
      });
    }
  }
  return await deps.db.within(scope, async (tx) => {
    const before = await readSettings(tx);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after: RemediationSettings = { ...before, ...given };
    const values = {
      require_approval: after.requireApproval,
      auto_execute: after.autoExecute,
      rollback_window_minutes: after.rollbackWindowMinutes,
      maximum_open: after.maximumOpen,
      overrides: JSON.stringify(after.overrides),
      updated_by: JSON.stringify(tx.scope.actor),
      updated_at: deps.clock.now(),
    };
    await tx.sql
      .insertInto('remediation_settings')
      .values({ organization_id: tx.scope.organizationId, ...values })
      .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
      .execute();
    await recordAudit(tx, {
      action: 'remediation.settings_changed',
      target: { type: 'organization', id: tx.scope.organizationId },
      detail: { before: { ...before }, after: { ...after } },
    });
    return after;
  });
}
