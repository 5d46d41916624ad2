import { sql } from 'kysely';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';

/** Owns `evidence_settings`: how long an organisation keeps what it seals. */

export type EvidenceSettings = {
  retentionDays: number;
  /** Null while nobody changed it. */
  updatedAt: Date | null;
  updatedBy: string | null;
};

/** Seven years, as auditors of finance ask for. */
const usualRetentionDays = 2555;
export const shortestRetentionDays = 365;
export const longestRetentionDays = 36_500;

export async function readEvidenceSettings(tx: Tx): Promise<EvidenceSettings> {
  const row = await tx.sql
    .selectFrom('evidence_settings')
    .selectAll()
    .where('organization_id', '=', tx.scope.organizationId)
    .executeTakeFirst();
  if (row === undefined) return { retentionDays: usualRetentionDays, updatedAt: null, updatedBy: null };
  const by = row.updated_by as { label?: string };
  return { retentionDays: row.retention_days, updatedAt: row.updated_at, updatedBy: by.label ?? null };
}

/** How many packages there are, and of how many the time is over. */
export async function countEvidence(tx: Tx): Promise<{ packages: number; past: number }> {
  const { rows } = await sql<{ packages: number; past: number }>`
    SELECT count(*)::int AS packages, (count(*) FILTER (WHERE retain_until <= clock_timestamp()))::int AS past
    FROM evidence_packages WHERE organization_id = ${tx.scope.organizationId}::bigint`.execute(tx.sql);
  return rows[0] ?? { packages: 0, past: 0 };
}

/** Counts for what is sealed from now on: what is there keeps the time that it was promised. */
export async function changeEvidenceSettings(
  deps: { db: Database; clock: Clock },
  scope: Scope,
  change: { retentionDays: number },
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const before = await readEvidenceSettings(tx);
    const values = {
      retention_days: change.retentionDays,
      updated_by: JSON.stringify(tx.scope.actor),
      updated_at: deps.clock.now(),
    };
    await tx.sql
      .insertInto('evidence_settings')
      .values({ organization_id: tx.scope.organizationId, ...values })
      .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
      .execute();
    await recordAudit(tx, {
      action: 'evidence.settings_changed',
      target: { type: 'organization', id: tx.scope.organizationId },
      detail: {
        before: { retention_days: before.retentionDays },
        after: { retention_days: change.retentionDays },
      },
    });
  });
}
