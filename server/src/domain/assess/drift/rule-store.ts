import { personBehind } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { DriftRule } from './suppress.ts';

/** The only SQL about the drift rules of users. */

export type DriftRuleRow = {
  id: number;
  path_pattern: string;
  resource_type: string | null;
  resource_id: number | null;
  reason: string;
  expires_at: Date | null;
  created_by: string | null;
  created_at: Date;
};

export async function listActiveRules(tx: Tx, now: Date): Promise<DriftRule[]> {
  const rows = await tx.sql
    .selectFrom('drift_rules')
    .select(['id', 'path_pattern', 'resource_type', 'resource_id', 'expires_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    path: row.path_pattern,
    type: row.resource_type,
    resourceId: row.resource_id,
    expiresAt: row.expires_at,
  }));
}

export async function listRules(tx: Tx): Promise<DriftRuleRow[]> {
  return await tx.sql
    .selectFrom('drift_rules as r')
    .leftJoin('users as u', 'u.id', 'r.created_by')
    .select([
      'r.id',
      'r.path_pattern',
      'r.resource_type',
      'r.resource_id',
      'r.reason',
      'r.expires_at',
      'r.created_at',
    ])
    .select('u.email as created_by')
    .where('r.organization_id', '=', tx.scope.organizationId)
    .where('r.deleted_at', 'is', null)
    .orderBy('r.id', 'desc')
    .limit(1000)
    .execute();
}

export async function insertRule(
  tx: Tx,
  rule: {
    pathPattern: string;
    resourceType: string | null;
    resourceId: number | null;
    reason: string;
    expiresAt: Date | null;
    at: Date;
  },
): Promise<number> {
  const row = await tx.sql
    .insertInto('drift_rules')
    .values({
      organization_id: tx.scope.organizationId,
      path_pattern: rule.pathPattern,
      resource_type: rule.resourceType,
      resource_id: rule.resourceId,
      reason: rule.reason,
      expires_at: rule.expiresAt,
      created_by: personBehind(tx.scope.actor),
      created_at: rule.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function deleteRule(tx: Tx, id: number, at: Date): Promise<boolean> {
  const row = await tx.sql
    .updateTable('drift_rules')
    .set({ deleted_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
