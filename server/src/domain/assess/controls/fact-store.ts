import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { Gap, Unreadable } from '../../../core/observation.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { JudgedResource } from '../../../plugin-kit/fleet.ts';
import type { SourceAnswer } from './account-facts.ts';

/** SQL that reads what is judged: accounts, what their sources answered, and versions, of now or of a past moment. */

export type AccountRow = {
  id: number;
  /** The vendor: `aws`. */
  type: string;
  name: string;
  account_id: string;
  created_at: Date;
  disconnected_at: Date | null;
  last_synced_at: Date | null;
};

/** Accounts that are connected, or that were at the moment. */
export async function listAccounts(tx: Tx, asOf: Date | null): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    SELECT id, type, name, account_id, created_at, disconnected_at, last_synced_at FROM providers
    WHERE organization_id = ${tx.scope.organizationId}::bigint
      AND (disconnected_at IS NULL OR disconnected_at > ${asOf}::timestamptz)
      AND (${asOf}::timestamptz IS NULL OR created_at <= ${asOf}::timestamptz)
    ORDER BY id`.execute(tx.sql);
  return rows;
}

/**
 * What each source answered in the newest run of the account. A run that is being worked on says nothing yet; one
 * whose worker died does. Of a past moment: the newest run that had ended by then, and what a run that was under
 * way had answered already.
 */
export async function readAnswers(tx: Tx, providerId: number, asOf: Date | null): Promise<SourceAnswer[]> {
  const organizationId = tx.scope.organizationId;
  const { rows } = await sql<{ source: string; region: string; gaps: Gap[]; startedAt: Date }>`
    WITH runs AS (
      SELECT r.id, r.ended_at FROM sync_runs r
      WHERE r.organization_id = ${organizationId}::bigint AND r.provider_id = ${providerId}::bigint
        AND EXISTS (SELECT FROM source_outcomes x WHERE x.sync_run_id = r.id)
        AND (r.status <> 'running' OR NOT EXISTS (
          SELECT FROM job_executions e WHERE e.id = r.execution_id AND e.status IN ('queued', 'running')))
    ), base AS (
      SELECT coalesce(max(id), 0) AS id FROM runs
      WHERE ${asOf}::timestamptz IS NULL OR ended_at <= ${asOf}::timestamptz
    )
    SELECT DISTINCT ON (o.source, o.region) o.source, o.region,
      CASE WHEN o.gaps::text LIKE ANY (ARRAY['%"*"%', '%"Tags"%']) THEN o.gaps ELSE '[]'::jsonb END AS gaps,
      o.started_at AS "startedAt"
    FROM source_outcomes o JOIN runs ON runs.id = o.sync_run_id, base
    WHERE o.organization_id = ${organizationId}::bigint AND o.sync_run_id >= base.id
      AND (${asOf}::timestamptz IS NULL OR o.started_at <= ${asOf}::timestamptz)
    ORDER BY o.source, o.region, o.sync_run_id DESC`.execute(tx.sql);
  return rows;
}

/** When the first source of these accounts was read; null when none was. */
export async function firstObservation(tx: Tx, providerIds: readonly number[] | null): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    SELECT min(started_at) AS at FROM source_outcomes
    WHERE organization_id = ${tx.scope.organizationId}::bigint
      AND (${providerIds === null}::boolean OR provider_id = any(${providerIds ?? []}::bigint[]))`.execute(
    tx.sql,
  );
  return rows[0]?.at ?? null;
}

export type ResourceToJudge = JudgedResource & {
  id: number;
  type: string;
  versionId: number;
  changedAt: Date;
};

type Row = {
  id: number;
  type: string;
  externalId: string;
  name: string;
  region: string;
  tags: Record<string, string>;
  versionId: number;
  changedAt: Date;
  configuration: JsonObject;
  unreadable: Unreadable[];
};

const identity = sql`r.id, r.type, r.external_id AS "externalId", r.name, r.region, r.tags, r.changed_at AS "changedAt"`;
const version = sql`v.id AS "versionId", v.configuration, v.unreadable`;

/** Living resources of these ids with their current versions, in the order of ids. */
export async function readResources(tx: Tx, ids: readonly number[]): Promise<ResourceToJudge[]> {
  const { rows } = await sql<Row>`
    SELECT ${identity}, ${version} FROM resources r JOIN resource_versions v ON v.id = r.version_id
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = any(${[...ids]}::bigint[])
      AND r.status <> 'deleted' ORDER BY r.id`.execute(tx.sql);
  return rows;
}

/** As `readResources`; `asKept` tells whether that is what was kept of it as a member. */
export async function readMembers(
  tx: Tx,
  ids: readonly number[],
): Promise<{ member: ResourceToJudge; asKept: boolean }[]> {
  const { rows } = await sql<Row & { asKept: boolean }>`
    SELECT ${identity}, ${version}, m.resource_id IS NOT NULL AS "asKept"
    FROM resources r JOIN resource_versions v ON v.id = r.version_id
    LEFT JOIN compliance_members m ON m.resource_id = r.id AND m.version_id = r.version_id
      AND m.resource_changed_at = date_trunc('milliseconds', r.changed_at)
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = any(${[...ids]}::bigint[])
      AND r.status <> 'deleted' ORDER BY r.id`.execute(tx.sql);
  return rows.map(({ asKept, ...member }) => ({ member, asKept }));
}

/** As `readResources`, with the versions that were valid then. */
export async function readResourcesAsOf(
  tx: Tx,
  ids: readonly number[],
  asOf: Date,
): Promise<ResourceToJudge[]> {
  const { rows } = await sql<Row>`
    SELECT ${identity}, ${version} FROM resources r
    CROSS JOIN LATERAL (
      SELECT id, configuration, unreadable FROM resource_versions
      WHERE resource_id = r.id AND observed_at <= ${asOf}::timestamptz ORDER BY id DESC LIMIT 1) v
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = any(${[...ids]}::bigint[])
    ORDER BY r.id`.execute(tx.sql);
  return rows.map((row) => ({ ...row, tags: tagsOfVersion(row.configuration) ?? row.tags }));
}

/** The tags in the vendor's own shape: those of the row are of today. */
function tagsOfVersion({ Tags: tags }: JsonObject): Record<string, string> | undefined {
  if (!Array.isArray(tags)) return undefined;
  const found: Record<string, string> = {};
  for (const tag of tags as { Key?: unknown; Value?: unknown }[]) {
    if (typeof tag?.Key === 'string') found[tag.Key] = typeof tag.Value === 'string' ? tag.Value : '';
  }
  return found;
}

/** Living resources of the account by type, in the order of ids; of now or of the moment. */
export async function listLiving(
  tx: Tx,
  providerId: number,
  types: readonly string[],
  asOf: Date | null,
): Promise<{ id: number; type: string }[]> {
  const living =
    asOf === null
      ? sql`r.status <> 'deleted'`
      : sql`r.first_seen_at <= ${asOf}::timestamptz AND coalesce((
          SELECT c.to_status FROM resource_status_changes c
          WHERE c.resource_id = r.id AND c.at <= ${asOf}::timestamptz ORDER BY c.id DESC LIMIT 1), 'deleted')
          <> 'deleted'`;
  const { rows } = await sql<{ id: number; type: string }>`
    SELECT r.id, r.type FROM resources r
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.provider_id = ${providerId}::bigint
      AND r.type = any(${[...types]}::text[]) AND ${living}
    ORDER BY r.type, r.id`.execute(tx.sql);
  return rows;
}

export type Work = {
  id: number;
  type: string;
  /** The kept judgement is of another version, name, region or catalogue, or there is none. */
  stale: boolean;
  /** One of these questions about others was asked. */
  asked: boolean;
};

/**
 * What the kept judgements do not answer any more, those that asked one of the questions `looks` about others, and
 * all of the types that must be looked at each time.
 */
export async function listWork(
  tx: Tx,
  providerId: number,
  types: readonly { type: string; catalogue: string; all: boolean }[],
  looks: readonly number[],
): Promise<Work[]> {
  const { rows } = await sql<Work>`
    WITH asked AS (
      SELECT DISTINCT l.resource_id FROM (
        SELECT j.resource_id, unnest(j.looks) AS look FROM compliance_judgements j
        WHERE j.organization_id = ${tx.scope.organizationId}::bigint AND j.provider_id = ${providerId}::bigint
          AND ${looks.length > 0}::boolean AND j.looks <> '{}') l
      WHERE l.look = any(${[...looks]}::integer[]))
    SELECT id, type, stale, asked FROM (
      SELECT r.id, r.type, c."all", (j.resource_id IS NULL OR j.version_id <> r.version_id
        OR j.catalogue <> c.catalogue OR j.resource_changed_at <> date_trunc('milliseconds', r.changed_at)) AS stale,
        asked.resource_id IS NOT NULL AS asked
      FROM resources r
      JOIN jsonb_to_recordset(${JSON.stringify(types)}::jsonb) AS c(type text, catalogue text, "all" boolean)
        ON c.type = r.type
      LEFT JOIN compliance_judgements j ON j.resource_id = r.id
      LEFT JOIN asked ON asked.resource_id = r.id
      WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.provider_id = ${providerId}::bigint
        AND r.status <> 'deleted') work
    WHERE "all" OR stale OR asked ORDER BY type, id`.execute(tx.sql);
  return rows;
}
