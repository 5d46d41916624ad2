import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { FindingOf } from './finding-store.ts';

/** SQL that writes recommendations. */

export type AdviceRow = {
  explanation: string;
  steps: { text: string; commands: string[] }[];
  impact: string;
  side_effects: string[];
  references: string[];
};

export type Content = {
  providerId: number;
  matter: string;
  ruleId: string;
  ruleVersion: number;
  type: string;
  resourceType: string;
  title: string;
  advice: AdviceRow;
  severity: Severity;
  priority: Severity;
  riskReduction: number | null;
  exposure: string;
  effortMinutes: number;
  savings: { lowCents: number; highCents: number; assumption: string } | null;
  findingType: string;
  findingId: number | null;
  controlIds: string[];
  facts: string[];
  contentHash: string;
  remediationType: string | null;
  note: string | null;
  resources: { id: number; versionId: number; findings: FindingOf[] }[];
};

export type Head = {
  id: number;
  matter: string;
  rule_id: string;
  provider_id: number;
  title: string;
  type: string;
  severity: Severity;
  priority: Severity;
  resource_type: string;
  resource_count: number;
  content_hash: string;
  facts: string[];
  status: string;
  status_at: Date | null;
  control_ids: string[];
  finding_type: string;
  finding_id: number | null;
  remediation_type: string | null;
};

const headColumns = [
  'id',
  'matter',
  'rule_id',
  'provider_id',
  'title',
  'type',
  'severity',
  'priority',
  'resource_type',
  'resource_count',
  'content_hash',
  'facts',
  'status',
  'status_at',
  'control_ids',
  'finding_type',
  'finding_id',
  'remediation_type',
] as const;

const ofOrganization = (tx: Tx) =>
  tx.sql.selectFrom('recommendations').where('organization_id', '=', tx.scope.organizationId);

/** The newest of a matter, whatever became of it. */
export async function lockNewest(tx: Tx, matter: string): Promise<Head | undefined> {
  const row = await ofOrganization(tx)
    .select(headColumns)
    .where('matter', '=', matter)
    .orderBy(sql`status <> 'pending'`)
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row as Head | undefined;
}

export async function lockOne(tx: Tx, id: number): Promise<Head | undefined> {
  const row = await ofOrganization(tx)
    .select(headColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row as Head | undefined;
}

const values = (tx: Tx, content: Content, at: Date) => ({
  organization_id: tx.scope.organizationId,
  provider_id: content.providerId,
  matter: content.matter,
  rule_id: content.ruleId,
  rule_version: content.ruleVersion,
  type: content.type,
  resource_type: content.resourceType,
  title: content.title,
  advice: JSON.stringify(content.advice),
  rule_advice: JSON.stringify(content.advice),
  severity: content.severity,
  priority: content.priority,
  risk_reduction: content.riskReduction,
  exposure: content.exposure,
  effort_minutes: content.effortMinutes,
  savings_low_cents: content.savings?.lowCents ?? null,
  savings_high_cents: content.savings?.highCents ?? null,
  savings_assumption: content.savings?.assumption ?? null,
  resource_count: content.resources.length,
  finding_type: content.findingType,
  finding_id: content.findingId,
  control_ids: content.controlIds,
  facts: JSON.stringify(content.facts),
  content_hash: content.contentHash,
  remediation_type: content.remediationType,
  generator: 'rules',
  generator_note: content.note,
  model_run_id: null,
  updated_at: at,
});

/** Null when another writer has just made the pending one of this matter. */
export async function insertRecommendation(tx: Tx, content: Content, at: Date): Promise<number | null> {
  const row = await tx.sql
    .insertInto('recommendations')
    .values({ ...values(tx, content, at), created_at: at })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'matter']).where('status', '=', 'pending').doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (row !== undefined) await setResources(tx, row.id, content);
  return row?.id ?? null;
}

export async function replaceContent(tx: Tx, id: number, content: Content, at: Date): Promise<void> {
  await tx.sql
    .updateTable('recommendations')
    .set(values(tx, content, at))
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
  await setResources(tx, id, content);
}

async function setResources(tx: Tx, id: number, content: Content): Promise<void> {
  await tx.sql
    .deleteFrom('recommendation_resources')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('recommendation_id', '=', id)
    .execute();
  const rows = content.resources.map((each) => ({
    resource_id: each.id,
    version_id: each.versionId,
    findings: each.findings,
  }));
  await sql`INSERT INTO recommendation_resources
      (recommendation_id, resource_id, organization_id, version_id, findings)
    SELECT ${id}::bigint, x.resource_id, ${tx.scope.organizationId}::bigint, x.version_id, x.findings
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(resource_id bigint, version_id bigint, findings jsonb)`.execute(tx.sql);
}

export async function closeRecommendation(
  tx: Tx,
  id: number,
  end: {
    status: 'applied' | 'dismissed' | 'resolved';
    note: string | null;
    at: Date;
    /** Asked for with it; null when it was not. */
    remediation?: { id: number; type: string } | null;
  },
): Promise<void> {
  await tx.sql
    .updateTable('recommendations')
    .set({
      status: end.status,
      status_note: end.note,
      status_by: JSON.stringify(tx.scope.actor),
      status_at: end.at,
      updated_at: end.at,
      ...(end.remediation == null
        ? {}
        : { remediation_id: end.remediation.id, remediation_type: end.remediation.type }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

/** Pending ones of a rule in an account. */
export async function pendingMatters(tx: Tx, providerId: number, ruleId: string): Promise<string[]> {
  const rows = await ofOrganization(tx)
    .select('matter')
    .where('status', '=', 'pending')
    .where('provider_id', '=', providerId)
    .where('rule_id', '=', ruleId)
    .orderBy('id')
    .execute();
  return rows.map(({ matter }) => matter);
}

export type Stale = { id: number; rule_id: string; provider_id: number; resource_ids: number[] };

/**
 * Pending ones of which something changed since they were written: a finding is over or says something else, a
 * resource is gone or, where the configuration itself was the finding, has another one, or the account is disconnected.
 */
export async function listStale(
  tx: Tx,
  only: { resourceId: number | null },
  limit: number,
): Promise<Stale[]> {
  const { rows } = await sql<Stale>`
    SELECT r.id, r.rule_id, r.provider_id, coalesce(array_agg(rr.resource_id) FILTER (WHERE rr.resource_id IS NOT NULL), '{}') AS resource_ids
    FROM recommendations r
    JOIN providers p ON p.id = r.provider_id
    LEFT JOIN recommendation_resources rr ON rr.recommendation_id = r.id
    LEFT JOIN resources x ON x.id = rr.resource_id
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.status = 'pending'
      AND (${only.resourceId}::bigint IS NULL OR r.id IN (
        SELECT recommendation_id FROM recommendation_resources WHERE resource_id = ${only.resourceId}::bigint))
    GROUP BY r.id, p.disconnected_at
    HAVING p.disconnected_at IS NOT NULL OR count(rr.resource_id) <> r.resource_count
      OR bool_or(x.status = 'deleted') OR bool_or(EXISTS (
        SELECT FROM jsonb_to_recordset(rr.findings)
          AS f(type text, id bigint, control_id text, fingerprint text)
        WHERE (f.type = 'control' AND NOT EXISTS (
            SELECT FROM compliance_findings c WHERE c.resource_id = rr.resource_id AND c.control_id = f.control_id
              AND c.resolved_at IS NULL AND c.status = 'fail' AND c.fingerprint = f.fingerprint))
          OR (f.type = 'drift' AND NOT EXISTS (
            SELECT FROM drifts d WHERE d.id = f.id AND d.status <> 'resolved'
              AND f.fingerprint = d.id || ':' || md5(d.changes::text)))
          OR (f.type = 'configuration' AND x.version_id <> rr.version_id)))
    ORDER BY r.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows;
}

export async function adviceOf(
  tx: Tx,
  id: number,
): Promise<{ content_hash: string; rule_advice: AdviceRow; status: string } | undefined> {
  return await ofOrganization(tx)
    .select(['content_hash', 'rule_advice', 'status'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The words of a language model, or why there are none. */
export async function setWords(
  tx: Tx,
  id: number,
  words: { advice: AdviceRow | null; generator: string; note: string | null; runId: number | null },
): Promise<void> {
  await tx.sql
    .updateTable('recommendations')
    .set({
      ...(words.advice === null ? {} : { advice: JSON.stringify(words.advice) }),
      generator: words.generator,
      generator_note: words.note,
      model_run_id: words.runId,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export type ToWord = {
  id: number;
  title: string;
  type: string;
  severity: Severity;
  priority: Severity;
  resource_type: string;
  rule_advice: AdviceRow;
  content_hash: string;
  resources: {
    external_id: string;
    name: string;
    region: string;
    tags: Record<string, string>;
    account_id: string;
    findings: FindingOf[];
    configuration: JsonObject;
  }[];
};

/** Pending ones that no language model was asked about yet, the most urgent first; of each the first 5 resources. */
export async function listToWord(tx: Tx, limit: number): Promise<ToWord[]> {
  const { rows } = await sql<ToWord>`
    SELECT r.id, r.title, r.type, r.severity, r.priority, r.resource_type, r.rule_advice, r.content_hash,
      coalesce((SELECT jsonb_agg(jsonb_build_object('external_id', m.external_id, 'name', m.name, 'region', m.region,
          'tags', m.tags, 'account_id', m.account_id, 'findings', m.findings, 'configuration', m.configuration))
        FROM (SELECT x.external_id, x.name, x.region, x.tags, p.account_id, rr.findings, v.configuration
          FROM recommendation_resources rr JOIN resources x ON x.id = rr.resource_id
          JOIN providers p ON p.id = x.provider_id JOIN resource_versions v ON v.id = x.version_id
          WHERE rr.recommendation_id = r.id ORDER BY x.id LIMIT 5) m), '[]'::jsonb) AS resources
    FROM recommendations r
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.status = 'pending' AND r.model_run_id IS NULL
      AND r.priority = any(ARRAY['critical', 'high'])
    ORDER BY array_position(ARRAY['critical', 'high'], r.priority), r.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows;
}
