import { type RawBuilder, sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { FindingOf } from './finding-store.ts';
import type { AdviceRow } from './store.ts';

/** SQL that reads recommendations for people. */

export type RecommendationFilter = {
  statuses?: string[] | undefined;
  types?: string[] | undefined;
  priorities?: string[] | undefined;
  severities?: string[] | undefined;
  providerIds?: number[] | undefined;
  resourceId?: number | undefined;
  controlId?: string | undefined;
  text?: string | undefined;
};

export type RecommendationRow = {
  id: number;
  provider_id: number;
  provider_name: string;
  rule_id: string;
  type: string;
  resource_type: string;
  title: string;
  advice: AdviceRow;
  severity: Severity;
  priority: Severity;
  risk_reduction: number | null;
  exposure: string;
  effort_minutes: number;
  savings_low_cents: number | null;
  savings_high_cents: number | null;
  savings_assumption: string | null;
  resource_count: number;
  resource_id: number | null;
  resource_name: string | null;
  finding_type: string;
  finding_id: number | null;
  control_ids: string[];
  remediation_type: string | null;
  remediation_id: number | null;
  generator: string;
  generator_note: string | null;
  model: string | null;
  status: string;
  status_note: string | null;
  status_by: Json | null;
  status_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

const selected = sql`
  SELECT r.id, r.provider_id, p.name AS provider_name, r.rule_id, r.type, r.resource_type, r.title, r.advice, r.severity,
    r.priority, r.risk_reduction, r.exposure, r.effort_minutes, r.savings_low_cents, r.savings_high_cents,
    r.savings_assumption, r.resource_count, o.resource_id, o.resource_name, r.finding_type, r.finding_id, r.control_ids,
    r.remediation_type, r.remediation_id, r.generator, r.generator_note, m.model, r.status, r.status_note, r.status_by,
    r.status_at, r.created_at, r.updated_at
  FROM recommendations r JOIN providers p ON p.id = r.provider_id
  LEFT JOIN recommendation_model_runs m ON m.id = r.model_run_id AND r.generator <> 'rules'
  LEFT JOIN LATERAL (
    SELECT rr.resource_id, x.name AS resource_name FROM recommendation_resources rr JOIN resources x ON x.id = rr.resource_id
    WHERE rr.recommendation_id = r.id AND r.resource_count = 1 LIMIT 1) o ON true`;

function conditions(tx: Tx, filter: RecommendationFilter): RawBuilder<unknown> {
  const parts = [sql`r.organization_id = ${tx.scope.organizationId}::bigint`];
  if (filter.statuses !== undefined) parts.push(sql`r.status = any(${filter.statuses}::text[])`);
  if (filter.types !== undefined) parts.push(sql`r.type = any(${filter.types}::text[])`);
  if (filter.priorities !== undefined) parts.push(sql`r.priority = any(${filter.priorities}::text[])`);
  if (filter.severities !== undefined) parts.push(sql`r.severity = any(${filter.severities}::text[])`);
  if (filter.providerIds !== undefined) parts.push(sql`r.provider_id = any(${filter.providerIds}::bigint[])`);
  if (filter.controlId !== undefined) parts.push(sql`${filter.controlId}::text = any(r.control_ids)`);
  if (filter.resourceId !== undefined) {
    parts.push(sql`EXISTS (SELECT FROM recommendation_resources rr
      WHERE rr.recommendation_id = r.id AND rr.resource_id = ${filter.resourceId}::bigint)`);
  }
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = `%${filter.text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
    parts.push(
      sql`(r.title ILIKE ${pattern} OR r.rule_id ILIKE ${pattern} OR r.advice->>'explanation' ILIKE ${pattern})`,
    );
  }
  return sql.join(parts, sql` AND `);
}

export type RecommendationSort = 'priority' | 'created_at' | 'savings';

/** The most urgent first, then what takes away most, then the larger saving. */
export async function listRecommendations(
  tx: Tx,
  filter: RecommendationFilter,
  sort: RecommendationSort,
  page: { limit: number; offset: number },
): Promise<{ rows: RecommendationRow[]; total: number }> {
  const where = conditions(tx, filter);
  const order = {
    priority: sql`array_position(ARRAY['critical', 'high', 'medium', 'low'], r.priority), r.risk_reduction DESC NULLS LAST,
      r.savings_high_cents DESC NULLS LAST, r.resource_count DESC, r.id`,
    created_at: sql`r.created_at DESC, r.id DESC`,
    savings: sql`r.savings_low_cents DESC NULLS LAST, r.savings_high_cents DESC NULLS LAST, r.id`,
  }[sort];
  const { rows } = await sql<RecommendationRow>`${selected} WHERE ${where}
    ORDER BY ${order} LIMIT ${page.limit}::int OFFSET ${page.offset}::int`.execute(tx.sql);
  const counted = await sql<{ total: number }>`
    SELECT count(*)::int AS total FROM recommendations r WHERE ${where}`.execute(tx.sql);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

export async function listByIds(tx: Tx, ids: readonly number[]): Promise<RecommendationRow[]> {
  const { rows } = await sql<RecommendationRow>`${selected}
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = any(${[...ids]}::bigint[])
    ORDER BY array_position(ARRAY['critical', 'high', 'medium', 'low'], r.priority), r.id LIMIT 100`.execute(
    tx.sql,
  );
  return rows;
}

export async function getRecommendation(tx: Tx, id: number): Promise<RecommendationRow | undefined> {
  return (await listByIds(tx, [id]))[0];
}

export type ListedResource = { resource_id: number; name: string; region: string; findings: FindingOf[] };

export async function listResourcesOf(tx: Tx, id: number, limit: number): Promise<ListedResource[]> {
  const { rows } = await sql<ListedResource>`
    SELECT rr.resource_id, x.name, x.region, rr.findings FROM recommendation_resources rr
    JOIN resources x ON x.id = rr.resource_id
    WHERE rr.organization_id = ${tx.scope.organizationId}::bigint AND rr.recommendation_id = ${id}::bigint
    ORDER BY x.name, x.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows;
}

export type CountRow = {
  status: string;
  priority: Severity;
  type: string;
  automated: boolean;
  count: number;
};

export async function countRecommendations(tx: Tx): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    SELECT status, priority, type, remediation_type IS NOT NULL AS automated, count(*)::int AS count
    FROM recommendations WHERE organization_id = ${tx.scope.organizationId}::bigint GROUP BY 1, 2, 3, 4`.execute(
    tx.sql,
  );
  return rows;
}

export type SavingsRow = {
  rule_id: string;
  count: number;
  without: number;
  low_cents: number;
  high_cents: number;
};

/** Of the pending ones about cost. */
export async function sumSavings(tx: Tx): Promise<SavingsRow[]> {
  const { rows } = await sql<SavingsRow>`
    SELECT rule_id, count(*)::int AS count, (count(*) FILTER (WHERE savings_high_cents IS NULL))::int AS without,
      coalesce(sum(savings_low_cents), 0)::bigint AS low_cents, coalesce(sum(savings_high_cents), 0)::bigint AS high_cents
    FROM recommendations
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND status = 'pending' AND type = 'cost'
    GROUP BY rule_id ORDER BY low_cents DESC, rule_id`.execute(tx.sql);
  return rows.map((row) => ({
    ...row,
    low_cents: Number(row.low_cents),
    high_cents: Number(row.high_cents),
  }));
}
