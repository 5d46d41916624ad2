import { sql } from 'kysely';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { explained } from './cause-store.ts';

/** SQL that reads the facts behind alerts of controls. */

/**
 * Of these controls those that fail only in accounts in which nobody could judge them before this run: nothing
 * changed there that anybody knows of.
 */
export async function firstChecks(
  tx: Tx,
  run: { controlIds: readonly string[]; executionId: number; assessmentId: number },
): Promise<Set<string>> {
  if (run.controlIds.length === 0) return new Set();
  const { rows } = await sql<{ control_id: string }>`
    WITH failing AS MATERIALIZED (
      SELECT DISTINCT control_id, provider_id FROM compliance_findings
      WHERE organization_id = ${tx.scope.organizationId}::bigint AND resolved_at IS NULL AND failed_at IS NOT NULL
        AND control_id = any(${[...run.controlIds]}::text[])
    )
    SELECT DISTINCT f.control_id FROM failing f WHERE NOT EXISTS (
      SELECT 1 FROM failing here JOIN assessment_controls j ON j.control_id = here.control_id
        JOIN assessments s ON s.id = j.assessment_id
      WHERE here.control_id = f.control_id AND s.organization_id = ${tx.scope.organizationId}::bigint
        AND s.as_of IS NULL AND s.id < ${run.assessmentId}::bigint
        AND s.execution_id IS DISTINCT FROM ${run.executionId}::bigint
        AND coalesce(j.statuses->>here.provider_id::text, 'unknown') <> 'unknown')`.execute(tx.sql);
  return new Set(rows.map(({ control_id }) => control_id));
}

/** A resource that began to fail a control since the alert of the control was last told of. */
export type BeganToFail = {
  alert_status: string;
  control_id: string;
  title: string;
  severity: Severity;
  resource_id: number;
  resource_name: string;
  resource_type: string;
  provider_id: number;
  fingerprint: string;
  failed_at: Date;
};

const readAtOnce = 5000;

/**
 * Resources that began to fail a control after its alert was resolved, or after a living one last told of it, for
 * another reason than a change with an alert of its own. For a living alert only in accounts in which the control
 * had been judged before: what fails in one that was just connected is no change.
 */
export async function beganToFail(tx: Tx, prefix: string): Promise<BeganToFail[]> {
  const { rows } = await sql<BeganToFail>`
    SELECT a.status AS alert_status, a.source_key AS control_id, a.title, f.severity, r.id AS resource_id,
      r.name AS resource_name, r.type AS resource_type, f.provider_id, f.fingerprint, f.failed_at
    FROM alerts a JOIN compliance_findings f
      ON f.organization_id = a.organization_id AND f.control_id = a.source_key
      AND f.failed_at > CASE a.status WHEN 'resolved' THEN a.resolved_at ELSE greatest(a.last_at, (
        -- Of the run that it told of last: events are dated by another clock.
        SELECT max(told.started_at) FROM assessments told
        WHERE told.organization_id = a.organization_id AND a.evidence_kind = 'execution'
          AND told.execution_id = a.evidence_id)) END
    JOIN resources r ON r.id = f.resource_id AND r.status <> 'deleted'
    WHERE a.organization_id = ${tx.scope.organizationId}::bigint AND starts_with(a.fingerprint, ${prefix})
      AND f.resolved_at IS NULL AND f.status = 'fail' AND NOT ${explained}
      AND (a.status = 'resolved' OR EXISTS (
        SELECT 1 FROM assessments s JOIN assessment_controls j ON j.assessment_id = s.id AND j.control_id = f.control_id
        WHERE s.organization_id = a.organization_id AND s.as_of IS NULL AND s.started_at < f.failed_at
          AND coalesce(j.statuses->>f.provider_id::text, 'unknown') <> 'unknown'))
    ORDER BY a.id, r.id LIMIT ${readAtOnce}::int`.execute(tx.sql);
  return rows;
}
