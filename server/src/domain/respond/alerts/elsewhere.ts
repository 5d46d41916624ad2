import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import { readTypes } from '../../assess/controls/index.ts';
import { attributesOf, type LivingFinding } from './cause-store.ts';

/** A finding of a resource that did not change, with the change elsewhere that its control saw. */
export type ElsewhereFinding = LivingFinding & { cause_id: number; cause_attribute: string };

/** Of one account and type, so many drifts are thought of: the worst, then the newest. */
const causesOfType = 5;
const findingsRead = 5000;

/**
 * What fails where nothing changed, because its control looks at a resource that did: the control had been judged
 * before the change and the finding began after it, in the same account, no drift of its own resource explains it,
 * and the drift is one that weakens something or is bad. Of several such drifts the worst is taken, then the newest.
 */
export async function findElsewhere(
  tx: Tx,
  controls: readonly AnyControl[] | undefined,
): Promise<ElsewhereFinding[]> {
  const reads = (controls ?? []).flatMap((control) =>
    readTypes(control).map((type) => ({ control_id: control.id, type })),
  );
  if (reads.length === 0) return [];
  const organizationId = sql`${tx.scope.organizationId}::bigint`;
  const { rows } = await sql<ElsewhereFinding>`
    WITH drift AS (
      SELECT d.*, r.type AS resource_type,
        CASE d.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END AS rank
      FROM drifts d JOIN resources r ON r.id = d.resource_id
      WHERE d.organization_id = ${organizationId} AND d.status <> 'resolved' AND d.attribute <> 'Tags'
        AND (d.type <> 'configuration' OR d.severity IN ('critical', 'high'))
    ), placed AS (
      SELECT *, row_number() OVER (PARTITION BY provider_id, resource_type ORDER BY rank DESC, id DESC) AS place
      FROM drift
    ), cause AS MATERIALIZED (
      SELECT p.id, p.resource_id, p.provider_id, p.attribute, p.resource_type, p.rank, (SELECT min(v.observed_at)
        FROM resource_versions v WHERE v.resource_id = p.resource_id AND v.id > p.baseline_version_id) AS changed_at
      FROM placed p WHERE p.place <= ${causesOfType}::int
    )
    SELECT DISTINCT ON (f.resource_id, f.control_id) f.resource_id, f.control_id, f.status, f.severity, f.fingerprint,
      f.failed_at, ARRAY[c.attribute] AS attributes, c.resource_id AS cause_id, c.attribute AS cause_attribute
    FROM cause c
    JOIN jsonb_to_recordset(${JSON.stringify(reads)}::jsonb) AS seen(control_id text, type text)
      ON seen.type = c.resource_type
    JOIN compliance_findings f ON f.organization_id = ${organizationId} AND f.provider_id = c.provider_id
      AND f.control_id = seen.control_id
    JOIN resources r ON r.id = f.resource_id AND r.status <> 'deleted'
    WHERE f.resolved_at IS NULL AND f.status = 'fail' AND f.resource_id <> c.resource_id
      AND f.failed_at >= c.changed_at
      AND NOT EXISTS (SELECT 1 FROM drifts own WHERE own.resource_id = f.resource_id AND own.status <> 'resolved'
        AND own.attribute = any(${attributesOf('f.evidence')}))
      AND EXISTS (SELECT 1 FROM assessments s JOIN assessment_controls judged
          ON judged.assessment_id = s.id AND judged.control_id = f.control_id
        WHERE s.organization_id = ${organizationId} AND s.as_of IS NULL AND s.started_at < c.changed_at)
    ORDER BY f.resource_id, f.control_id, c.rank DESC, c.id DESC LIMIT ${findingsRead}::int`.execute(tx.sql);
  return rows;
}
