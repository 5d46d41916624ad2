import { sql } from 'kysely';
import type { Severity } from '../../../core/severity.ts';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';

/** SQL that reads the facts behind alerts of resources: drifts, and what controls find because of them. */

export type CausingDrift = {
  id: number;
  resource_id: number;
  resource_name: string;
  resource_type: string;
  provider_id: number;
  attribute: string;
  type: string;
  severity: Severity;
  status: string;
  summary: string;
  detected_at: Date;
  resolved_at: Date | null;
  resolution_reason: string | null;
  /** When a detection last found it worse than was known. */
  worsened_at: Date | null;
  /** When what differs from the baseline was first observed. */
  changed_at: Date;
};

const selectDrift = sql`
  SELECT d.id, d.resource_id, r.name AS resource_name, r.type AS resource_type, d.provider_id, d.attribute, d.type,
    d.severity, d.status, d.summary, d.detected_at, d.resolved_at, d.resolution_reason, d.worsened_at,
    coalesce((SELECT min(v.observed_at) FROM resource_versions v
      WHERE v.resource_id = d.resource_id AND v.id > d.baseline_version_id), d.detected_at) AS changed_at
  FROM drifts d JOIN resources r ON r.id = d.resource_id`;

export async function readDrifts(tx: Tx, ids: readonly number[]): Promise<Map<number, CausingDrift>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<CausingDrift>`${selectDrift}
    WHERE d.organization_id = ${tx.scope.organizationId}::bigint AND d.id = any(${[...ids]}::bigint[])`.execute(
    tx.sql,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function openDriftsOf(tx: Tx, resourceIds: readonly number[]): Promise<CausingDrift[]> {
  if (resourceIds.length === 0) return [];
  const { rows } = await sql<CausingDrift>`${selectDrift}
    WHERE d.organization_id = ${tx.scope.organizationId}::bigint AND d.status <> 'resolved'
      AND d.resource_id = any(${[...resourceIds]}::bigint[])`.execute(tx.sql);
  return rows;
}

/** A finding that a control failed and that is not over; `unknown` while nobody can look. */
export type LivingFinding = {
  resource_id: number;
  control_id: string;
  status: string;
  severity: Severity;
  fingerprint: string;
  failed_at: Date;
  /** The top-level attributes whose values decided. */
  attributes: string[];
};

/** `SecurityGroupIngress` of the path `SecurityGroupIngress[0].CidrIp`. */
export const attributesOf = (evidence: string) => sql`
  ARRAY(SELECT DISTINCT split_part(split_part(path, '.', 1), '[', 1) FROM jsonb_object_keys(${sql.ref(evidence)}) path)`;

export async function livingFindingsOf(tx: Tx, resourceIds: readonly number[]): Promise<LivingFinding[]> {
  if (resourceIds.length === 0) return [];
  const { rows } = await sql<LivingFinding>`
    SELECT f.resource_id, f.control_id, f.status, f.severity, f.fingerprint, f.failed_at,
      ${attributesOf('f.evidence')} AS attributes
    FROM compliance_findings f JOIN resources r ON r.id = f.resource_id
    WHERE f.organization_id = ${tx.scope.organizationId}::bigint AND f.resolved_at IS NULL
      AND f.failed_at IS NOT NULL AND r.status <> 'deleted'
      AND f.resource_id = any(${[...resourceIds]}::bigint[])`.execute(tx.sql);
  return rows;
}

/** Of an aliased finding `f`: an alert about what changed on its resource tells of it already, or will. */
export const explained = sql`(
  EXISTS (SELECT 1 FROM alert_mappings m JOIN alerts a ON a.id = m.alert_id
    WHERE m.organization_id = f.organization_id AND m.control_id = f.control_id AND m.ended_at IS NULL
      AND (a.resource_id = f.resource_id OR m.elsewhere @> to_jsonb(f.resource_id)))
  OR (f.status = 'fail' AND EXISTS (SELECT 1 FROM drifts d
    WHERE d.resource_id = f.resource_id AND d.status <> 'resolved' AND d.attribute = any(${attributesOf('f.evidence')})
      AND f.failed_at >= (SELECT min(v.observed_at) FROM resource_versions v
        WHERE v.resource_id = d.resource_id AND v.id > d.baseline_version_id))))`;

export type OwnFindings = {
  control_id: string;
  /** Resources that fail for another reason than a change that has its own alert. */
  own: number;
  explained: number;
  /** Resources of those that are explained. */
  explained_ids: number[];
  /** The only account of the others, and the only resource; null where there are several. */
  provider_id: number | null;
  resource_id: number | null;
  resource_name: string | null;
  resource_type: string | null;
};

const onlyOne = (column: string) => sql`
  CASE WHEN count(*) FILTER (WHERE NOT explained) = 1 THEN min(${sql.ref(column)}) FILTER (WHERE NOT explained) END`;

/** How the resources that fail each of these controls divide. */
export async function divideFindings(
  tx: Tx,
  controlIds: readonly string[],
): Promise<Map<string, OwnFindings>> {
  if (controlIds.length === 0) return new Map();
  const { rows } = await sql<OwnFindings>`
    WITH found AS MATERIALIZED (
      SELECT f.control_id, f.resource_id, f.provider_id, r.name, r.type, ${explained} AS explained
      FROM compliance_findings f JOIN resources r ON r.id = f.resource_id
      WHERE f.organization_id = ${tx.scope.organizationId}::bigint AND f.resolved_at IS NULL
        AND f.failed_at IS NOT NULL AND r.status <> 'deleted' AND f.control_id = any(${[...controlIds]}::text[])
    )
    SELECT control_id, count(*) FILTER (WHERE NOT explained)::int AS own,
      count(*) FILTER (WHERE explained)::int AS explained,
      coalesce(jsonb_agg(resource_id) FILTER (WHERE explained), '[]') AS explained_ids,
      CASE WHEN count(DISTINCT provider_id) FILTER (WHERE NOT explained) = 1
        THEN min(provider_id) FILTER (WHERE NOT explained) END AS provider_id,
      ${onlyOne('resource_id')} AS resource_id, ${onlyOne('name')} AS resource_name, ${onlyOne('type')} AS resource_type
    FROM found GROUP BY control_id`.execute(tx.sql);
  return new Map(rows.map((row) => [row.control_id, row]));
}

export type MappingRow = {
  alert_id: number;
  control_id: string;
  severity: Severity;
  since: Date;
  ended_at: Date | null;
  /** Resources that did not change and fail because of it. */
  elsewhere: number[];
};

/** Also those that have ended, when `all`. */
export async function listMappings(tx: Tx, alertIds: readonly number[], all = false): Promise<MappingRow[]> {
  if (alertIds.length === 0) return [];
  let query = tx.sql
    .selectFrom('alert_mappings')
    .select(['alert_id', 'control_id', 'severity', 'since', 'ended_at', 'elsewhere'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('alert_id', '=', sql<number>`any(${[...alertIds]}::bigint[])`);
  if (!all) query = query.where('ended_at', 'is', null);
  return (await query.orderBy('alert_id').orderBy('control_id').execute()) as MappingRow[];
}

export async function writeMappings(
  tx: Tx,
  mapped: readonly {
    alertId: number;
    controlId: string;
    severity: Severity;
    since: Date;
    elsewhere: readonly number[];
  }[],
  ended: readonly { alertId: number; controlId: string; at: Date }[],
): Promise<void> {
  if (mapped.length > 0) {
    const rows = mapped.map((each) => ({ ...each, since: each.since.toISOString() }));
    await sql`
      INSERT INTO alert_mappings AS known (alert_id, control_id, organization_id, severity, since, elsewhere)
      SELECT m."alertId", m."controlId", ${tx.scope.organizationId}::bigint, m.severity, m.since, m.elsewhere
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m("alertId" bigint, "controlId" text, severity text,
        since timestamptz, elsewhere jsonb)
      ORDER BY m."alertId", m."controlId"
      ON CONFLICT (alert_id, control_id) DO UPDATE SET severity = excluded.severity, ended_at = NULL,
        elsewhere = excluded.elsewhere,
        since = CASE WHEN known.ended_at IS NULL THEN known.since ELSE excluded.since END`.execute(tx.sql);
  }
  if (ended.length > 0) {
    const rows = ended.map((each) => ({ ...each, at: each.at.toISOString() }));
    await sql`
      UPDATE alert_mappings SET ended_at = e.at
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e("alertId" bigint, "controlId" text, at timestamptz)
      WHERE alert_mappings.organization_id = ${tx.scope.organizationId}::bigint
        AND alert_mappings.alert_id = e."alertId" AND alert_mappings.control_id = e."controlId"`.execute(
      tx.sql,
    );
  }
}

/** Alerts about attributes whose facts may have moved since they were looked at, after `afterId`, by their ids. */
export async function listUnsettled(tx: Tx, afterId: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT a.id FROM alerts a
    WHERE a.organization_id = ${tx.scope.organizationId}::bigint AND a.attribute IS NOT NULL AND a.id > ${afterId}::bigint
      AND (a.status <> 'resolved'
        OR EXISTS (SELECT 1 FROM alert_mappings m WHERE m.alert_id = a.id AND m.ended_at IS NULL)
        OR EXISTS (SELECT 1 FROM drifts d WHERE d.resource_id = a.resource_id AND d.attribute = a.attribute
          AND d.status <> 'resolved'))
    ORDER BY a.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows.map(({ id }) => id);
}

export type AffectedResource = { id: number; name: string; type: string; region: string; status: string };

/** Resources that fail a control for another reason than a change that has its own alert, in the order of ids. */
export async function listOwnResources(
  tx: Tx,
  controlId: string,
  limit: number,
): Promise<AffectedResource[]> {
  const { rows } = await sql<AffectedResource>`
    SELECT r.id, r.name, r.type, r.region, r.status
    FROM compliance_findings f JOIN resources r ON r.id = f.resource_id
    WHERE f.organization_id = ${tx.scope.organizationId}::bigint AND f.resolved_at IS NULL
      AND f.failed_at IS NOT NULL AND r.status <> 'deleted' AND f.control_id = ${controlId} AND NOT ${explained}
    ORDER BY r.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows;
}

export async function readResource(
  tx: Tx,
  id: number,
): Promise<(AffectedResource & { provider_id: number }) | undefined> {
  return await tx.sql
    .selectFrom('resources')
    .select(['id', 'name', 'type', 'region', 'status', 'provider_id'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Events of drifts that were dispatched before `before`, and for which no alert has counted the drift. */
export async function forgottenDrifts(tx: SystemTx, before: Date, limit: number): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    SELECT e.id, e.organization_id AS "organizationId", e.type, e.payload, e.created_at AS at
    FROM outbox_events e JOIN drifts d
      ON d.id = (e.payload->>'drift_id')::bigint AND d.organization_id = e.organization_id
    WHERE e.type = 'drift.detected' AND e.dispatched_at < ${before}::timestamptz AND NOT EXISTS (
      SELECT 1 FROM alerts a JOIN alert_events c ON c.alert_id = a.id
      WHERE a.organization_id = d.organization_id AND a.fingerprint = 'resource:' || d.resource_id || ':' || d.attribute
        AND c.evidence_kind = 'drift' AND c.evidence_id = d.id)
    ORDER BY e.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows;
}
