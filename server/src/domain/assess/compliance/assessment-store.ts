import { sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { FoundResource } from '../controls/index.ts';
import type { AssessmentResult, EarlierControl } from './assess.ts';

/** SQL that writes assessments and what the next one is compared with. What has ended is never changed. */

export type NewAssessment = {
  framework: { id: string; version: string; title: string };
  trigger: string;
  asOf: Date | null;
  startedAt: Date;
  endedAt: Date;
  scope: Json;
  scopeKey: string;
  executionId: number;
  previousId: number | null;
  result: AssessmentResult;
  /** By control: the first resources that fail or cannot be judged. */
  resources: ReadonlyMap<string, readonly FoundResource[]>;
};

/** The whole enablement, as opposed to a single account of it. */
export const enabledScope = 'enabled';
export const accountScope = (providerId: number): string => `provider:${providerId}`;

/** True when this run has assessed the framework already, before it was taken up again. */
export async function wasAssessed(
  tx: Tx,
  executionId: number,
  framework: { id: string; version: string },
): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('assessments')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('execution_id', '=', executionId)
    .where('framework_id', '=', framework.id)
    .where('framework_version', '=', framework.version)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The newest assessment of the present that this one follows: of the same scope, and for a single account also one
 * of the whole enablement in which that account stands.
 */
export async function readEarlier(
  tx: Tx,
  framework: { id: string; version: string },
  providerId: number | null,
): Promise<{ id: number; controls: Map<string, EarlierControl> } | undefined> {
  const keys = providerId === null ? [enabledScope] : [enabledScope, accountScope(providerId)];
  const previous = await tx.sql
    .selectFrom('assessments')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('framework_id', '=', framework.id)
    .where('framework_version', '=', framework.version)
    .where('scope_key', 'in', keys)
    .where('as_of', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (previous === undefined) return undefined;
  const rows = await tx.sql
    .selectFrom('assessment_controls')
    .select(['control_id', 'failing_since', 'statuses'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('assessment_id', '=', previous.id)
    .execute();
  const failed = (row: (typeof rows)[number]): boolean => {
    if (providerId === null) return true;
    const status = (row.statuses as Record<string, string>)[providerId];
    return status === 'fail' || status === 'unknown';
  };
  return {
    id: previous.id,
    controls: new Map(
      rows.map((row) => [row.control_id, { failingSince: failed(row) ? row.failing_since : null }]),
    ),
  };
}

export async function insertAssessment(tx: Tx, assessment: NewAssessment): Promise<number> {
  const { result, framework } = assessment;
  const row = await tx.sql
    .insertInto('assessments')
    .values({
      organization_id: tx.scope.organizationId,
      framework_id: framework.id,
      framework_version: framework.version,
      framework_title: framework.title,
      status: 'completed',
      trigger: assessment.trigger,
      as_of: assessment.asOf,
      started_at: assessment.startedAt,
      ended_at: assessment.endedAt,
      scope: JSON.stringify(assessment.scope),
      scope_key: assessment.scopeKey,
      passed: result.passed,
      evaluated: result.evaluated,
      total: result.total,
      counts: JSON.stringify(result.counts),
      weighted_score: result.weightedScore,
      categories: JSON.stringify(result.categories),
      providers: JSON.stringify(result.providers),
      newly_failing: JSON.stringify(result.newlyFailing),
      newly_passing: JSON.stringify(result.newlyPassing),
      execution_id: assessment.executionId,
      previous_id: assessment.previousId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertControls(tx, row.id, assessment);
  await insertResults(tx, row.id, result);
  return row.id;
}

async function insertControls(
  tx: Tx,
  id: number,
  { result, resources }: Pick<NewAssessment, 'result' | 'resources'>,
): Promise<void> {
  const rows = result.controls.map((control) => ({
    control_id: control.id,
    control_version: control.version,
    title: control.title,
    severity: control.severity,
    status: control.status,
    counts: control.counts,
    statuses: control.statuses,
    failing_since: control.failingSince?.toISOString() ?? null,
    unlisted: control.unlisted,
    resources: (resources.get(control.id) ?? []).map(({ control_id, first_seen_at, ...resource }) => ({
      ...resource,
      first_seen_at: first_seen_at?.toISOString() ?? null,
    })),
  }));
  await sql`
    INSERT INTO assessment_controls (assessment_id, control_id, organization_id, control_version, title, severity,
      status, counts, statuses, failing_since, unlisted, resources)
    SELECT ${id}::bigint, c.control_id, ${tx.scope.organizationId}::bigint, c.control_version, c.title, c.severity,
      c.status, c.counts, c.statuses, c.failing_since, c.unlisted, c.resources
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(control_id text, control_version integer, title text,
      severity text, status text, counts jsonb, statuses jsonb, failing_since timestamptz, unlisted jsonb,
      resources jsonb)`.execute(tx.sql);
}

async function insertResults(tx: Tx, id: number, result: AssessmentResult): Promise<void> {
  const rows = result.requirements.map((requirement, position) => ({
    position,
    requirement_id: requirement.id,
    title: requirement.title,
    category: requirement.category,
    levels: requirement.levels,
    status: requirement.status,
    statuses: requirement.statuses,
    control_ids: requirement.controlIds,
    manual: requirement.manual,
  }));
  await sql`
    INSERT INTO assessment_results (assessment_id, position, organization_id, requirement_id, title, category, levels,
      status, statuses, control_ids, manual)
    SELECT ${id}::bigint, r.position, ${tx.scope.organizationId}::bigint, r.requirement_id, r.title, r.category,
      ARRAY(SELECT jsonb_array_elements_text(r.levels)), r.status, r.statuses,
      ARRAY(SELECT jsonb_array_elements_text(r.control_ids)), r.manual
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(position integer, requirement_id text, title text,
      category text, levels jsonb, status text, statuses jsonb, control_ids jsonb, manual text)`.execute(
    tx.sql,
  );
}

/** How the run that assesses was started: `manual`, `schedule` … */
export async function triggerOf(tx: Tx, executionId: number): Promise<string> {
  const row = await tx.sql
    .selectFrom('job_executions')
    .select('trigger')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .executeTakeFirst();
  return row?.trigger ?? 'system';
}
