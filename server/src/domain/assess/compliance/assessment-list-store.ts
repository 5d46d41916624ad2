import { sql } from 'kysely';
import type { Severity } from '../../../core/severity.ts';
import type { Unseen } from '../../../core/verdict.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { ControlStatus, Counts, FoundResource } from '../controls/index.ts';
import type { RequirementStatus, Score, StatusCounts } from './assess.ts';
import { enabledScope } from './assessment-store.ts';

/** SQL that reads assessments for people. */

export type AssessmentRow = {
  id: number;
  framework_id: string;
  framework_version: string;
  framework_title: string;
  status: string;
  trigger: string;
  as_of: Date | null;
  started_at: Date;
  ended_at: Date;
  scope: { provider_ids: number[]; regions: string[]; tags: Record<string, string> };
  passed: number;
  evaluated: number;
  total: number;
  counts: StatusCounts;
  weighted_score: number | null;
  categories: (Score & { id: string; title: string })[];
  providers: (Score & { provider_id: number; name: string })[];
  newly_failing: string[];
  newly_passing: string[];
  execution_id: number;
  previous_id: number | null;
};

const columns = [
  'id',
  'framework_id',
  'framework_version',
  'framework_title',
  'status',
  'trigger',
  'as_of',
  'started_at',
  'ended_at',
  'scope',
  'passed',
  'evaluated',
  'total',
  'counts',
  'weighted_score',
  'categories',
  'providers',
  'newly_failing',
  'newly_passing',
  'execution_id',
  'previous_id',
] as const;

const ofOrganization = (tx: Tx) =>
  tx.sql.selectFrom('assessments').where('organization_id', '=', tx.scope.organizationId);

/** Newest first. */
export async function listAssessments(
  tx: Tx,
  filter: { frameworkId?: string | undefined; version?: string | undefined; providerId?: number | undefined },
  page: { limit: number; offset: number },
): Promise<{ rows: AssessmentRow[]; total: number }> {
  let query = ofOrganization(tx);
  if (filter.frameworkId !== undefined) query = query.where('framework_id', '=', filter.frameworkId);
  if (filter.version !== undefined) query = query.where('framework_version', '=', filter.version);
  if (filter.providerId !== undefined) {
    const wanted = JSON.stringify({ provider_ids: [filter.providerId] });
    query = query.where(sql<boolean>`scope @> ${wanted}::jsonb`);
  }
  const rows = await query
    .select(columns)
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

export async function getAssessment(tx: Tx, id: number): Promise<AssessmentRow | undefined> {
  return await ofOrganization(tx).select(columns).where('id', '=', id).executeTakeFirst();
}

/** The newest assessment of the present of each framework version, over all of its enablement. */
export async function listLatest(tx: Tx): Promise<AssessmentRow[]> {
  return await ofOrganization(tx)
    .distinctOn(['framework_id', 'framework_version'])
    .select(columns)
    .where('as_of', 'is', null)
    .where('scope_key', '=', enabledScope)
    .orderBy('framework_id')
    .orderBy('framework_version')
    .orderBy('id', 'desc')
    .execute();
}

/** Newest first, of the whole enablement and of the present. */
export async function listTrend(
  tx: Tx,
  framework: { id: string; version: string },
  limit: number,
): Promise<Pick<AssessmentRow, 'id' | 'started_at' | 'passed' | 'evaluated' | 'total' | 'counts'>[]> {
  return await ofOrganization(tx)
    .select(['id', 'started_at', 'passed', 'evaluated', 'total', 'counts'])
    .where('framework_id', '=', framework.id)
    .where('framework_version', '=', framework.version)
    .where('as_of', 'is', null)
    .where('scope_key', '=', enabledScope)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export type AssessedControlRow = {
  assessment_id: number;
  control_id: string;
  control_version: number;
  title: string;
  severity: Severity;
  status: ControlStatus;
  counts: Counts;
  statuses: Record<string, ControlStatus>;
  failing_since: Date | null;
  unlisted: Unseen[];
  resources: (Omit<FoundResource, 'first_seen_at' | 'control_id'> & { first_seen_at: string | null })[];
};

const controlColumns = [
  'assessment_id',
  'control_id',
  'control_version',
  'title',
  'severity',
  'status',
  'counts',
  'statuses',
  'failing_since',
  'unlisted',
] as const;

/** The controls of assessments, without their resources. */
export async function listAssessedControls(
  tx: Tx,
  assessmentIds: readonly number[],
  status?: ControlStatus,
): Promise<Omit<AssessedControlRow, 'resources'>[]> {
  if (assessmentIds.length === 0) return [];
  let query = tx.sql
    .selectFrom('assessment_controls')
    .select(controlColumns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('assessment_id', 'in', [...assessmentIds]);
  if (status !== undefined) query = query.where('status', '=', status);
  return await query.orderBy('control_id').execute();
}

/** Some controls of one assessment, with the resources that are named. */
export async function readAssessedControls(
  tx: Tx,
  assessmentId: number,
  controlIds: readonly string[],
): Promise<Map<string, AssessedControlRow>> {
  const rows = await tx.sql
    .selectFrom('assessment_controls')
    .select([...controlColumns, 'resources'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('assessment_id', '=', assessmentId)
    .where('control_id', '=', sql<string>`any(${[...controlIds]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.control_id, row]));
}

export type ResultRow = {
  position: number;
  requirement_id: string;
  title: string;
  category: string;
  levels: string[];
  status: RequirementStatus;
  statuses: Record<string, RequirementStatus>;
  control_ids: string[];
  manual: string | null;
};

/** In the order of the standard. */
export async function listResults(
  tx: Tx,
  assessmentId: number,
  filter: {
    statuses?: readonly RequirementStatus[] | undefined;
    category?: string | undefined;
    requirementId?: string | undefined;
  },
  page: { limit: number; offset: number } | null,
): Promise<{ rows: ResultRow[]; total: number }> {
  let query = tx.sql
    .selectFrom('assessment_results')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('assessment_id', '=', assessmentId);
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses);
  if (filter.category !== undefined) query = query.where('category', '=', filter.category);
  if (filter.requirementId !== undefined) query = query.where('requirement_id', '=', filter.requirementId);
  let selected = query
    .select([
      'position',
      'requirement_id',
      'title',
      'category',
      'levels',
      'status',
      'statuses',
      'control_ids',
      'manual',
    ])
    .orderBy('position');
  if (page !== null) selected = selected.limit(page.limit).offset(page.offset);
  const rows = await selected.execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}
