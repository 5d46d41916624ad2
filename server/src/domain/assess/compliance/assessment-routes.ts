import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import { type Severity, severities } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { presentTriggered, type Triggered, triggeredSchema } from '../../govern/jobs/index.ts';
import { requirementStatuses } from './assess.ts';
import * as lists from './assessment-list-store.ts';
import { chooseVersion } from './frameworks.ts';
import { checkParameters } from './jobs.ts';
import { latestOfEnabled } from './latest.ts';
import { presentAssessment, presentResult, presentScore } from './present.ts';
import * as schemas from './schemas.ts';
import type { ComplianceDeps } from './subject.ts';

const tag = 'Compliance';
const idParams = z.object({ id: z.coerce.number().int().positive() });
const trendLength = 365;

export type AssessmentRoutesDeps = ComplianceDeps & {
  triggerCheck: (scope: Scope, parameters: JsonObject, trigger: 'manual' | 'api') => Promise<Triggered>;
};

/** Assessments and what follows from the newest ones. */
export function assessmentRoutes(deps: AssessmentRoutesDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/compliance/assess',
      operationId: 'assessCompliance',
      summary: 'Assess the enabled frameworks now, or as of a past moment',
      tag,
      access: 'assess_compliance',
      idempotent: true,
      body: checkParameters.optional(),
      responses: { 202: triggeredSchema },
      handler: async ({ scope, body, caller }) => {
        const parameters: JsonObject = {};
        for (const [name, value] of Object.entries(body ?? {})) {
          if (value !== undefined) parameters[name] = value;
        }
        return presentTriggered(
          await deps.triggerCheck(scope, parameters, caller.viaCookie ? 'manual' : 'api'),
        );
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/assessments',
      operationId: 'listAssessments',
      summary: 'Assessments, newest first',
      tag,
      access: 'view',
      query: z.strictObject({
        framework_id: z.string().max(80).optional(),
        version: z.string().max(40).optional(),
        provider_id: z.coerce.number().int().positive().optional(),
        ...pageParameters,
      }),
      responses: { 200: pageOf(schemas.assessmentSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const { rows, total } = await lists.listAssessments(
            tx,
            { frameworkId: query.framework_id, version: query.version, providerId: query.provider_id },
            { limit: wanted.perPage, offset: wanted.offset },
          );
          return pageAnswer(wanted, total, rows.map(presentAssessment));
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/assessments/:id',
      operationId: 'getAssessment',
      summary: 'One assessment with its numbers and what changed since the one before',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: schemas.assessmentDetailSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => {
          const row = await requireAssessment(tx, params.id);
          const failing = await lists.listAssessedControls(tx, [row.id], 'fail');
          const newly = new Set(row.newly_failing);
          return {
            ...presentAssessment(row),
            still_failing: failing.flatMap(({ control_id, failing_since }) =>
              newly.has(control_id) || failing_since === null
                ? []
                : [{ control_id, since: failing_since.toISOString() }],
            ),
          };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/assessments/:id/results',
      operationId: 'listAssessmentResults',
      summary: 'The requirements of an assessment with their controls and the resources that fail',
      tag,
      access: 'view',
      params: idParams,
      query: z.strictObject({
        status: z.string().max(200).optional(),
        category: z.string().max(80).optional(),
        requirement_id: z.string().max(64).optional(),
        ...pageParameters,
      }),
      responses: { 200: pageOf(schemas.resultSchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          await requireAssessment(tx, params.id);
          const wanted = pageWanted(query);
          const { rows, total } = await lists.listResults(
            tx,
            params.id,
            {
              statuses: listOfKnown('status', query.status, requirementStatuses),
              category: query.category,
              requirementId: query.requirement_id,
            },
            { limit: wanted.perPage, offset: wanted.offset },
          );
          const controls = await lists.readAssessedControls(
            tx,
            params.id,
            rows.flatMap((row) => row.control_ids),
          );
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => presentResult(row, controls)),
          );
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/overview',
      operationId: 'getComplianceOverview',
      summary: 'The enabled frameworks with their newest numbers',
      tag,
      access: 'view',
      responses: { 200: schemas.overviewSchema },
      handler: ({ scope }) => deps.db.within(scope, (tx) => overview(deps, tx)),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/failing-controls',
      operationId: 'listFailingControls',
      summary: 'Controls that fail in the newest assessments, worst first',
      tag,
      access: 'view',
      query: z.strictObject({
        severity: z.string().max(100).optional(),
        framework_id: z.string().max(80).optional(),
        ...pageParameters,
      }),
      responses: { 200: pageOf(schemas.failingControlSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const only = listOfKnown('severity', query.severity, severities);
          const all = (await failingControls(deps, tx, query.framework_id)).filter(
            ({ severity }) => only === undefined || only.includes(severity),
          );
          return pageAnswer(wanted, all.length, all.slice(wanted.offset, wanted.offset + wanted.perPage));
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/trend',
      operationId: 'getComplianceTrend',
      summary: `The numbers of a framework over its newest ${trendLength} assessments`,
      tag,
      access: 'view',
      query: z.strictObject({
        framework_id: z.string().min(1).max(80),
        version: z.string().max(40).optional(),
      }),
      responses: { 200: schemas.trendSchema },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const version =
            query.version ??
            (await latestOfEnabled(tx)).findLast(
              ({ enablement }) => enablement.framework_id === query.framework_id,
            )?.enablement.version;
          const framework = chooseVersion(deps.frameworks, query.framework_id, version);
          const rows = await lists.listTrend(tx, framework, trendLength);
          return {
            framework_id: framework.id,
            version: framework.version,
            data: rows.reverse().map((row) => ({
              assessment_id: row.id,
              at: row.started_at.toISOString(),
              ...presentScore(row),
              failed: row.counts.fail,
              unknown: row.counts.unknown,
            })),
          };
        }),
    }),
  ];
}

async function requireAssessment(tx: Tx, id: number): Promise<lists.AssessmentRow> {
  const row = await lists.getAssessment(tx, id);
  if (row === undefined) throw notFound('assessment');
  return row;
}

async function overview(deps: ComplianceDeps, tx: Tx): Promise<z.input<typeof schemas.overviewSchema>> {
  const all = await latestOfEnabled(tx);
  const failing = await failingControls(deps, tx, undefined);
  const sum = (of: (row: lists.AssessmentRow) => number) =>
    all.reduce((total, { latest }) => total + (latest === undefined ? 0 : of(latest)), 0);
  const bySeverity = Object.fromEntries(
    severities.map((severity) => [severity, failing.filter((each) => each.severity === severity).length]),
  ) as Record<Severity, number>;
  return {
    ...presentScore({
      passed: sum(({ passed }) => passed),
      evaluated: sum(({ evaluated }) => evaluated),
      total: sum(({ total }) => total),
    }),
    unknown: sum(({ counts }) => counts.unknown),
    failing_controls: bySeverity,
    frameworks: all.map(({ enablement, latest }) => ({
      framework_id: enablement.framework_id,
      version: enablement.version,
      title:
        deps.frameworks.find(
          ({ id, version }) => id === enablement.framework_id && version === enablement.version,
        )?.title ?? enablement.framework_id,
      assessment_id: latest?.id ?? null,
      at: latest?.started_at.toISOString() ?? null,
      ...presentScore(latest ?? { passed: 0, evaluated: 0, total: 0 }),
      failed: latest?.counts.fail ?? 0,
      unknown: latest?.counts.unknown ?? 0,
      excepted: latest?.counts.excepted ?? 0,
      manual: latest?.counts.manual ?? 0,
    })),
  };
}

type FailingControl = z.input<typeof schemas.failingControlSchema>;

/** Once per control, with every framework in which it fails. */
async function failingControls(
  deps: ComplianceDeps,
  tx: Tx,
  frameworkId: string | undefined,
): Promise<FailingControl[]> {
  const newest = (await latestOfEnabled(tx)).flatMap(({ latest }) =>
    latest === undefined || (frameworkId !== undefined && latest.framework_id !== frameworkId)
      ? []
      : [latest],
  );
  const assessed = new Map(newest.map((row) => [row.id, row]));
  const found = new Map<string, FailingControl>();
  for (const control of await lists.listAssessedControls(tx, [...assessed.keys()], 'fail')) {
    const assessment = assessed.get(control.assessment_id) as lists.AssessmentRow;
    const framework = deps.frameworks.find(
      ({ id, version }) => id === assessment.framework_id && version === assessment.framework_version,
    );
    const place = {
      framework_id: assessment.framework_id,
      version: assessment.framework_version,
      assessment_id: assessment.id,
      requirement_ids: (framework?.requirements ?? []).flatMap(({ id, controls }) =>
        controls.includes(control.control_id) ? [id] : [],
      ),
    };
    const since = control.failing_since?.toISOString() ?? null;
    const known = found.get(control.control_id);
    if (known === undefined) {
      found.set(control.control_id, {
        control_id: control.control_id,
        title: control.title,
        severity: control.severity,
        counts: control.counts,
        failing_since: since,
        frameworks: [place],
      });
      continue;
    }
    known.frameworks.push(place);
    // The scope that fails most says the most; the first failure is the oldest.
    if (control.counts.fail > known.counts.fail) known.counts = control.counts;
    if (since !== null && (known.failing_since === null || since < known.failing_since))
      known.failing_since = since;
  }
  return [...found.values()].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      b.counts.fail - a.counts.fail ||
      a.control_id.localeCompare(b.control_id),
  );
}
