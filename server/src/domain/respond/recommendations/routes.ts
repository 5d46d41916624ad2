import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { severities } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { idsOf, listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { recommendationKinds } from '../../../plugin-kit/define-recommendation.ts';
import { getResource } from '../../observe/inventory/index.ts';
import type { RecommendationsDeps } from './deps.ts';
import * as lists from './list-store.ts';
import { modelRunOf, readSettings, usedSince } from './model-run-store.ts';
import { presentDetail, presentRecommendation, presentSavings, presentSummary } from './present.ts';
import {
  applySchema,
  dismissSchema,
  generatedSchema,
  generateSchema,
  recommendationDetailSchema,
  recommendationFilterSchema,
  recommendationSchema,
  recommendationStatuses,
  recommendationSummarySchema,
  savingsSchema,
  settingsChangeSchema,
  settingsSchema,
} from './schemas.ts';
import type { Selection } from './select-units.ts';
import { applyRecommendation, changeSettings, dismissRecommendation, generateFor } from './service.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Recommendations';
const shownResources = 200;

const listQuery = z.strictObject({
  ...recommendationFilterSchema.shape,
  sort: z.enum(['priority', 'created_at', 'savings']).default('priority'),
  ...pageParameters,
});

const statusesOf = (status: string | undefined): string[] | undefined =>
  status === 'all' ? undefined : (listOfKnown('status', status, recommendationStatuses) ?? ['pending']);

function filterOf(query: z.output<typeof recommendationFilterSchema>): lists.RecommendationFilter {
  return {
    statuses: statusesOf(query.status),
    types: listOfKnown('type', query.type, recommendationKinds),
    priorities: listOfKnown('priority', query.priority, severities),
    severities: listOfKnown('severity', query.severity, severities),
    providerIds: idsOf('provider_id', query.provider_id),
    resourceId: query.resource_id,
    controlId: query.control_id,
    text: query.q?.trim(),
  };
}

const midnight = (at: Date): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));

function selectionOf(
  body: z.output<typeof generateSchema>,
): Exclude<Selection, string | { staleOf: number }> {
  if (body.resource_id !== undefined) return { resourceId: body.resource_id };
  if (body.drift_id !== undefined) return { driftId: body.drift_id };
  if (body.control_id !== undefined) return { controlId: body.control_id };
  return { assessmentId: body.assessment_id ?? 0 };
}

export function recommendationRoutes(deps: RecommendationsDeps): Route[] {
  const detail = (scope: Scope, id: number) =>
    deps.db.within(scope, async (tx) => {
      const row = await lists.getRecommendation(tx, id);
      if (row === undefined) throw notFound('recommendation');
      return presentDetail(
        row,
        await lists.listResourcesOf(tx, id, shownResources),
        await modelRunOf(tx, id),
      );
    });
  const page = async (tx: Tx, filter: lists.RecommendationFilter, query: z.output<typeof listQuery>) => {
    const wanted = pageWanted(query);
    const { rows, total } = await lists.listRecommendations(tx, filter, query.sort, {
      limit: wanted.perPage,
      offset: wanted.offset,
    });
    return pageAnswer(wanted, total, rows.map(presentRecommendation));
  };
  const settings = (scope: Scope) =>
    deps.db.within(scope, async (tx) => ({
      ...(await readSettings(tx)),
      model:
        deps.advisor === null
          ? null
          : { advisor: deps.advisor.id, title: deps.advisor.title, name: deps.advisor.model },
      used_today: await usedSince(tx, midnight(deps.clock.now())),
    }));

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/recommendations',
      operationId: 'listRecommendations',
      summary: 'What should be done, the most urgent first; the pending ones unless `status` says otherwise',
      tag,
      access: 'view',
      query: listQuery,
      responses: { 200: pageOf(recommendationSchema) },
      handler: ({ scope, query }) => deps.db.within(scope, (tx) => page(tx, filterOf(query), query)),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources/:id/recommendations',
      operationId: 'listResourceRecommendations',
      summary: 'What should be done about a resource',
      tag,
      access: 'view',
      params: idParams,
      query: listQuery.omit({ resource_id: true }),
      responses: { 200: pageOf(recommendationSchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          if ((await getResource(tx, params.id)) === undefined) throw notFound('resource');
          return await page(tx, { ...filterOf(query), resourceId: params.id }, query);
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/recommendations/summary',
      operationId: 'getRecommendationSummary',
      summary: 'How many recommendations there are',
      tag,
      access: 'view',
      responses: { 200: recommendationSummarySchema },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => presentSummary(await lists.countRecommendations(tx))),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/recommendations/savings',
      operationId: 'getRecommendationSavings',
      summary: 'What could be saved each month, as far as a figure follows from what is known',
      tag,
      access: 'view',
      responses: { 200: savingsSchema },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => {
          const titles = new Map(deps.rules.map(({ id, title }) => [id, title]));
          return presentSavings(await lists.sumSavings(tx), (id) => titles.get(id) ?? id);
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/recommendations/:id',
      operationId: 'getRecommendation',
      summary: 'One recommendation with its steps, its resources and where its words come from',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: recommendationDetailSchema },
      handler: ({ scope, params }) => detail(scope, params.id),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/recommendations/generate',
      operationId: 'generateRecommendations',
      summary: 'Make recommendations for a resource, a drift, a control or all that fails in an assessment',
      description: 'Pending ones are brought up to date. An assessment is a run of its own.',
      tag,
      access: 'triage',
      limit: { requests: 60, windowSeconds: 60 },
      body: generateSchema,
      responses: { 200: generatedSchema },
      handler: async ({ scope, body }) => {
        const { generated, executionId, message } = await generateFor(deps, scope, selectionOf(body));
        const rows = await deps.db.within(scope, (tx) => lists.listByIds(tx, generated.ids));
        return {
          created: generated.created,
          updated: generated.updated,
          unchanged: generated.unchanged,
          resolved: generated.resolved,
          kept_closed: generated.keptClosed,
          execution_id: executionId,
          message,
          data: rows.map(presentRecommendation),
        };
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/recommendations/:id/apply',
      operationId: 'applyRecommendation',
      summary: 'Say that it was done, or ask for the remediation that does it',
      description:
        'Nothing is changed in a connected system by this alone; a remediation waits for its approval. 422 when nothing fits, or several kinds of change do and `remediation_type` names none: `details` list them.',
      tag,
      access: 'triage',
      params: idParams,
      body: applySchema.optional(),
      responses: { 200: recommendationDetailSchema },
      handler: async ({ scope, params, body }) => {
        const createRemediation = body?.create_remediation ?? false;
        const { remediation_type: remediationType, note = null } = body ?? {};
        await applyRecommendation(deps, scope, params.id, { createRemediation, remediationType, note });
        return await detail(scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/recommendations/:id/dismiss',
      operationId: 'dismissRecommendation',
      summary: 'Dismiss it with a reason; it comes back only when something else is found',
      tag,
      access: 'triage',
      params: idParams,
      body: dismissSchema,
      responses: { 200: recommendationDetailSchema },
      handler: async ({ scope, params, body }) => {
        await dismissRecommendation(deps, scope, params.id, body.reason);
        return await detail(scope, params.id);
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/settings/recommendations',
      operationId: 'getRecommendationSettings',
      summary: 'When recommendations are made, and whether a language model may word them',
      tag,
      access: 'view',
      responses: { 200: settingsSchema },
      handler: ({ scope }) => settings(scope),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/settings/recommendations',
      operationId: 'changeRecommendationSettings',
      summary: 'Change when recommendations are made, and whether a language model may word them',
      tag,
      access: 'manage_settings',
      body: settingsChangeSchema,
      responses: { 200: settingsSchema },
      handler: async ({ scope, body }) => {
        await changeSettings(deps, scope, body);
        return await settings(scope);
      },
    }),
  ];
}
