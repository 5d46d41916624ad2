import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL about living resources that lack tags, as the last scan saw them. */

export type WithoutTags = {
  providerId: number;
  /** Resources that lack any of these. */
  keys: string[];
  types?: string[] | undefined;
  regions?: string[] | undefined;
};

export type UntaggedResource = {
  id: number;
  externalId: string;
  name: string;
  type: string;
  region: string;
  configuration: JsonObject;
};

function condition(tx: Tx, filter: WithoutTags) {
  const types = filter.types === undefined ? sql`true` : sql`r.type = any(${filter.types}::text[])`;
  const regions = filter.regions === undefined ? sql`true` : sql`r.region = any(${filter.regions}::text[])`;
  return sql`r.organization_id = ${tx.scope.organizationId}::bigint
    AND r.provider_id = ${filter.providerId}::bigint AND r.status IN ('active', 'stopped')
    AND NOT r.tags ?& ${filter.keys}::text[] AND ${types} AND ${regions}`;
}

/** In the order of their ids, after `afterId`. */
export async function pageWithoutTags(
  tx: Tx,
  filter: WithoutTags,
  afterId: number,
  limit: number,
): Promise<UntaggedResource[]> {
  const { rows } = await sql<UntaggedResource>`
    SELECT r.id, r.external_id AS "externalId", r.name, r.type, r.region, v.configuration
    FROM resources r JOIN resource_versions v ON v.id = r.version_id
    WHERE ${condition(tx, filter)} AND r.id > ${afterId}::bigint ORDER BY r.id LIMIT ${limit}::int`.execute(
    tx.sql,
  );
  return rows;
}

export async function countWithoutTags(tx: Tx, filter: WithoutTags): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM resources r WHERE ${condition(tx, filter)}`.execute(tx.sql);
  return Number(rows[0]?.count ?? 0);
}
