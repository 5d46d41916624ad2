import { type RawBuilder, sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { Unreadable } from '../../../core/observation.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL that reads the inventory for people. */

export type ResourceFilter = {
  providerIds?: number[] | undefined;
  types?: string[] | undefined;
  regions?: string[] | undefined;
  statuses?: string[] | undefined;
  /** Key alone, or key and value. */
  tag?: { key: string; value?: string | undefined } | undefined;
  /** Part of a name or of an external id, whatever its case. */
  text?: string | undefined;
};

export type ResourceSort = { by: 'name' | 'type' | 'region' | 'changed_at'; order: 'asc' | 'desc' };

export type ResourceRow = {
  id: number;
  external_id: string;
  provider_id: number;
  provider_name: string;
  name: string;
  type: string;
  region: string;
  status: string;
  tags: Record<string, string>;
  unreadable_count: number;
  first_seen_at: Date;
  last_seen_at: Date;
  changed_at: Date;
  version_id: number;
  content_hash: string;
};

/**
 * A living resource was last seen when its scope was last read whole, or later by a partial scan; a deleted one
 * keeps its own time.
 */
const lastSeen = sql`CASE WHEN r.status = 'deleted' THEN r.last_seen_at
  ELSE greatest(r.last_seen_at, coalesce(s.last_complete_at, r.last_seen_at)) END`;

export const selectRow = sql`
  SELECT r.id, r.external_id, r.provider_id, p.name AS provider_name, r.name, r.type, r.region, r.status, r.tags,
    r.unreadable_count, r.first_seen_at, ${lastSeen} AS last_seen_at, r.changed_at, r.version_id, r.content_hash`;
export const joins = sql`
  JOIN providers p ON p.id = r.provider_id JOIN inventory_scopes s ON s.id = r.scope_id`;

/** One value as an equation, so that an index still gives the rows behind it in order. */
function oneOf(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<unknown> {
  const [only] = values;
  return values.length === 1 ? sql`${column} = ${only}::text` : sql`${column} = any(${[...values]}::text[])`;
}

const hasText = (filter: ResourceFilter): boolean => filter.text !== undefined && filter.text !== '';

/** Where the rows come from: a text is looked up in its own index, see infraudit_resources_like. */
function source(filter: ResourceFilter): RawBuilder<unknown> {
  if (!hasText(filter)) return sql`resources r`;
  const pattern = `%${filter.text?.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return sql`infraudit_resources_like(lower(${pattern}::text)) r`;
}

function tagConditions(tx: Tx, filter: ResourceFilter): RawBuilder<unknown> {
  const { key, value } = filter.tag ?? { key: '' };
  const parts = [
    sql`t.organization_id = ${tx.scope.organizationId}::bigint AND t.key = left(${key}::text, 500)`,
  ];
  if (value !== undefined) parts.push(sql`t.value = left(${value}::text, 500)`);
  if (filter.statuses !== undefined) parts.push(oneOf(sql`t.status`, filter.statuses));
  return sql.join(parts, sql` AND `);
}

/** What `source` does not answer by itself. */
export function conditions(tx: Tx, filter: ResourceFilter): RawBuilder<unknown> {
  const parts = [sql`r.organization_id = ${tx.scope.organizationId}::bigint`];
  const [provider, ...others] = filter.providerIds ?? [];
  if (provider !== undefined && others.length === 0) parts.push(sql`r.provider_id = ${provider}::bigint`);
  else if (filter.providerIds !== undefined)
    parts.push(sql`r.provider_id = any(${filter.providerIds}::bigint[])`);
  if (filter.types !== undefined) parts.push(oneOf(sql`r.type`, filter.types));
  if (filter.regions !== undefined) parts.push(oneOf(sql`r.region`, filter.regions));
  if (filter.statuses !== undefined) parts.push(oneOf(sql`r.status`, filter.statuses));
  if (filter.tag !== undefined) {
    parts.push(
      sql`EXISTS (SELECT FROM resource_tags t WHERE t.resource_id = r.id AND ${tagConditions(tx, filter)})`,
    );
  }
  return sql.join(parts, sql` AND `);
}

/** Each order is that of an index; names within a type or a region, because people look for them there. */
function orderOf(sort: ResourceSort): RawBuilder<unknown> {
  const direction = sort.order === 'desc' ? sql`DESC` : sql`ASC`;
  const columns = {
    name: [sql`r.name`],
    type: [sql`r.type`, sql`r.name`],
    region: [sql`r.region`, sql`r.name`],
    changed_at: [sql`r.changed_at`],
  }[sort.by];
  return sql.join([...columns, sql`r.id`].map((column) => sql`${column} ${direction}`));
}

/**
 * One page. The page's ids are found first, on an index and without joins, so that page one of 100,000 rows
 * costs the same as of a hundred.
 */
export async function listResources(
  tx: Tx,
  filter: ResourceFilter,
  sort: ResourceSort,
  page: { limit: number; offset: number },
): Promise<ResourceRow[]> {
  const order = orderOf(sort);
  const rows = await sql<ResourceRow>`
    WITH page AS MATERIALIZED (
      SELECT r.id FROM ${source(filter)} WHERE ${conditions(tx, filter)}
      ORDER BY ${order} LIMIT ${page.limit}::int OFFSET ${page.offset}::int)
    ${selectRow} FROM resources r ${joins}
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = ANY (ARRAY(SELECT id FROM page))
    ORDER BY ${order}`.execute(tx.sql);
  return rows.rows;
}

/** One page with the number of all that match. What a text finds is looked through once for both. */
export async function listWithTotal(
  tx: Tx,
  filter: ResourceFilter,
  sort: ResourceSort,
  page: { limit: number; offset: number },
): Promise<{ rows: ResourceRow[]; total: number }> {
  if (!hasText(filter)) {
    const total = await countResources(tx, filter);
    const fromTheEnd = page.offset > total / 2 && page.offset < total;
    const rows = fromTheEnd
      ? await listFromTheEnd(tx, filter, sort, page, total)
      : await listResources(tx, filter, sort, page);
    return { rows, total };
  }
  const order = orderOf(sort);
  const rows = await sql<ResourceRow & { total: number }>`
    WITH matching AS MATERIALIZED (
      SELECT r.id, r.name, r.type, r.region, r.changed_at FROM ${source(filter)} WHERE ${conditions(tx, filter)}
    ), page AS MATERIALIZED (
      SELECT r.id FROM matching r ORDER BY ${order} LIMIT ${page.limit}::int OFFSET ${page.offset}::int)
    ${selectRow}, (SELECT count(*) FROM matching)::int AS total FROM resources r ${joins}
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = ANY (ARRAY(SELECT id FROM page))
    ORDER BY ${order}`.execute(tx.sql);
  const total = rows.rows[0]?.total ?? (page.offset === 0 ? 0 : await countResources(tx, filter));
  return { rows: rows.rows, total };
}

/** A page of the second half is nearer to the end: it is read backwards and turned round. */
async function listFromTheEnd(
  tx: Tx,
  filter: ResourceFilter,
  sort: ResourceSort,
  page: { limit: number; offset: number },
  total: number,
): Promise<ResourceRow[]> {
  const limit = Math.min(page.limit, total - page.offset);
  const order = sort.order === 'desc' ? 'asc' : 'desc';
  const offset = total - page.offset - limit;
  return (await listResources(tx, filter, { ...sort, order }, { limit, offset })).reverse();
}

/** After `afterId`, in the order of ids: for exports of any size. */
export async function pageForExport(
  tx: Tx,
  filter: ResourceFilter,
  afterId: number,
  limit: number,
): Promise<ResourceRow[]> {
  const rows = await sql<ResourceRow>`
    WITH page AS MATERIALIZED (
      SELECT r.id FROM ${source(filter)} WHERE ${conditions(tx, filter)} AND r.id > ${afterId}::bigint
      ORDER BY r.id LIMIT ${limit}::int)
    ${selectRow} FROM resources r ${joins}
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = ANY (ARRAY(SELECT id FROM page))
    ORDER BY r.id`.execute(tx.sql);
  return rows.rows;
}

/** The kept totals answer every filter but tag and text; a tag alone is counted on its index. */
export async function countResources(tx: Tx, filter: ResourceFilter): Promise<number> {
  if (filter.tag === undefined && !hasText(filter)) {
    const parts = countConditions(tx, filter);
    const rows = await sql<{ total: number }>`
      SELECT coalesce(sum(count), 0)::bigint AS total FROM inventory_counts WHERE ${parts}`.execute(tx.sql);
    return Number(rows.rows[0]?.total ?? 0);
  }
  const { text, providerIds, types, regions } = filter;
  const tagAlone = [text || undefined, providerIds, types, regions].every((part) => part === undefined);
  const counted = tagAlone
    ? sql`resource_tags t WHERE ${tagConditions(tx, filter)}`
    : sql`${source(filter)} WHERE ${conditions(tx, filter)}`;
  const rows = await sql<{ total: number }>`SELECT count(*) AS total FROM ${counted}`.execute(tx.sql);
  return Number(rows.rows[0]?.total ?? 0);
}

function countConditions(tx: Tx, filter: ResourceFilter): RawBuilder<unknown> {
  const parts = [sql`organization_id = ${tx.scope.organizationId}::bigint`];
  if (filter.providerIds !== undefined) parts.push(sql`provider_id = any(${filter.providerIds}::bigint[])`);
  if (filter.types !== undefined) parts.push(sql`type = any(${filter.types}::text[])`);
  if (filter.regions !== undefined) parts.push(sql`region = any(${filter.regions}::text[])`);
  if (filter.statuses !== undefined) parts.push(sql`status = any(${filter.statuses}::text[])`);
  return sql.join(parts, sql` AND `);
}

export type CountRow = { provider_id: number; type: string; region: string; status: string; count: number };

/** The kept totals, a few hundred rows at most; the caller adds them up along each facet. */
export async function listCounts(tx: Tx): Promise<CountRow[]> {
  const rows = await tx.sql
    .selectFrom('inventory_counts')
    .select(['provider_id', 'type', 'region', 'status', 'count'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('count', '>', 0)
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

export async function getResource(tx: Tx, id: number): Promise<ResourceRow | undefined> {
  const rows = await sql<ResourceRow>`
    ${selectRow} FROM resources r ${joins}
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = ${id}::bigint`.execute(tx.sql);
  return rows.rows[0];
}

export type VersionRow = {
  id: number;
  resource_id: number;
  content_hash: string;
  configuration: JsonObject;
  unreadable: Unreadable[];
  observed_at: Date;
};

/** The version that was current at `at`; without it, the newest. Undefined when the resource was not seen yet. */
export async function getVersion(
  tx: Tx,
  resourceId: number,
  options: { at?: Date | undefined; versionId?: number | undefined },
): Promise<VersionRow | undefined> {
  let query = tx.sql
    .selectFrom('resource_versions')
    .select(['id', 'resource_id', 'content_hash', 'configuration', 'unreadable', 'observed_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('resource_id', '=', resourceId);
  if (options.at !== undefined) query = query.where('observed_at', '<=', options.at);
  if (options.versionId !== undefined) query = query.where('id', '=', options.versionId);
  const row = await query.orderBy('id', 'desc').executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ...row,
    configuration: row.configuration as JsonObject,
    unreadable: row.unreadable as Unreadable[],
  };
}

export type VersionHead = {
  id: number;
  resource_id: number;
  content_hash: string;
  observed_at: Date;
  unreadable_count: number;
};

export async function listVersions(
  tx: Tx,
  resourceId: number,
  page: { limit: number; offset: number },
): Promise<{ rows: VersionHead[]; total: number }> {
  const query = tx.sql
    .selectFrom('resource_versions')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('resource_id', '=', resourceId);
  const rows = await query
    .select(['id', 'resource_id', 'content_hash', 'observed_at'])
    .select(sql<number>`jsonb_array_length(unreadable)`.as('unreadable_count'))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total };
}

export async function listStatusChanges(
  tx: Tx,
  resourceId: number,
): Promise<{ from: string | null; to: string; at: Date }[]> {
  const rows = await tx.sql
    .selectFrom('resource_status_changes')
    .select(['from_status as from', 'to_status as to', 'at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('resource_id', '=', resourceId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows;
}

/** The newest baseline and the number of open drifts: links of the detail page. */
export async function linksOf(
  tx: Tx,
  resourceId: number,
): Promise<{ baseline_id: number | null; open_drifts: number }> {
  const rows = await sql<{ baseline_id: number | null; open_drifts: number }>`
    SELECT (SELECT max(id) FROM baselines WHERE resource_id = ${resourceId}::bigint) AS baseline_id,
      (SELECT count(*) FROM drifts WHERE resource_id = ${resourceId}::bigint AND status <> 'resolved')::int
        AS open_drifts`.execute(tx.sql);
  return rows.rows[0] ?? { baseline_id: null, open_drifts: 0 };
}

/** Deletes the record with its history, never the cloud object. False when there is none. */
export async function deleteRecord(tx: Tx, row: ResourceRow): Promise<boolean> {
  const deleted = await sql`
    WITH gone_drifts AS (DELETE FROM drifts WHERE resource_id = ${row.id}::bigint),
      gone_baselines AS (DELETE FROM baselines WHERE resource_id = ${row.id}::bigint),
      counted AS (
        UPDATE inventory_counts SET count = count - 1
        WHERE organization_id = ${tx.scope.organizationId}::bigint AND provider_id = ${row.provider_id}::bigint
          AND type = ${row.type} AND region = ${row.region} AND status = ${row.status})
    DELETE FROM resources WHERE organization_id = ${tx.scope.organizationId}::bigint AND id = ${row.id}::bigint
    RETURNING id`.execute(tx.sql);
  return deleted.rows.length > 0;
}

/** The first few living resources whose name or external id has `text` in it. */
export async function searchResources(tx: Tx, text: string, limit: number): Promise<ResourceRow[]> {
  const filter: ResourceFilter = { text, statuses: ['active', 'stopped'] };
  return await listResources(tx, filter, { by: 'name', order: 'asc' }, { limit, offset: 0 });
}

/** Names and types of resources by id, for links from elsewhere. */
export async function namesOfResources(
  tx: Tx,
  ids: number[],
): Promise<Map<number, { name: string; type: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql
    .selectFrom('resources')
    .select(['id', 'name', 'type'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
