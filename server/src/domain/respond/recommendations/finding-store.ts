import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { Unreadable } from '../../../core/observation.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL that reads what recommendations are made of: findings that are open, with the resource as it is now. */

export type FindingOf = {
  type: 'control' | 'drift' | 'configuration';
  id: number | null;
  control_id: string | null;
  attribute: string | null;
  severity: Severity;
  message: string;
  /** Changes when what was found changes. */
  fingerprint: string;
};

export type FoundResource = {
  id: number;
  externalId: string;
  name: string;
  region: string;
  tags: Record<string, string>;
  accountId: string;
  versionId: number;
  configuration: JsonObject;
  unreadable: Unreadable[];
  findings: FindingOf[];
};

export type Asked = {
  providerId: number;
  type: string;
  controls: readonly string[];
  attributes: readonly string[];
  driftTypes: readonly string[];
  /** Also those without a finding: the rule looks at them itself. */
  all: boolean;
  resourceIds: readonly number[] | null;
};

/** Living resources of a connected account after `afterId`, in the order of ids. */
export async function pageOfFound(
  tx: Tx,
  asked: Asked,
  afterId: number,
  limit: number,
): Promise<FoundResource[]> {
  const organizationId = tx.scope.organizationId;
  const failing = sql`compliance_findings f WHERE f.resource_id = r.id AND f.resolved_at IS NULL
    AND f.status = 'fail' AND f.control_id = any(${[...asked.controls]}::text[])`;
  const drifted = sql`drifts d WHERE d.resource_id = r.id AND d.status <> 'resolved'
    AND d.type = any(${[...asked.driftTypes]}::text[]) AND d.attribute = any(${[...asked.attributes]}::text[])`;
  const { rows } = await sql<FoundResource & { failed: FindingOf[]; drifted: FindingOf[] }>`
    SELECT r.id, r.external_id AS "externalId", r.name, r.region, r.tags, p.account_id AS "accountId",
      v.id AS "versionId", v.configuration, v.unreadable,
      coalesce((SELECT jsonb_agg(jsonb_build_object('type', 'control', 'id', f.id, 'control_id', f.control_id,
          'attribute', null, 'severity', f.severity, 'message', left(f.message, 500), 'fingerprint', f.fingerprint)
        ORDER BY f.control_id) FROM ${failing}), '[]'::jsonb) AS failed,
      coalesce((SELECT jsonb_agg(jsonb_build_object('type', 'drift', 'id', d.id, 'control_id', null,
          'attribute', d.attribute, 'severity', d.severity, 'message', left(d.summary, 500),
          'fingerprint', d.id || ':' || md5(d.changes::text))
        ORDER BY d.attribute) FROM ${drifted}), '[]'::jsonb) AS drifted
    FROM resources r
    JOIN providers p ON p.id = r.provider_id AND p.disconnected_at IS NULL
    JOIN resource_versions v ON v.id = r.version_id
    WHERE r.organization_id = ${organizationId}::bigint AND r.provider_id = ${asked.providerId}::bigint
      AND r.type = ${asked.type} AND r.status <> 'deleted' AND r.id > ${afterId}::bigint
      AND (${asked.resourceIds === null}::boolean OR r.id = any(${[...(asked.resourceIds ?? [])]}::bigint[]))
      AND (${asked.all}::boolean OR EXISTS (SELECT FROM ${failing}) OR EXISTS (SELECT FROM ${drifted}))
    ORDER BY r.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows.map(({ failed, drifted: changed, ...row }) => ({ ...row, findings: [...failed, ...changed] }));
}

/** Which of these controls fail, in which account; all controls when null. */
export async function failingControls(
  tx: Tx,
  only: { controlIds: readonly string[] | null; resourceId: number | null },
): Promise<{ providerId: number; controlId: string }[]> {
  const { controlIds, resourceId } = only;
  const { rows } = await sql<{ providerId: number; controlId: string }>`
    SELECT DISTINCT f.provider_id AS "providerId", f.control_id AS "controlId" FROM compliance_findings f
    JOIN providers p ON p.id = f.provider_id AND p.disconnected_at IS NULL
    WHERE f.organization_id = ${tx.scope.organizationId}::bigint AND f.resolved_at IS NULL AND f.status = 'fail'
      AND (${controlIds === null}::boolean OR f.control_id = any(${[...(controlIds ?? [])]}::text[]))
      AND (${resourceId}::bigint IS NULL OR f.resource_id = ${resourceId}::bigint)
    ORDER BY 1, 2`.execute(tx.sql);
  return rows;
}

/** Which controls fail and which attributes drifted, in which account; without what a person may see only later. */
export async function openFindings(
  tx: Tx,
  only: { resourceId?: number | undefined; driftId?: number | undefined; worstFirst?: boolean } = {},
): Promise<{
  controls: { providerId: number; controlId: string }[];
  drifts: { providerId: number; resourceId: number; resourceType: string; attribute: string; type: string }[];
}> {
  const organizationId = tx.scope.organizationId;
  const resourceId = only.resourceId ?? null;
  const driftId = only.driftId ?? null;
  const controls = driftId === null ? await failingControls(tx, { controlIds: null, resourceId }) : [];
  const drifts = await sql<{
    providerId: number;
    resourceId: number;
    resourceType: string;
    attribute: string;
    type: string;
  }>`
    SELECT d.provider_id AS "providerId", d.resource_id AS "resourceId", r.type AS "resourceType", d.attribute, d.type
    FROM drifts d JOIN resources r ON r.id = d.resource_id AND r.status <> 'deleted'
    JOIN providers p ON p.id = d.provider_id AND p.disconnected_at IS NULL
    WHERE d.organization_id = ${organizationId}::bigint AND d.status <> 'resolved'
      AND (${driftId}::bigint IS NULL OR d.id = ${driftId}::bigint)
      AND (${resourceId}::bigint IS NULL OR d.resource_id = ${resourceId}::bigint)
      AND (${driftId !== null || resourceId !== null}::boolean OR d.severity = any(ARRAY['critical', 'high']))
    ORDER BY d.id LIMIT 20000`.execute(tx.sql);
  return { controls, drifts: drifts.rows };
}

/**
 * Whether a pending recommendation has this drift already, or is as long as one can be: of thousands that came at
 * once, the first delivery wrote all.
 */
export async function isCovered(tx: Tx, driftId: number, longest: number): Promise<boolean> {
  const { rows } = await sql<{ covered: boolean }>`
    SELECT EXISTS (
      SELECT FROM drifts d JOIN recommendation_resources rr ON rr.resource_id = d.resource_id
        AND rr.findings @> jsonb_build_array(jsonb_build_object('type', 'drift', 'id', d.id,
          'fingerprint', d.id || ':' || md5(d.changes::text)))
      JOIN recommendations r ON r.id = rr.recommendation_id AND r.status = 'pending'
      WHERE d.organization_id = ${tx.scope.organizationId}::bigint AND d.id = ${driftId}::bigint
    ) OR EXISTS (
      SELECT FROM drifts d JOIN resources x ON x.id = d.resource_id
      JOIN recommendations r ON r.organization_id = d.organization_id AND r.provider_id = d.provider_id
        AND r.status = 'pending' AND r.resource_type = x.type AND r.resource_count >= ${longest}::int
      WHERE d.organization_id = ${tx.scope.organizationId}::bigint AND d.id = ${driftId}::bigint
    ) AS covered`.execute(tx.sql);
  return rows[0]?.covered ?? false;
}

/** Where living resources of these types are. */
export async function accountsWith(
  tx: Tx,
  types: readonly string[],
): Promise<{ providerId: number; type: string }[]> {
  const { rows } = await sql<{ providerId: number; type: string }>`
    SELECT DISTINCT r.provider_id AS "providerId", r.type FROM resources r
    JOIN providers p ON p.id = r.provider_id AND p.disconnected_at IS NULL
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.type = any(${[...types]}::text[])
      AND r.status <> 'deleted' ORDER BY 1, 2`.execute(tx.sql);
  return rows;
}

/** When all that these findings rest on was looked at again; null when something never was. */
export async function lookedAt(tx: Tx, resourceIds: readonly number[]): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    SELECT min(least(s.last_complete_at, coalesce(a.judged_at, s.last_complete_at))) AS at
    FROM resources r JOIN inventory_scopes s ON s.id = r.scope_id
    LEFT JOIN compliance_accounts a ON a.provider_id = r.provider_id
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = any(${[...resourceIds]}::bigint[])`.execute(
    tx.sql,
  );
  return rows[0]?.at ?? null;
}
