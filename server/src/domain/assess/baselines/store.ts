import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { Unreadable } from '../../../core/observation.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** The only SQL about baselines. A baseline points at an immutable resource version. */

export type BaselineRow = {
  id: number;
  resource_id: number;
  version_id: number;
  source: string;
  description: string;
  captured_at: Date;
  created_by: number | null;
  created_by_label: string | null;
  is_active: boolean;
};

const selectRow = sql`
  SELECT b.id, b.resource_id, b.version_id, b.source, b.description, b.captured_at, b.created_by,
    u.email AS created_by_label,
    b.id = (SELECT max(newer.id) FROM baselines newer WHERE newer.resource_id = b.resource_id) AS is_active
  FROM baselines b LEFT JOIN users u ON u.id = b.created_by`;

export async function listBaselines(tx: Tx, resourceId: number): Promise<BaselineRow[]> {
  const rows = await sql<BaselineRow>`${selectRow}
    WHERE b.organization_id = ${tx.scope.organizationId}::bigint AND b.resource_id = ${resourceId}::bigint
    ORDER BY b.id DESC LIMIT 500`.execute(tx.sql);
  return rows.rows;
}

export async function getBaseline(tx: Tx, id: number): Promise<BaselineRow | undefined> {
  const rows = await sql<BaselineRow>`${selectRow}
    WHERE b.organization_id = ${tx.scope.organizationId}::bigint AND b.id = ${id}::bigint`.execute(tx.sql);
  return rows.rows[0];
}

export type CurrentVersion = {
  resourceId: number;
  versionId: number;
  name: string;
  type: string;
  status: string;
};

/** The resource with its current version; with `lock`, no sync moves it while a baseline is made. */
export async function resourceOf(
  tx: Tx,
  resourceId: number,
  options: { lock?: boolean } = {},
): Promise<CurrentVersion | undefined> {
  let query = tx.sql
    .selectFrom('resources')
    .select(['id', 'version_id', 'name', 'type', 'status'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', resourceId);
  if (options.lock === true) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    resourceId: row.id,
    versionId: row.version_id,
    name: row.name,
    type: row.type,
    status: row.status,
  };
}

export async function insertBaseline(
  tx: Tx,
  baseline: {
    resourceId: number;
    versionId: number;
    source: string;
    description: string;
    createdBy: number | null;
    at: Date;
  },
): Promise<number> {
  const row = await tx.sql
    .insertInto('baselines')
    .values({
      organization_id: tx.scope.organizationId,
      resource_id: baseline.resourceId,
      version_id: baseline.versionId,
      source: baseline.source,
      description: baseline.description,
      created_by: baseline.createdBy,
      captured_at: baseline.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** One baseline for each living resource of the provider that has none; at most `limit`, lowest ids first. */
export async function insertMissing(
  tx: Tx,
  page: { providerId: number; at: Date; afterId: number; limit: number },
): Promise<{ captured: number; lastId: number | null }> {
  // Page by page and one index probe per resource: an anti-join of the whole tables has no statistics to go by
  // right after a first sync, and then compares each with each.
  const rows = await sql<{ captured: number; last_id: number | null }>`
    WITH page AS MATERIALIZED (
      SELECT r.organization_id, r.id, r.version_id, r.status FROM resources r
      WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.provider_id = ${page.providerId}::bigint
        AND r.id > ${page.afterId}::bigint
      ORDER BY r.id LIMIT ${page.limit}::int
    ), captured AS (
      INSERT INTO baselines (organization_id, resource_id, version_id, source, captured_at)
      SELECT page.organization_id, page.id, page.version_id, 'initial_sync', ${page.at}::timestamptz
      FROM page LEFT JOIN LATERAL (SELECT b.id FROM baselines b WHERE b.resource_id = page.id LIMIT 1) b ON true
      WHERE page.status <> 'deleted' AND b.id IS NULL
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM captured)::int AS captured, (SELECT max(id) FROM page) AS last_id`.execute(
    tx.sql,
  );
  const row = rows.rows[0];
  return { captured: row?.captured ?? 0, lastId: row?.last_id ?? null };
}

export async function countBaselines(tx: Tx, resourceId: number): Promise<number> {
  const row = await tx.sql
    .selectFrom('baselines')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', tx.scope.organizationId)
    .where('resource_id', '=', resourceId)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function deleteBaseline(tx: Tx, id: number): Promise<void> {
  await tx.sql
    .deleteFrom('baselines')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

/** Baselines older than `before`, except the newest of each resource. */
export async function deleteExpired(tx: Tx, before: Date): Promise<number> {
  const rows = await sql`
    DELETE FROM baselines b
    WHERE b.organization_id = ${tx.scope.organizationId}::bigint AND b.captured_at < ${before}::timestamptz
      AND b.id < (SELECT max(newer.id) FROM baselines newer WHERE newer.resource_id = b.resource_id)`.execute(
    tx.sql,
  );
  return Number(rows.numAffectedRows ?? 0);
}

export type VersionContent = {
  id: number;
  configuration: JsonObject;
  unreadable: Unreadable[];
  observed_at: Date;
};

export async function readVersion(tx: Tx, versionId: number): Promise<VersionContent | undefined> {
  const row = await tx.sql
    .selectFrom('resource_versions')
    .select(['id', 'configuration', 'unreadable', 'observed_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', versionId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    configuration: row.configuration as JsonObject,
    unreadable: row.unreadable as Unreadable[],
    observed_at: row.observed_at,
  };
}
