import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { ResourceToJudge } from './fact-store.ts';

/** SQL that keeps what judged resources saw of others: members of the types that controls read. */

/** A member as it was seen, with the questions that find it. */
export type Member = { resource: ResourceToJudge; looks: readonly number[] };

export type MovedMember = {
  id: number;
  type: string;
  /** The questions that found it the last time; null when it is new. */
  before: number[] | null;
  /** False: it is gone. */
  lives: boolean;
};

/** Members of these types that came, went or changed since they were kept. */
export async function listMoved(
  tx: Tx,
  providerId: number,
  types: readonly string[],
): Promise<MovedMember[]> {
  const { rows } = await sql<MovedMember>`
    SELECT coalesce(r.id, m.resource_id) AS id, coalesce(r.type, m.type) AS type, m.looks AS before,
      r.id IS NOT NULL AS lives
    FROM (
      SELECT id, type, version_id, date_trunc('milliseconds', changed_at) AS changed_at FROM resources
      WHERE organization_id = ${tx.scope.organizationId}::bigint AND provider_id = ${providerId}::bigint
        AND type = any(${[...types]}::text[]) AND status <> 'deleted') r
    FULL JOIN (
      SELECT resource_id, type, version_id, resource_changed_at, looks FROM compliance_members
      WHERE organization_id = ${tx.scope.organizationId}::bigint AND provider_id = ${providerId}::bigint
        AND type = any(${[...types]}::text[])) m ON m.resource_id = r.id
    WHERE m.resource_id IS NULL OR r.id IS NULL OR m.version_id <> r.version_id
      OR m.resource_changed_at <> r.changed_at
    ORDER BY 1`.execute(tx.sql);
  return rows;
}

/** Kept members of these types, each once per question of `looks` that finds it, by id. */
export async function membersFoundBy(
  tx: Tx,
  providerId: number,
  types: readonly string[],
  looks: readonly number[],
): Promise<{ id: number; type: string; look: number }[]> {
  const { rows } = await sql<{ id: number; type: string; look: number }>`
    SELECT m.id, m.type, m.look FROM (
      SELECT resource_id AS id, type, unnest(looks) AS look FROM compliance_members
      WHERE organization_id = ${tx.scope.organizationId}::bigint AND provider_id = ${providerId}::bigint
        AND type = any(${[...types]}::text[])) m
    WHERE m.look = any(${[...looks]}::integer[]) ORDER BY m.id`.execute(tx.sql);
  return rows;
}

/** All kept members of these types, by id. */
export async function listMembers(
  tx: Tx,
  providerId: number,
  types: readonly string[],
): Promise<{ id: number; type: string }[]> {
  if (types.length === 0) return [];
  return await tx.sql
    .selectFrom('compliance_members')
    .select(['resource_id as id', 'type'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('provider_id', '=', providerId)
    .where(sql<boolean>`type = any(${[...types]}::text[])`)
    .orderBy('resource_id')
    .execute();
}

export async function keepMembers(tx: Tx, providerId: number, members: readonly Member[]): Promise<void> {
  if (members.length === 0) return;
  const column = <T>(of: (row: Member) => T): T[] => members.map(of);
  await sql`
    INSERT INTO compliance_members AS m (resource_id, organization_id, provider_id, type, version_id,
      resource_changed_at, looks)
    SELECT u.id, ${tx.scope.organizationId}::bigint, ${providerId}::bigint, u.type, u.version_id, u.changed_at,
      u.looks::integer[]
    FROM unnest(${column(({ resource }) => resource.id)}::bigint[], ${column(({ resource }) => resource.type)}::text[],
      ${column(({ resource }) => resource.versionId)}::bigint[],
      ${column(({ resource }) => resource.changedAt.toISOString())}::timestamptz[],
      ${column(({ looks }) => arrayText(looks))}::text[]) AS u(id, type, version_id, changed_at, looks)
    ON CONFLICT (resource_id) DO UPDATE SET version_id = excluded.version_id,
      resource_changed_at = excluded.resource_changed_at, looks = excluded.looks
      WHERE (m.version_id, m.resource_changed_at, m.looks)
        IS DISTINCT FROM (excluded.version_id, excluded.resource_changed_at, excluded.looks)`.execute(tx.sql);
}

/** Forgets the kept members of these ids, or all of a type but those of these ids. */
export async function forgetMembers(
  tx: Tx,
  providerId: number,
  which: { ids: readonly number[] } | { type: string; except: readonly number[] },
): Promise<void> {
  await tx.sql
    .deleteFrom('compliance_members')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('provider_id', '=', providerId)
    .where(
      'ids' in which
        ? sql<boolean>`resource_id = any(${[...which.ids]}::bigint[])`
        : sql<boolean>`type = ${which.type} AND resource_id <> all(${[...which.except]}::bigint[])`,
    )
    .execute();
}

/** An array of integers as PostgreSQL writes it: arrays of arrays must not be ragged. */
export const arrayText = (numbers: Iterable<number>): string => `{${[...numbers].join()}}`;
