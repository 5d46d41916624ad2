import { sql } from 'kysely';
import type { ObservedResource } from '../../../core/observation.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL that writes observations: scopes, resources, versions, counts. Every statement is per batch. */

export type HashedResource = { resource: ObservedResource; hash: string };

export type ScopeRow = { id: number; last_complete_at: Date | null };

export async function openScope(
  tx: Tx,
  scope: { providerId: number; source: string; region: string; at: Date },
): Promise<ScopeRow> {
  return await tx.sql
    .insertInto('inventory_scopes')
    .values({
      organization_id: tx.scope.organizationId,
      provider_id: scope.providerId,
      source: scope.source,
      region: scope.region,
      last_attempt_at: scope.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'source', 'region']).doUpdateSet({ last_attempt_at: scope.at }),
    )
    .returning(['id', 'last_complete_at'])
    .executeTakeFirstOrThrow();
}

export async function closeScope(
  tx: Tx,
  scope: { id: number; outcome: string; completeAt: Date | null },
): Promise<void> {
  await tx.sql
    .updateTable('inventory_scopes')
    .set({
      last_outcome: scope.outcome,
      ...(scope.completeAt === null ? {} : { last_complete_at: scope.completeAt }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', scope.id)
    .execute();
}

export type KnownResource = {
  id: number;
  external_id: string;
  content_hash: string;
  status: string;
  name: string;
  region: string;
  scope_id: number;
  changed_at: Date;
};

export async function findKnown(
  tx: Tx,
  providerId: number,
  type: string,
  externalIds: string[],
): Promise<Map<string, KnownResource>> {
  const rows = await tx.sql
    .selectFrom('resources')
    .select(['id', 'external_id', 'content_hash', 'status', 'name', 'region', 'scope_id', 'changed_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('provider_id', '=', providerId)
    .where('type', '=', type)
    .where('external_id', '=', sql<string>`any(${externalIds}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.external_id, row]));
}

type Where = { providerId: number; type: string; scopeId: number; at: Date };

/** Inserts resources that were never seen, each with its first version. Returns their ids, in order. */
export async function insertResources(tx: Tx, where: Where, batch: HashedResource[]): Promise<number[]> {
  if (batch.length === 0) return [];
  const rows = JSON.stringify(
    batch.map(({ resource, hash }) => ({
      external_id: resource.externalId,
      name: resource.name,
      region: resource.region,
      status: resource.status,
      tags: resource.tags,
      content_hash: hash,
      unreadable_count: resource.unreadable.length,
    })),
  );
  const inserted = await sql<{ id: number; external_id: string }>`
    INSERT INTO resources (organization_id, provider_id, scope_id, external_id, name, type, region, status, tags,
      content_hash, version_id, unreadable_count, first_seen_at, last_seen_at, changed_at)
    SELECT ${tx.scope.organizationId}::bigint, ${where.providerId}::bigint, ${where.scopeId}::bigint, r.external_id,
      r.name, ${where.type}, r.region, r.status, r.tags, r.content_hash, 0, r.unreadable_count,
      ${where.at}::timestamptz, ${where.at}::timestamptz, ${where.at}::timestamptz
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(external_id text, name text, region text, status text, tags jsonb,
      content_hash text, unreadable_count integer)
    RETURNING id, external_id`.execute(tx.sql);
  const idOf = new Map(inserted.rows.map((row) => [row.external_id, row.id]));
  const ids = batch.map(({ resource }) => idOf.get(resource.externalId) ?? 0);
  await insertVersions(
    tx,
    where.at,
    batch.map((hashed, index) => ({ ...hashed, id: ids[index] ?? 0 })),
  );
  await recordStatusChanges(
    tx,
    where.at,
    batch.map(({ resource }, index) => ({ id: ids[index] ?? 0, from: null, to: resource.status })),
  );
  return ids;
}

/** Writes a new version of each and makes it the current one. */
export async function insertVersions(
  tx: Tx,
  at: Date,
  batch: (HashedResource & { id: number })[],
): Promise<void> {
  if (batch.length === 0) return;
  const rows = JSON.stringify(
    batch.map(({ id, resource, hash }) => ({
      resource_id: id,
      content_hash: hash,
      configuration: resource.configuration,
      unreadable: resource.unreadable,
      unreadable_count: resource.unreadable.length,
      tags: resource.tags,
    })),
  );
  await sql`
    WITH observed AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(resource_id bigint, content_hash text, configuration jsonb,
        unreadable jsonb, unreadable_count integer, tags jsonb)
    ), versions AS (
      INSERT INTO resource_versions (organization_id, resource_id, content_hash, configuration, unreadable, observed_at)
      SELECT ${tx.scope.organizationId}::bigint, resource_id, content_hash, configuration, unreadable,
        ${at}::timestamptz
      FROM observed
      RETURNING id, resource_id
    )
    UPDATE resources SET version_id = versions.id, content_hash = observed.content_hash, tags = observed.tags,
      unreadable_count = observed.unreadable_count, changed_at = ${at}::timestamptz, last_seen_at = ${at}::timestamptz
    FROM versions JOIN observed USING (resource_id)
    WHERE resources.id = versions.resource_id AND resources.organization_id = ${tx.scope.organizationId}::bigint
  `.execute(tx.sql);
}

/** Brings what is not configuration up to date: name, region, status, scope. */
export async function updateIdentity(
  tx: Tx,
  where: Where,
  batch: { id: number; resource: ObservedResource }[],
): Promise<void> {
  if (batch.length === 0) return;
  const rows = JSON.stringify(
    batch.map(({ id, resource }) => ({
      id,
      name: resource.name,
      region: resource.region,
      status: resource.status,
    })),
  );
  await sql`
    UPDATE resources SET name = r.name, region = r.region, status = r.status, scope_id = ${where.scopeId}::bigint,
      deleted_at = NULL, changed_at = ${where.at}::timestamptz, last_seen_at = ${where.at}::timestamptz
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id bigint, name text, region text, status text)
    WHERE resources.id = r.id AND resources.organization_id = ${tx.scope.organizationId}::bigint
  `.execute(tx.sql);
}

/** For scans that were not complete, whose scope says nothing about the resources that were seen. */
export async function touch(tx: Tx, ids: number[], at: Date): Promise<void> {
  for (let start = 0; start < ids.length; start += 5000) {
    await tx.sql
      .updateTable('resources')
      .set({ last_seen_at: at })
      .where('organization_id', '=', tx.scope.organizationId)
      .where('id', '=', sql<number>`any(${ids.slice(start, start + 5000)}::bigint[])`)
      .execute();
  }
}

/** Brings the searchable rows of the tags in line with the resources, after whatever changed them. */
export async function indexTags(tx: Tx, ids: number[]): Promise<void> {
  for (let start = 0; start < ids.length; start += 5000) {
    const organizationId = tx.scope.organizationId;
    await sql`
      WITH wanted AS MATERIALIZED (
        SELECT r.id, left(t.key, 500) AS key, left(t.value, 500) AS value, r.status
        FROM resources r, jsonb_each_text(r.tags) t
        WHERE r.organization_id = ${organizationId}::bigint
          AND r.id = any(${ids.slice(start, start + 5000)}::bigint[])
      ), gone AS (
        DELETE FROM resource_tags t
        WHERE t.organization_id = ${organizationId}::bigint
          AND t.resource_id = any(${ids.slice(start, start + 5000)}::bigint[])
          AND NOT EXISTS (SELECT FROM wanted w WHERE w.id = t.resource_id AND w.key = t.key)
      )
      INSERT INTO resource_tags (organization_id, resource_id, key, value, status)
      SELECT DISTINCT ON (id, key) ${organizationId}::bigint, id, key, value, status FROM wanted
      ON CONFLICT (resource_id, key) DO UPDATE SET value = excluded.value, status = excluded.status
        WHERE (resource_tags.value, resource_tags.status) IS DISTINCT FROM (excluded.value, excluded.status)
    `.execute(tx.sql);
  }
}

export type StatusChange = { id: number; from: string | null; to: string };

export async function recordStatusChanges(tx: Tx, at: Date, changes: StatusChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    INSERT INTO resource_status_changes (organization_id, resource_id, from_status, to_status, at)
    SELECT ${tx.scope.organizationId}::bigint, r.id, r.from_status, r.to_status, ${at}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(
      changes.map((change) => ({ id: change.id, from_status: change.from, to_status: change.to })),
    )}::jsonb) AS r(id bigint, from_status text, to_status text)`.execute(tx.sql);
}

export type CountKey = { type: string; region: string; status: string };

/** Adds to the kept totals; zero deltas are left out by the caller. */
export async function addCounts(
  tx: Tx,
  providerId: number,
  deltas: (CountKey & { delta: number })[],
): Promise<void> {
  if (deltas.length === 0) return;
  await sql`
    INSERT INTO inventory_counts (organization_id, provider_id, type, region, status, count)
    SELECT ${tx.scope.organizationId}::bigint, ${providerId}::bigint, d.type, d.region, d.status, d.delta
    FROM jsonb_to_recordset(${JSON.stringify(deltas)}::jsonb) AS d(type text, region text, status text, delta bigint)
    ORDER BY d.type, d.region, d.status
    ON CONFLICT (organization_id, provider_id, type, region, status)
    DO UPDATE SET count = inventory_counts.count + excluded.count`.execute(tx.sql);
}

export type ScopeResource = { id: number; region: string; status: string; type: string; changed_at: Date };

/** Living resources of a scope in the order of their ids, after `afterId`. */
export async function listScope(
  tx: Tx,
  scopeId: number,
  afterId: number,
  limit: number,
): Promise<ScopeResource[]> {
  return await tx.sql
    .selectFrom('resources')
    .select(['id', 'region', 'status', 'type', 'changed_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('scope_id', '=', scopeId)
    .where('status', '<>', 'deleted')
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** `lastSeenAt` is when the scope was last seen whole before they vanished. */
export async function markDeleted(tx: Tx, ids: number[], at: Date, lastSeenAt: Date | null): Promise<void> {
  await tx.sql
    .updateTable('resources')
    .set({
      status: 'deleted',
      deleted_at: at,
      changed_at: at,
      ...(lastSeenAt === null
        ? {}
        : { last_seen_at: sql<Date>`greatest(last_seen_at, ${lastSeenAt}::timestamptz)` }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute();
}
