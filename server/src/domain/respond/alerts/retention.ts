import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { RetentionPart } from '../../govern/jobs/index.ts';

/**
 * What failed because of it and still does keeps an alert, so that it is not told of a second time; so does what may
 * still become worse: its drift, or the control that it is about.
 */
const old = (tx: Tx, before: Date) => sql`
  organization_id = ${tx.scope.organizationId}::bigint AND status = 'resolved' AND resolved_at < ${before}::timestamptz
    AND NOT EXISTS (SELECT 1 FROM alert_mappings m WHERE m.alert_id = alerts.id AND m.ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM drifts d WHERE d.resource_id = alerts.resource_id AND d.attribute = alerts.attribute
      AND d.status <> 'resolved')
    AND NOT EXISTS (SELECT 1 FROM compliance_findings f WHERE f.organization_id = alerts.organization_id
      AND alerts.source_kind = 'control' AND f.control_id = alerts.source_key AND f.resolved_at IS NULL
      AND f.failed_at IS NOT NULL)`;

/** For the job of retention: alerts that were resolved long ago, with their history. */
export const alertRetention: RetentionPart = {
  name: 'alerts',
  days: 90,
  words: 'Alerts that were resolved longer ago are removed with their history.',
  async count(tx, before) {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM alerts WHERE ${old(tx, before)}`.execute(tx.sql);
    return rows[0]?.count ?? 0;
  },
  async remove(tx, before, limit) {
    // Once more of the row as it is when it is locked: it may have opened again since it was chosen.
    const removed = await sql`
      DELETE FROM alerts WHERE organization_id = ${tx.scope.organizationId}::bigint AND status = 'resolved' AND id IN (
        SELECT id FROM alerts WHERE ${old(tx, before)} ORDER BY id LIMIT ${limit}::int)`.execute(tx.sql);
    const count = Number(removed.numAffectedRows ?? 0);
    if (count > 0) {
      await recordAudit(tx, {
        action: 'alert.removed',
        target: { type: 'organization', id: tx.scope.organizationId },
        detail: { count, resolved_before: before.toISOString() },
      });
    }
    return count;
  },
};
