import type { z } from 'zod';
import type { Framework } from '../../../plugin-kit/define-framework.ts';
import { quotient } from './assess.ts';
import type { AssessedControlRow, AssessmentRow, ResultRow } from './assessment-list-store.ts';
import type { Enablement } from './enablement-store.ts';
import type {
  assessedControlSchema,
  assessmentSchema,
  frameworkDetailSchema,
  frameworkSchema,
  resultSchema,
} from './schemas.ts';

/** Rows as the API shows them. Pure. */

export type AssessmentView = z.input<typeof assessmentSchema>;

type Numbers = { passed: number; evaluated: number; total: number };

/** The three numbers with the score that follows from them. */
export const presentScore = ({ passed, evaluated, total }: Numbers) => ({
  passed,
  evaluated,
  total,
  score: quotient(passed, evaluated),
});

export function presentAssessment(row: AssessmentRow): AssessmentView {
  const { counts } = row;
  return {
    id: row.id,
    framework_id: row.framework_id,
    framework_version: row.framework_version,
    framework_title: row.framework_title,
    status: 'completed',
    trigger: row.trigger,
    as_of: row.as_of?.toISOString() ?? null,
    started_at: row.started_at.toISOString(),
    ended_at: row.ended_at.toISOString(),
    scope: row.scope,
    ...presentScore(row),
    weighted_score: row.weighted_score,
    failed: counts.fail,
    unknown: counts.unknown,
    excepted: counts.excepted,
    not_applicable: counts.not_applicable,
    manual: counts.manual,
    attested: counts.attested,
    not_automated: counts.not_automated,
    categories: row.categories,
    providers: row.providers,
    newly_failing: row.newly_failing,
    newly_passing: row.newly_passing,
    execution_id: row.execution_id,
    previous_id: row.previous_id,
  };
}

function presentAssessedControl(row: AssessedControlRow): z.input<typeof assessedControlSchema> {
  return {
    control_id: row.control_id,
    control_version: row.control_version,
    title: row.title,
    severity: row.severity,
    status: row.status,
    counts: row.counts,
    failing_since: row.failing_since?.toISOString() ?? null,
    unlisted: row.unlisted,
    resources: row.resources.map(({ fingerprint: _fingerprint, ...resource }) => resource),
  };
}

export function presentResult(
  row: ResultRow,
  controls: ReadonlyMap<string, AssessedControlRow>,
): z.input<typeof resultSchema> {
  return {
    requirement_id: row.requirement_id,
    title: row.title,
    category: row.category,
    levels: row.levels,
    status: row.status,
    provider_statuses: row.statuses,
    manual: row.manual,
    controls: row.control_ids.flatMap((id) => {
      const control = controls.get(id);
      return control === undefined ? [] : [presentAssessedControl(control)];
    }),
  };
}

/** What stands around a framework version in an organisation. */
export type FrameworkFacts = {
  newest: boolean;
  enablement: Enablement | undefined;
  latest: AssessmentRow | undefined;
};

export function presentFramework(
  framework: Framework,
  { newest, enablement, latest }: FrameworkFacts,
): z.input<typeof frameworkSchema> {
  const { requirements } = framework;
  return {
    id: framework.id,
    version: framework.version,
    name: framework.title,
    title: framework.title,
    publisher: framework.publisher,
    provider: framework.provider,
    description: framework.description,
    url: framework.url,
    newest,
    requirements: requirements.length,
    automated: requirements.filter(({ controls }) => controls.length > 0).length,
    enabled: enablement !== undefined,
    enablement:
      enablement === undefined
        ? null
        : {
            provider_ids: enablement.provider_ids,
            regions: enablement.regions,
            tags: enablement.tags,
            enabled_at: enablement.enabled_at.toISOString(),
          },
    latest:
      latest === undefined
        ? null
        : { assessment_id: latest.id, at: latest.started_at.toISOString(), ...presentScore(latest) },
  };
}

export function presentFrameworkDetail(
  framework: Framework,
  facts: FrameworkFacts & { versions: string[]; results: readonly ResultRow[] },
): z.input<typeof frameworkDetailSchema> {
  const statusOf = new Map(facts.results.map((row) => [row.requirement_id, row.status]));
  return {
    ...presentFramework(framework, facts),
    versions: facts.versions,
    categories: [...framework.categories],
    requirement_list: framework.requirements.map((requirement) => ({
      id: requirement.id,
      title: requirement.title,
      category: requirement.category,
      levels: [...(requirement.levels ?? [])],
      controls: [...requirement.controls],
      manual: requirement.manual ?? null,
      status: statusOf.get(requirement.id) ?? null,
    })),
  };
}
