import { sql } from 'kysely';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { conditions, type DriftFilter, type DriftRow, selectRow, severityRank } from './list-store.ts';

/** SQL for documents that go through all drifts. */

type ReportedDrifts = Pick<DriftFilter, 'providerIds' | 'resourceTypes' | 'severities'>;
type Period = { from: Date; to: Date };
const open = ['detected', 'investigating'];
const rankOf: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1 };

/** Open drifts that were known at `asOf`, worst first and then oldest first. */
export async function pageOfOpen(
  tx: Tx,
  filter: ReportedDrifts,
  asOf: Date,
  after: Pick<DriftRow, 'severity' | 'detected_at' | 'id'> | null,
  limit: number,
): Promise<DriftRow[]> {
  const later =
    after === null
      ? sql`true`
      : sql`(-(${severityRank}), d.detected_at, d.id) >
          (${-rankOf[after.severity]}::int, ${after.detected_at}::timestamptz, ${after.id}::bigint)`;
  const rows = await sql<DriftRow>`${selectRow}
    WHERE ${conditions(tx, { ...filter, statuses: open })} AND d.detected_at <= ${asOf}::timestamptz AND ${later}
    ORDER BY -(${severityRank}), d.detected_at, d.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows.rows;
}

/** Drifts that were resolved in the period, in the order of that. */
export async function pageOfResolved(
  tx: Tx,
  filter: ReportedDrifts,
  period: Period,
  after: { resolved_at: Date | null; id: number } | null,
  limit: number,
): Promise<DriftRow[]> {
  const later =
    after === null
      ? sql`true`
      : sql`(d.resolved_at, d.id) > (${after.resolved_at}::timestamptz, ${after.id}::bigint)`;
  const rows = await sql<DriftRow>`${selectRow}
    WHERE ${conditions(tx, { ...filter, statuses: ['resolved'] })} AND ${resolvedIn(period)} AND ${later}
    ORDER BY d.resolved_at, d.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows.rows;
}

const resolvedIn = ({ from, to }: Period) =>
  sql`d.resolved_at > ${from}::timestamptz AND d.resolved_at <= ${to}::timestamptz`;

export type SeverityCount = {
  severity: Severity;
  detected: number;
  investigating: number;
  opened: number;
  resolved: number;
};

/** Per severity: open now, by state; opened and resolved in the period. Severities without any are left out. */
export async function countForReport(
  tx: Tx,
  filter: ReportedDrifts,
  period: Period,
): Promise<SeverityCount[]> {
  const { from, to } = period;
  const rows = await sql<{ severity: Severity } & Record<Exclude<keyof SeverityCount, 'severity'>, string>>`
    SELECT d.severity,
      count(*) FILTER (WHERE d.status = 'detected') AS detected,
      count(*) FILTER (WHERE d.status = 'investigating') AS investigating,
      count(*) FILTER (WHERE d.detected_at > ${from}::timestamptz) AS opened,
      count(*) FILTER (WHERE d.status = 'resolved' AND ${resolvedIn(period)}) AS resolved
    FROM drifts d JOIN resources r ON r.id = d.resource_id
    WHERE ${conditions(tx, filter)} AND d.detected_at <= ${to}::timestamptz
    GROUP BY d.severity ORDER BY -(${severityRank})`.execute(tx.sql);
  return rows.rows.map((row) => ({
    severity: row.severity,
    detected: Number(row.detected),
    investigating: Number(row.investigating),
    opened: Number(row.opened),
    resolved: Number(row.resolved),
  }));
}

/** Living resources, and how many of them have no baseline: those are compared with nothing. */
export async function countWithoutBaseline(
  tx: Tx,
  filter: Pick<ReportedDrifts, 'providerIds' | 'resourceTypes'>,
): Promise<{ resources: number; withoutBaseline: number }> {
  const { providerIds, resourceTypes } = filter;
  const parts = [
    sql`r.organization_id = ${tx.scope.organizationId}::bigint AND r.status <> 'deleted'`,
    ...(providerIds === undefined ? [] : [sql`r.provider_id = any(${providerIds}::bigint[])`]),
    ...(resourceTypes === undefined ? [] : [sql`r.type = any(${resourceTypes}::text[])`]),
  ];
  const rows = await sql<{ resources: string; without: string }>`
    SELECT count(*) AS resources, count(*) FILTER (WHERE NOT EXISTS (
      SELECT 1 FROM baselines b WHERE b.resource_id = r.id)) AS without
    FROM resources r WHERE ${sql.join(parts, sql` AND `)}`.execute(tx.sql);
  return {
    resources: Number(rows.rows[0]?.resources ?? 0),
    withoutBaseline: Number(rows.rows[0]?.without ?? 0),
  };
}
