import { sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Unseen } from '../../../core/verdict.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL that reads kept answers for people. */

export type ControlResourceRow = {
  resource_id: number;
  resource_name: string;
  type: string;
  region: string;
  provider_id: number;
  provider_name: string;
  status: 'pass' | 'fail' | 'unknown' | 'not_applicable' | 'excepted';
  message: string | null;
  evidence: Json;
  unseen: Unseen[];
  version_id: number;
  first_seen_at: Date | null;
  judged_at: Date;
  exception_id: number | null;
  exception_expires_at: Date | null;
};

export type AcceptedRow = {
  resource_id: number;
  control_id: string;
  fingerprint: string;
  exception_id: number;
  expires_at: Date;
};

/** Resources of connected accounts that a control judged, failures first, then by name. */
export async function listControlResources(
  tx: Tx,
  filter: {
    controlId: string;
    statuses?: readonly string[] | undefined;
    providerId?: number | undefined;
    accepted: readonly AcceptedRow[];
  },
  page: { limit: number; offset: number },
): Promise<{ rows: ControlResourceRow[]; total: number }> {
  const organizationId = tx.scope.organizationId;
  const accepted = filter.accepted.map((row) => ({ ...row, expires_at: row.expires_at.toISOString() }));
  const wanted = filter.statuses ?? null;
  const { rows } = await sql<ControlResourceRow & { total: number }>`
    WITH judged AS (
      SELECT j.resource_id, j.provider_id, j.type, j.judged_at, f.message, f.evidence, f.unseen, f.version_id,
        j.version_id AS judged_version, coalesce(f.failed_at, f.first_seen_at) AS first_seen_at,
        a.exception_id, a.expires_at,
        CASE substr(j.statuses, array_position(c.control_ids, ${filter.controlId}::text), 1)
          WHEN 'p' THEN 'pass' WHEN 'n' THEN 'not_applicable'
          WHEN 'f' THEN CASE WHEN a.exception_id IS NULL THEN 'fail' ELSE 'excepted' END
          ELSE 'unknown' END AS status
      FROM compliance_judgements j
      JOIN compliance_catalogues c ON c.organization_id = j.organization_id AND c.catalogue = j.catalogue
      JOIN providers p ON p.id = j.provider_id AND p.disconnected_at IS NULL
      LEFT JOIN compliance_findings f ON f.resource_id = j.resource_id
        AND f.control_id = ${filter.controlId}::text AND f.resolved_at IS NULL
      LEFT JOIN jsonb_to_recordset(${JSON.stringify(accepted)}::jsonb)
          AS a(resource_id bigint, fingerprint text, exception_id bigint, expires_at timestamptz)
        ON a.resource_id = f.resource_id AND a.fingerprint = f.fingerprint AND f.status = 'fail'
      WHERE j.organization_id = ${organizationId}::bigint
        AND array_position(c.control_ids, ${filter.controlId}::text) IS NOT NULL
        AND (${filter.providerId ?? null}::bigint IS NULL OR j.provider_id = ${filter.providerId ?? null}::bigint)
    ), chosen AS (
      SELECT * FROM judged WHERE ${wanted === null}::boolean OR status = any(${[...(wanted ?? [])]}::text[])
    )
    SELECT d.resource_id, r.name AS resource_name, d.type, r.region, d.provider_id, p.name AS provider_name, d.status,
      d.message, coalesce(d.evidence, '{}'::jsonb) AS evidence, coalesce(d.unseen, '[]'::jsonb) AS unseen,
      coalesce(d.version_id, d.judged_version) AS version_id, d.first_seen_at, d.judged_at, d.exception_id,
      d.expires_at AS exception_expires_at, (SELECT count(*) FROM chosen)::int AS total
    FROM chosen d JOIN resources r ON r.id = d.resource_id JOIN providers p ON p.id = d.provider_id
    ORDER BY array_position(ARRAY['fail', 'unknown', 'excepted', 'pass', 'not_applicable'], d.status), r.name, r.id
    LIMIT ${page.limit}::int OFFSET ${page.offset}::int`.execute(tx.sql);
  const total = rows[0]?.total ?? (page.offset === 0 ? 0 : await countControlResources(tx, filter));
  return { rows, total };
}

/** Of a page behind the last one. */
async function countControlResources(
  tx: Tx,
  filter: Parameters<typeof listControlResources>[1],
): Promise<number> {
  return (await listControlResources(tx, filter, { limit: 1, offset: 0 })).total;
}

export type KeptOfResource = {
  resource_changed_at: Date;
  version_id: number;
  statuses: string;
  control_ids: string[];
  judged_at: Date;
};

export async function readKeptOf(tx: Tx, resourceId: number): Promise<KeptOfResource | undefined> {
  return await tx.sql
    .selectFrom('compliance_judgements as j')
    .innerJoin('compliance_catalogues as c', (join) =>
      join.onRef('c.organization_id', '=', 'j.organization_id').onRef('c.catalogue', '=', 'j.catalogue'),
    )
    .select(['j.resource_changed_at', 'j.version_id', 'j.statuses', 'c.control_ids', 'j.judged_at'])
    .where('j.organization_id', '=', tx.scope.organizationId)
    .where('j.resource_id', '=', resourceId)
    .executeTakeFirst();
}

export type FindingOfResource = {
  control_id: string;
  message: string;
  evidence: Json;
  unseen: Unseen[];
  fingerprint: string;
  first_seen_at: Date;
  failed_at: Date | null;
};

export async function readFindingsOf(tx: Tx, resourceId: number): Promise<Map<string, FindingOfResource>> {
  const rows = await tx.sql
    .selectFrom('compliance_findings')
    .select(['control_id', 'message', 'evidence', 'unseen', 'fingerprint', 'first_seen_at', 'failed_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('resource_id', '=', resourceId)
    .where('resolved_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.control_id, row]));
}

/** The account of a resource that is there; undefined when there is none. */
export async function accountOf(tx: Tx, resourceId: number): Promise<number | undefined> {
  const row = await tx.sql
    .selectFrom('resources')
    .select('provider_id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', resourceId)
    .executeTakeFirst();
  return row?.provider_id;
}
