import { type RawBuilder, sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Change } from './compare.ts';

/** SQL that reads drifts for people. */

export type DriftFilter = {
  providerIds?: number[] | undefined;
  resourceId?: number | undefined;
  resourceTypes?: string[] | undefined;
  severities?: string[] | undefined;
  types?: string[] | undefined;
  statuses?: string[] | undefined;
  text?: string | undefined;
  /** Of resources that carry all of these. */
  tags?: Readonly<Record<string, string>> | undefined;
};

export type DriftRow = {
  id: number;
  resource_id: number;
  resource_name: string;
  resource_type: string;
  region: string;
  provider_id: number;
  provider_name: string;
  attribute: string;
  type: string;
  severity: Severity;
  severity_rule: string;
  status: string;
  summary: string;
  baseline_id: number | null;
  baseline_version_id: number;
  current_version_id: number;
  changes: Change[];
  violated_control_ids: string[];
  attribution: Json | null;
  detected_at: Date;
  last_seen_at: Date;
  detected_by_execution_id: number | null;
  resolved_at: Date | null;
  resolved_by: string | null;
  resolution_reason: string | null;
  resolution_note: string | null;
  worsened_at: Date | null;
};

export const selectRow = sql`
  SELECT d.id, d.resource_id, r.name AS resource_name, r.type AS resource_type, r.region, d.provider_id,
    p.name AS provider_name, d.attribute, d.type, d.severity, d.severity_rule, d.status, d.summary, d.baseline_id,
    d.baseline_version_id, d.current_version_id, d.changes, d.violated_control_ids, d.attribution, d.detected_at,
    d.last_seen_at, d.detected_by_execution_id, d.resolved_at, u.email AS resolved_by, d.resolution_reason,
    d.resolution_note, d.worsened_at
  FROM drifts d JOIN resources r ON r.id = d.resource_id JOIN providers p ON p.id = d.provider_id
  LEFT JOIN users u ON u.id = d.resolved_by`;

export const severityRank = sql`CASE d.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END`;

export function conditions(tx: Tx, filter: DriftFilter): RawBuilder<unknown> {
  const parts = [sql`d.organization_id = ${tx.scope.organizationId}::bigint`];
  if (filter.providerIds !== undefined) parts.push(sql`d.provider_id = any(${filter.providerIds}::bigint[])`);
  if (filter.resourceId !== undefined) parts.push(sql`d.resource_id = ${filter.resourceId}::bigint`);
  if (filter.resourceTypes !== undefined) parts.push(sql`r.type = any(${filter.resourceTypes}::text[])`);
  if (filter.severities !== undefined) parts.push(sql`d.severity = any(${filter.severities}::text[])`);
  if (filter.types !== undefined) parts.push(sql`d.type = any(${filter.types}::text[])`);
  if (filter.statuses !== undefined) parts.push(sql`d.status = any(${filter.statuses}::text[])`);
  if (filter.tags !== undefined && Object.keys(filter.tags).length > 0)
    parts.push(sql`r.tags @> ${JSON.stringify(filter.tags)}::jsonb`);
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = `%${filter.text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
    parts.push(sql`(r.name ILIKE ${pattern} OR d.summary ILIKE ${pattern} OR d.attribute ILIKE ${pattern})`);
  }
  return sql.join(parts, sql` AND `);
}

export async function listDrifts(
  tx: Tx,
  filter: DriftFilter,
  sort: { by: 'detected_at' | 'severity'; order: 'asc' | 'desc' },
  page: { limit: number; offset: number },
): Promise<{ rows: DriftRow[]; total: number }> {
  const direction = sort.order === 'asc' ? sql`ASC` : sql`DESC`;
  const first =
    sort.by === 'severity'
      ? sql`${severityRank} ${direction}, d.detected_at DESC`
      : sql`d.detected_at ${direction}`;
  const where = conditions(tx, filter);
  const rows = await sql<DriftRow>`${selectRow} WHERE ${where}
    ORDER BY ${first}, d.id ${direction} LIMIT ${page.limit}::int OFFSET ${page.offset}::int`.execute(tx.sql);
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM drifts d JOIN resources r ON r.id = d.resource_id WHERE ${where}`.execute(
    tx.sql,
  );
  return { rows: rows.rows, total: Number(counted.rows[0]?.total ?? 0) };
}

export async function getDrift(tx: Tx, id: number): Promise<DriftRow | undefined> {
  const rows = await sql<DriftRow>`${selectRow}
    WHERE d.organization_id = ${tx.scope.organizationId}::bigint AND d.id = ${id}::bigint`.execute(tx.sql);
  return rows.rows[0];
}

export async function lockDrift(
  tx: Tx,
  id: number,
): Promise<{ id: number; resource_id: number; status: string } | undefined> {
  return await tx.sql
    .selectFrom('drifts')
    .select(['id', 'resource_id', 'status'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export type SummaryRow = { severity: Severity; status: string; type: string; count: number };

export async function countByKind(tx: Tx): Promise<SummaryRow[]> {
  const rows = await tx.sql
    .selectFrom('drifts')
    .select(['severity', 'status', 'type', ({ fn }) => fn.countAll<number>().as('count')])
    .where('organization_id', '=', tx.scope.organizationId)
    .groupBy(['severity', 'status', 'type'])
    .execute();
  return rows.map((row) => ({ ...row, severity: row.severity as Severity, count: Number(row.count) }));
}

/** Drifts opened per UTC day and severity since `since`. */
export async function countByDay(
  tx: Tx,
  since: Date,
): Promise<{ date: string; severity: Severity; count: number }[]> {
  const rows = await sql<{ date: string; severity: Severity; count: number }>`
    SELECT to_char(detected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS date, severity, count(*)::int AS count
    FROM drifts
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND detected_at >= ${since}::timestamptz
    GROUP BY 1, 2 ORDER BY 1`.execute(tx.sql);
  return rows.rows;
}

export async function lastScanAt(tx: Tx): Promise<Date | null> {
  const row = await tx.sql
    .selectFrom('job_executions')
    .select('ended_at')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('job_type', '=', 'drift_detection')
    .where('status', '=', 'succeeded')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.ended_at ?? null;
}

/** Open drifts of a type or resource, for the preview of a rule; newest first. */
export async function listOpenForPreview(
  tx: Tx,
  filter: { resourceTypes?: string[]; resourceId?: number },
  limit: number,
): Promise<DriftRow[]> {
  const where = conditions(tx, {
    resourceTypes: filter.resourceTypes,
    resourceId: filter.resourceId,
    statuses: ['detected', 'investigating'],
  });
  const rows =
    await sql<DriftRow>`${selectRow} WHERE ${where} ORDER BY d.id DESC LIMIT ${limit}::int`.execute(tx.sql);
  return rows.rows;
}

/** Summaries of drifts by id, for links from elsewhere. */
export async function namesOfDrifts(
  tx: Tx,
  ids: number[],
): Promise<Map<number, { summary: string; severity: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql
    .selectFrom('drifts')
    .select(['id', 'summary', 'severity'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
