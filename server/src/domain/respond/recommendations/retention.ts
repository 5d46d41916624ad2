import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { RetentionPart } from '../../govern/jobs/index.ts';

/**
 * Closed ones. What was dismissed stays while it is the last word on its matter and what was dismissed is still
 * there: without it, it would be recommended again. A finding in the configuration itself is there as long as the
 * resource is.
 */
const old = (tx: Tx, before: Date) => sql`
  r.organization_id = ${tx.scope.organizationId}::bigint AND r.status <> 'pending' AND r.status_at < ${before}::timestamptz
  AND NOT (r.status = 'dismissed'
    AND NOT EXISTS (SELECT FROM recommendations newer WHERE newer.organization_id = r.organization_id
      AND newer.matter = r.matter AND newer.id > r.id)
    AND EXISTS (SELECT FROM recommendation_resources rr JOIN resources x ON x.id = rr.resource_id
      CROSS JOIN LATERAL jsonb_to_recordset(rr.findings) AS f(type text, id bigint, control_id text)
      WHERE rr.recommendation_id = r.id AND x.status <> 'deleted' AND (f.type = 'configuration'
        OR (f.type = 'control' AND EXISTS (SELECT FROM compliance_findings c WHERE c.resource_id = rr.resource_id
          AND c.control_id = f.control_id AND c.resolved_at IS NULL AND c.status = 'fail'))
        OR (f.type = 'drift' AND EXISTS (SELECT FROM drifts d WHERE d.id = f.id AND d.status <> 'resolved')))))`;

/** For the job of retention: recommendations that were closed long ago, and the questions that only they were of. */
export const recommendationRetention: RetentionPart = {
  name: 'recommendations',
  days: 365,
  words:
    'Recommendations that were applied, dismissed or resolved longer ago are removed; what was dismissed and is still found stays.',
  async count(tx, before) {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM recommendations r WHERE ${old(tx, before)}`.execute(tx.sql);
    return rows[0]?.count ?? 0;
  },
  async remove(tx, before, limit) {
    const removed = await sql`
      DELETE FROM recommendations WHERE organization_id = ${tx.scope.organizationId}::bigint AND id IN (
        SELECT r.id FROM recommendations r WHERE ${old(tx, before)} ORDER BY r.id LIMIT ${limit}::int)`.execute(
      tx.sql,
    );
    const count = Number(removed.numAffectedRows ?? 0);
    if (count === 0) return 0;
    await sql`
      DELETE FROM recommendation_model_runs m
      WHERE m.organization_id = ${tx.scope.organizationId}::bigint AND m.status <> 'running'
        AND m.started_at < ${before}::timestamptz AND NOT EXISTS (
          SELECT FROM recommendations r WHERE r.organization_id = m.organization_id AND r.model_run_id = m.id)`.execute(
      tx.sql,
    );
    await recordAudit(tx, {
      action: 'recommendation.removed',
      target: { type: 'organization', id: tx.scope.organizationId },
      detail: { count, closed_before: before.toISOString() },
    });
    return count;
  },
};
