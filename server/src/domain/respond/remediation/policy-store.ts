import { sql } from 'kysely';
import { type Actor, personBehind } from '../../../core/scope.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** The only SQL about standing policies. */

export type PolicyScope = {
  provider_id?: number | undefined;
  regions?: string[] | undefined;
  /** Each of them with exactly this value. */
  tags?: Record<string, string> | undefined;
};

export type PolicyRow = {
  id: number;
  remediation_type: string;
  scope: PolicyScope;
  maximum_severity: Severity;
  daily_limit: number;
  reason: string;
  expires_at: Date;
  status: 'proposed' | 'active' | 'revoked';
  revision: number;
  proposed_by: Actor;
  proposed_at: Date;
  approved_by: Actor | null;
  approved_at: Date | null;
  revoked_by: Actor | null;
  revoked_at: Date | null;
};

/** The columns hold what their writers were given by the schemas; the type says so once. */
const asPolicy = (row: unknown): PolicyRow => row as PolicyRow;

const ofTenant = (tx: Tx) =>
  tx.sql
    .selectFrom('remediation_policies')
    .selectAll()
    .where('organization_id', '=', tx.scope.organizationId);

export async function getPolicy(tx: Tx, id: number): Promise<PolicyRow | undefined> {
  const row = await ofTenant(tx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : asPolicy(row);
}

/** Locked until the transaction ends: uses of one policy are counted one after the other. */
export async function lockPolicy(tx: Tx, id: number): Promise<PolicyRow | undefined> {
  const row = await ofTenant(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : asPolicy(row);
}

/** Newest first. */
export async function listPolicies(
  tx: Tx,
  page: { limit: number; offset: number },
): Promise<{ rows: PolicyRow[]; total: number }> {
  const rows = await ofTenant(tx).orderBy('id', 'desc').limit(page.limit).offset(page.offset).execute();
  const { total } = await tx.sql
    .selectFrom('remediation_policies')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('organization_id', '=', tx.scope.organizationId)
    .executeTakeFirstOrThrow();
  return { rows: rows.map(asPolicy), total: Number(total) };
}

/** Approved, not revoked, not over; oldest first, so that the same one answers each time. */
export async function activePolicies(tx: Tx, type: string, now: Date): Promise<PolicyRow[]> {
  const rows = await ofTenant(tx)
    .where('remediation_type', '=', type)
    .where('status', '=', 'active')
    .where('expires_at', '>', now)
    .orderBy('id')
    .limit(100)
    .execute();
  return rows.map(asPolicy);
}

export type PolicyContent = {
  remediation_type: string;
  scope: PolicyScope;
  maximum_severity: Severity;
  daily_limit: number;
  reason: string;
  expires_at: Date;
};

export async function insertPolicy(tx: Tx, content: PolicyContent, at: Date): Promise<number> {
  const row = await tx.sql
    .insertInto('remediation_policies')
    .values({
      organization_id: tx.scope.organizationId,
      ...content,
      scope: JSON.stringify(content.scope),
      proposed_by: JSON.stringify(tx.scope.actor),
      proposed_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A changed policy is a proposal again. */
export async function proposeChange(tx: Tx, id: number, content: PolicyContent, at: Date): Promise<void> {
  await tx.sql
    .updateTable('remediation_policies')
    .set(({ eb }) => ({
      ...content,
      scope: JSON.stringify(content.scope),
      status: 'proposed',
      revision: eb('revision', '+', 1),
      proposed_by: JSON.stringify(tx.scope.actor),
      proposed_at: at,
      approved_by: null,
      approved_at: null,
    }))
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function setPolicyStatus(
  tx: Tx,
  id: number,
  status: 'active' | 'revoked',
  at: Date,
): Promise<void> {
  const by = JSON.stringify(tx.scope.actor);
  await tx.sql
    .updateTable('remediation_policies')
    .set({
      status,
      ...(status === 'active' ? { approved_by: by, approved_at: at } : { revoked_by: by, revoked_at: at }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

/** How many plans each policy has approved since. */
export async function countUses(
  tx: Tx,
  policyIds: readonly number[],
  since: Date,
): Promise<Map<number, number>> {
  if (policyIds.length === 0) return new Map();
  const { rows } = await sql<{ policy_id: number; uses: number }>`
    SELECT policy_id, count(*)::int AS uses FROM remediations
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND policy_id = any(${[...policyIds]}::bigint[])
      AND created_at >= ${since}::timestamptz
    GROUP BY policy_id`.execute(tx.sql);
  return new Map(rows.map(({ policy_id, uses }) => [policy_id, uses]));
}

/** The person who approved a policy, in whose name it decides. */
export async function policyApprover(tx: Tx, id: number): Promise<number | null> {
  const policy = await getPolicy(tx, id);
  return policy?.approved_by == null ? null : personBehind(policy.approved_by);
}
