import { sql } from 'kysely';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Unreadable } from '../../../core/observation.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Change } from './compare.ts';
import type { KnownDifference } from './worsening.ts';

/** SQL of drift detection: pairs to compare, open drifts, their changes. Reading for people is in list-store. */

export type Pair = {
  resource_id: number;
  provider_id: number;
  external_id: string;
  name: string;
  type: string;
  region: string;
  status: string;
  version_id: number;
  /** Paths that the current version could not be read at. */
  unreadable_count: number;
  baseline_id: number | null;
  baseline_version_id: number | null;
  /** Whether that is the baseline that counts, not an older one that somebody asked to compare with. */
  is_newest: boolean;
  open_drifts: number;
};

export type PairFilter = {
  providerId?: number | undefined;
  resourceId?: number | undefined;
  /** Compare with this baseline instead of the newest one. */
  baselineId?: number | undefined;
};

/** Resources after `afterId` with the baseline that they are compared with, in the order of their ids. */
export async function listPairs(tx: Tx, filter: PairFilter, afterId: number, limit: number): Promise<Pair[]> {
  const one = filter.baselineId ?? null;
  // By the page's ids, not by a lookup per resource: right after a first sync the newest baseline of one resource
  // is otherwise searched for along all baselines.
  const rows = await sql<Pair>`
    WITH page AS MATERIALIZED (
      SELECT r.id, r.provider_id, r.external_id, r.name, r.type, r.region, r.status, r.version_id,
        r.unreadable_count FROM resources r
      WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id > ${afterId}::bigint
        AND (${filter.providerId ?? null}::bigint IS NULL OR r.provider_id = ${filter.providerId ?? null}::bigint)
        AND (${filter.resourceId ?? null}::bigint IS NULL OR r.id = ${filter.resourceId ?? null}::bigint)
        AND (r.status <> 'deleted' OR EXISTS (
          SELECT 1 FROM drifts d WHERE d.resource_id = r.id AND d.status <> 'resolved'))
      ORDER BY r.id LIMIT ${limit}::int
    ), newest AS (
      SELECT DISTINCT ON (b.resource_id) b.resource_id, b.id, b.version_id FROM baselines b
      WHERE b.resource_id = ANY (ARRAY(SELECT id FROM page)) ORDER BY b.resource_id, b.id DESC
    ), chosen AS (
      SELECT resource_id, id, version_id FROM newest WHERE ${one}::bigint IS NULL
      UNION ALL SELECT resource_id, id, version_id FROM baselines
        WHERE id = ${one}::bigint AND resource_id = ANY (ARRAY(SELECT id FROM page))
    ), open AS (
      SELECT d.resource_id, count(*)::int AS count FROM drifts d
      WHERE d.resource_id = ANY (ARRAY(SELECT id FROM page)) AND d.status <> 'resolved' GROUP BY d.resource_id
    )
    SELECT r.id AS resource_id, r.provider_id, r.external_id, r.name, r.type, r.region, r.status, r.version_id,
      r.unreadable_count,
      b.id AS baseline_id, b.version_id AS baseline_version_id, coalesce(n.id = b.id, ${one}::bigint IS NULL)
        AS is_newest,
      coalesce(o.count, 0) AS open_drifts
    FROM page r LEFT JOIN chosen b ON b.resource_id = r.id LEFT JOIN newest n ON n.resource_id = r.id
      LEFT JOIN open o ON o.resource_id = r.id
    ORDER BY r.id`.execute(tx.sql);
  return rows.rows;
}

export type Version = { configuration: JsonObject; unreadable: Unreadable[]; observedAt: Date };

export async function readVersions(tx: Tx, ids: number[]): Promise<Map<number, Version>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql
    .selectFrom('resource_versions')
    .select(['id', 'configuration', 'unreadable', 'observed_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        configuration: row.configuration as JsonObject,
        unreadable: row.unreadable as Unreadable[],
        observedAt: row.observed_at,
      },
    ]),
  );
}

export type OpenDrift = {
  id: number;
  resource_id: number;
  attribute: string;
  status: string;
  type: string;
  severity: Severity;
  changes: Change[];
  known: KnownDifference | null;
  current_version_id: number;
  last_seen_at: Date;
  /** What it was last compared with; null when that baseline was deleted. */
  baseline_id: number | null;
};

export async function listOpenDrifts(tx: Tx, resourceIds: number[]): Promise<OpenDrift[]> {
  if (resourceIds.length === 0) return [];
  const { rows } = await sql<OpenDrift>`
    SELECT id, resource_id, attribute, status, type, severity, changes, known, current_version_id, last_seen_at,
      baseline_id
    FROM drifts WHERE organization_id = ${tx.scope.organizationId}::bigint AND status <> 'resolved'
      AND resource_id = any(${resourceIds}::bigint[])`.execute(tx.sql);
  return rows;
}

export type SettledDrift = { resource_id: number; attribute: string; changes: Change[] };

/**
 * What people have accepted or called false: the newest resolution per attribute. What a drift rule hid has no
 * person behind it and is seen again when the rule ends.
 */
export async function listSettledDrifts(tx: Tx, resourceIds: number[]): Promise<SettledDrift[]> {
  if (resourceIds.length === 0) return [];
  const rows = await sql<SettledDrift>`
    SELECT DISTINCT ON (resource_id, attribute) resource_id, attribute,
      CASE WHEN resolution_reason IN ('accepted', 'false_positive') AND resolved_by IS NOT NULL
        THEN changes ELSE '[]'::jsonb END AS changes
    FROM drifts
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND resource_id = any(${resourceIds}::bigint[])
      AND status = 'resolved'
    ORDER BY resource_id, attribute, id DESC`.execute(tx.sql);
  return rows.rows;
}

export type DriftContent = {
  type: string;
  severity: string;
  severityRule: string;
  summary: string;
  changes: Change[];
  baselineId: number;
  baselineVersionId: number;
  currentVersionId: number;
  violatedControlIds: string[];
  known: KnownDifference;
};

/** Undefined when another scan opened it first. */
export async function insertDrift(
  tx: Tx,
  drift: DriftContent & {
    providerId: number;
    resourceId: number;
    attribute: string;
    executionId: number;
    at: Date;
  },
): Promise<number | undefined> {
  const row = await tx.sql
    .insertInto('drifts')
    .values({
      organization_id: tx.scope.organizationId,
      provider_id: drift.providerId,
      resource_id: drift.resourceId,
      attribute: drift.attribute,
      status: 'detected',
      detected_at: drift.at,
      last_seen_at: drift.at,
      detected_by_execution_id: drift.executionId,
      ...contentColumns(drift),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** False when somebody resolved it, or another detection followed it, since it was read. */
export async function updateDrift(
  tx: Tx,
  read: Pick<OpenDrift, 'id' | 'current_version_id' | 'last_seen_at'>,
  drift: DriftContent,
  { at, worse }: { at: Date; worse: boolean },
): Promise<boolean> {
  const row = await tx.sql
    .updateTable('drifts')
    .set({ last_seen_at: at, ...contentColumns(drift), ...(worse ? { worsened_at: at } : {}) })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', read.id)
    .where('status', '<>', 'resolved')
    .where('current_version_id', '=', read.current_version_id)
    .where(sql<boolean>`date_trunc('milliseconds', last_seen_at) = ${read.last_seen_at}::timestamptz`)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

function contentColumns(drift: DriftContent) {
  return {
    type: drift.type,
    severity: drift.severity,
    severity_rule: drift.severityRule,
    summary: drift.summary,
    baseline_id: drift.baselineId,
    baseline_version_id: drift.baselineVersionId,
    current_version_id: drift.currentVersionId,
    changes: JSON.stringify(drift.changes),
    violated_control_ids: JSON.stringify(drift.violatedControlIds),
    known: JSON.stringify(drift.known),
  };
}

export async function resolve(
  tx: Tx,
  id: number,
  resolution: { reason: string; note: string | null; by: number | null; at: Date },
): Promise<boolean> {
  const row = await tx.sql
    .updateTable('drifts')
    .set({
      status: 'resolved',
      resolved_at: resolution.at,
      resolved_by: resolution.by,
      resolution_reason: resolution.reason,
      resolution_note: resolution.note,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .where('status', '<>', 'resolved')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function setStatus(tx: Tx, id: number, status: 'detected' | 'investigating'): Promise<void> {
  await tx.sql
    .updateTable('drifts')
    .set({ status })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function setAttribution(tx: Tx, id: number, attribution: Json): Promise<void> {
  await tx.sql
    .updateTable('drifts')
    .set({ attribution: JSON.stringify(attribution) })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

/** When the resource was last seen unchanged: the observation before the current version. */
export async function previousObservation(
  tx: Tx,
  resourceId: number,
  versionId: number,
): Promise<Date | null> {
  const row = await tx.sql
    .selectFrom('resource_versions')
    .select('observed_at')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('resource_id', '=', resourceId)
    .where('id', '<', versionId)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.observed_at ?? null;
}

/** True when the id is a resource of this organisation. */
export async function resourceExists(tx: Tx, id: number): Promise<boolean> {
  const rows = await sql`SELECT 1 FROM resources
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND id = ${id}::bigint`.execute(tx.sql);
  return rows.rows.length > 0;
}

export async function providerExists(tx: Tx, id: number): Promise<boolean> {
  const rows = await sql`SELECT 1 FROM providers
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND id = ${id}::bigint`.execute(tx.sql);
  return rows.rows.length > 0;
}

export async function baselineBelongsTo(tx: Tx, baselineId: number, resourceId: number): Promise<boolean> {
  const rows = await sql`SELECT 1 FROM baselines
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND id = ${baselineId}::bigint
      AND resource_id = ${resourceId}::bigint`.execute(tx.sql);
  return rows.rows.length > 0;
}
