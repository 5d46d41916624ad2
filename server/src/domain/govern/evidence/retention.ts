import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudits } from '../audit-log/index.ts';

/**
 * Packages whose time is over, for the job of retention. The clock is the database's, which refuses every other
 * deletion; what is left of a package is its audit event with the root.
 */
export const evidenceRetention = {
  name: 'evidence',
  async count(tx: Tx): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM evidence_packages
      WHERE organization_id = ${tx.scope.organizationId}::bigint AND retain_until <= clock_timestamp()`.execute(
      tx.sql,
    );
    return rows[0]?.count ?? 0;
  },
  async remove(tx: Tx, limit: number): Promise<number> {
    const { rows } = await sql<Removed>`
      WITH removed AS (
        DELETE FROM evidence_packages WHERE organization_id = ${tx.scope.organizationId}::bigint AND id IN (
          SELECT id FROM evidence_packages
          WHERE organization_id = ${tx.scope.organizationId}::bigint AND retain_until <= clock_timestamp()
          ORDER BY retain_until, id LIMIT ${limit}::int)
        RETURNING *)
      SELECT removed.*, signature.key_id FROM removed
      LEFT JOIN evidence_signatures signature ON signature.package_id = removed.id
      ORDER BY removed.retain_until, removed.id`.execute(tx.sql);
    if (rows.length === 0) return 0;
    await recordAudits(
      tx,
      rows.map((row) => ({
        action: 'evidence.removed' as const,
        target: { type: 'evidence', id: row.id },
        detail: {
          subject: { kind: row.subject_kind, id: row.subject_id },
          records: row.records,
          root_hash: row.root_hash.toString('hex'),
          sealed_at: row.sealed_at.toISOString(),
          retained_until: row.retain_until.toISOString(),
          key_id: row.key_id,
        },
      })),
    );
    return rows.length;
  },
};

type Removed = {
  id: string;
  subject_kind: string;
  subject_id: string;
  records: number;
  root_hash: Buffer;
  sealed_at: Date;
  retain_until: Date;
  key_id: string | null;
};
