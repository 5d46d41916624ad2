import { sql } from 'kysely';
import type { Json, JsonObject } from '../../../../core/json.ts';
import type { Unreadable } from '../../../../core/observation.ts';
import type { Tx } from '../../../../platform/db/database.ts';
import type { JudgedResource } from '../../../../plugin-kit/fleet.ts';

/** The only SQL about custom controls, and what reads resources to try one on. */

export type CustomControlRow = {
  id: number;
  control_id: string;
  version: number;
  enabled: boolean;
  created_at: Date;
  updated_at: Date;
  updated_by: { label: string };
  deleted_at: Date | null;
  definition: Json;
};

function selectCurrent(tx: Tx) {
  return tx.sql
    .selectFrom('custom_controls as c')
    .innerJoin('custom_control_versions as v', (join) =>
      join.onRef('v.custom_control_id', '=', 'c.id').onRef('v.version', '=', 'c.version'),
    )
    .select([
      'c.id',
      'c.control_id',
      'c.version',
      'c.enabled',
      'c.created_at',
      'c.updated_at',
      'c.updated_by',
      'c.deleted_at',
      'v.definition',
    ])
    .where('c.organization_id', '=', tx.scope.organizationId)
    .where('v.organization_id', '=', tx.scope.organizationId);
}

/** In the order of their ids; without the deleted ones. */
export async function listControls(tx: Tx): Promise<CustomControlRow[]> {
  return await selectCurrent(tx).where('c.deleted_at', 'is', null).orderBy('c.control_id').execute();
}

/** Also a deleted one. */
export async function getControl(tx: Tx, controlId: string): Promise<CustomControlRow | undefined> {
  return await selectCurrent(tx).where('c.control_id', '=', controlId).executeTakeFirst();
}

/** Locked until the transaction ends; also a deleted one. */
export async function lockControl(tx: Tx, controlId: string): Promise<CustomControlRow | undefined> {
  return await selectCurrent(tx).where('c.control_id', '=', controlId).forUpdate('c').executeTakeFirst();
}

export async function countControls(tx: Tx): Promise<number> {
  const row = await tx.sql
    .selectFrom('custom_controls')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', tx.scope.organizationId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Undefined when the organisation has a control of this id, deleted or not. */
export async function insertControl(
  tx: Tx,
  control: { controlId: string; enabled: boolean; at: Date },
): Promise<number | undefined> {
  const row = await tx.sql
    .insertInto('custom_controls')
    .values({
      organization_id: tx.scope.organizationId,
      control_id: control.controlId,
      version: 1,
      enabled: control.enabled,
      created_at: control.at,
      updated_at: control.at,
      updated_by: JSON.stringify(tx.scope.actor),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export async function updateControl(
  tx: Tx,
  id: number,
  change: { version?: number; enabled?: boolean; deletedAt?: Date | null; at: Date },
): Promise<void> {
  await tx.sql
    .updateTable('custom_controls')
    .set({
      updated_at: change.at,
      updated_by: JSON.stringify(tx.scope.actor),
      ...(change.version === undefined ? {} : { version: change.version }),
      ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
      ...(change.deletedAt === undefined ? {} : { deleted_at: change.deletedAt }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function insertVersion(
  tx: Tx,
  version: { customControlId: number; version: number; definition: Json; at: Date },
): Promise<void> {
  await tx.sql
    .insertInto('custom_control_versions')
    .values({
      organization_id: tx.scope.organizationId,
      custom_control_id: version.customControlId,
      version: version.version,
      definition: JSON.stringify(version.definition),
      created_at: version.at,
      created_by: JSON.stringify(tx.scope.actor),
    })
    .execute();
}

export type VersionRow = {
  version: number;
  definition: Json;
  created_at: Date;
  created_by: { label: string };
};

/** Newest first, at most 200. */
export async function listVersions(tx: Tx, customControlId: number): Promise<VersionRow[]> {
  return await tx.sql
    .selectFrom('custom_control_versions')
    .select(['version', 'definition', 'created_at', 'created_by'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('custom_control_id', '=', customControlId)
    .orderBy('version', 'desc')
    .limit(200)
    .execute();
}

export type ResourceToTry = JudgedResource & { id: number; type: string };

/** Living resources with their current versions: those of the ids, or the first of the type. */
export async function readResources(
  tx: Tx,
  which: { ids: readonly number[] } | { type: string; providerId: number | null },
  limit: number,
): Promise<ResourceToTry[]> {
  const filter =
    'ids' in which
      ? sql`r.id = any(${[...which.ids]}::bigint[])`
      : sql`r.type = ${which.type} AND (${which.providerId}::bigint IS NULL OR r.provider_id = ${which.providerId}::bigint)`;
  const { rows } = await sql<{
    id: number;
    type: string;
    externalId: string;
    name: string;
    region: string;
    tags: Record<string, string>;
    configuration: JsonObject;
    unreadable: Unreadable[];
  }>`
    SELECT r.id, r.type, r.external_id AS "externalId", r.name, r.region, r.tags, v.configuration, v.unreadable
    FROM resources r JOIN resource_versions v ON v.id = r.version_id
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.status <> 'deleted' AND ${filter}
    ORDER BY r.name, r.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows;
}

export async function providerExists(tx: Tx, id: number): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('providers')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many living resources of the type there are. */
export async function countResources(tx: Tx, type: string, providerId: number | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM resources
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND type = ${type} AND status <> 'deleted'
      AND (${providerId}::bigint IS NULL OR provider_id = ${providerId}::bigint)`.execute(tx.sql);
  return rows[0]?.count ?? 0;
}
