import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import {
  cancelRemediation,
  decideRemediation,
  executeRemediation,
  rollbackRemediation,
} from './decisions.ts';
import type { RemediationDeps } from './deps.ts';
import type { FindingReference } from './findings.ts';
import { policyRoutes } from './policy-routes.ts';
import { presentRemediation, presentRemediations, presentSettings, presentType } from './present.ts';
import { planAgain, proposeRemediation } from './propose.ts';
import {
  approveRemediationSchema,
  changeRemediationSettingsSchema,
  createRemediationSchema,
  rejectRemediationSchema,
  remediationDetailSchema,
  remediationFilterSchema,
  remediationSchema,
  remediationSettingsSchema,
  remediationSummarySchema,
  remediationTypeSchema,
  rollbackRemediationSchema,
  suggestionFilterSchema,
  suggestionSchema,
} from './schemas.ts';
import { changeSettings, readSettings } from './settings.ts';
import * as store from './store.ts';
import { findingsOfAlert, findingsOfControl, findingsOfResource, suggestionsFor } from './suggestions.ts';

const tag = 'Remediation';
const idParams = z.object({ id: z.coerce.number().int().positive() });

export function remediationRoutes(deps: RemediationDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps), ...policyRoutes(deps), ...settingsRoutes(deps)];
}

function readingRoutes(deps: RemediationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/remediation',
      operationId: 'listRemediations',
      summary: 'Remediations, newest first',
      tag,
      access: 'view',
      query: remediationFilterSchema.extend(pageParameters),
      responses: { 200: pageOf(remediationSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const filter: store.RemediationFilter = {
            statuses: listOfKnown('status', query.status, store.remediationStatuses),
            types: query.type?.split(',').map((each) => each.trim()),
            resourceId: query.resource_id,
            providerId: query.provider_id,
            driftId: query.drift_id,
            controlId: query.control_id,
            executionId: query.execution_id,
          };
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const { rows, total } = await store.listRemediations(tx, filter, page);
          return pageAnswer(wanted, total, await presentRemediations(deps, tx, rows));
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/remediation/summary',
      operationId: 'getRemediationSummary',
      summary: 'How many remediations are in each state',
      tag,
      access: 'view',
      responses: { 200: remediationSummarySchema },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => {
          const counts = await store.countByStatus(tx);
          const by_status = Object.fromEntries(
            store.remediationStatuses.map((status) => [status, counts.get(status) ?? 0]),
          ) as Record<store.RemediationStatus, number>;
          const total = Object.values(by_status).reduce((sum, count) => sum + count, 0);
          return { total, by_status, under_way: await store.countActive(tx) };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/remediation/types',
      operationId: 'listRemediationTypes',
      summary: 'The kinds of change, with what each needs and what cannot be taken back',
      tag,
      access: 'view',
      responses: { 200: z.object({ data: z.array(remediationTypeSchema) }) },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => {
          const settings = await readSettings(tx);
          return { data: deps.remediations.map((each) => presentType(each, settings)) };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/remediation/suggestions',
      operationId: 'listRemediationSuggestions',
      summary: 'What could be done about a resource, a drift, a control or an alert',
      description: 'At most 100 findings are looked at. Whether a change is still needed, its plan tells.',
      tag,
      access: 'view',
      query: suggestionFilterSchema,
      responses: { 200: z.object({ data: z.array(suggestionSchema) }) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => ({
          data: await suggestionsFor(deps, tx, await referencesOf(deps, tx, query)),
        })),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/remediation/:id',
      operationId: 'getRemediation',
      summary: 'One remediation with its plan, approval and history',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: remediationDetailSchema },
      handler: ({ scope, params }) => read(deps, scope, params.id),
    }),
  ];
}

const read = (deps: RemediationDeps, scope: Scope, id: number) =>
  deps.db.within(scope, (tx) => presentRemediation(deps, tx, id));

async function referencesOf(
  deps: RemediationDeps,
  tx: Tx,
  query: z.output<typeof suggestionFilterSchema>,
): Promise<FindingReference[]> {
  const { drift_id: driftId, control_id: controlId, resource_id: resourceId, alert_id: alertId } = query;
  if (alertId !== undefined) return await findingsOfAlert(deps, tx, alertId);
  if (driftId !== undefined) return [{ type: 'drift', driftId }];
  if (controlId === undefined) return await findingsOfResource(deps, tx, resourceId ?? 0);
  if (resourceId !== undefined) return [{ type: 'control', controlId, resourceId }];
  return await findingsOfControl(deps, tx, controlId);
}

function changingRoutes(deps: RemediationDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation',
      operationId: 'createRemediation',
      summary: 'Ask for a change that puts a finding in order',
      description:
        'The plan is made by a run that only reads, and waits for approval. 409 while another change of the resource is under way; 422 when nothing fits, or several kinds do and `type` names none.',
      tag,
      access: 'triage',
      idempotent: true,
      body: createRemediationSchema,
      responses: { 201: remediationDetailSchema },
      handler: async ({ scope, body }) => {
        const finding = await deps.db.within(scope, (tx) => referenceOf(deps, tx, body));
        const id = await proposeRemediation(deps, scope, { finding, type: body.type, note: body.note });
        return new Answer({ status: 201, body: await read(deps, scope, id) });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation/:id/plan',
      operationId: 'planRemediation',
      summary: 'Plan a suggestion again, after write access was granted',
      tag,
      access: 'triage',
      params: idParams,
      responses: { 202: remediationDetailSchema },
      handler: async ({ scope, params }) => {
        await planAgain(deps, scope, params.id);
        return new Answer({ status: 202, body: await read(deps, scope, params.id) });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation/:id/approve',
      operationId: 'approveRemediation',
      summary: 'Approve exactly this plan, of the change or of its rollback',
      description:
        'Not by who asked for it. 409 when it was decided already, or `plan_hash` is not the hash of the plan that waits.',
      tag,
      access: 'approve',
      params: idParams,
      body: approveRemediationSchema,
      responses: { 200: remediationDetailSchema },
      handler: async ({ scope, params, body }) => {
        const { plan_hash: planHash, comment: reason } = body;
        await decideRemediation(deps, scope, params.id, { decision: 'approve', planHash, reason });
        return await read(deps, scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation/:id/reject',
      operationId: 'rejectRemediation',
      summary: 'Refuse the plan that waits; nothing of it is applied',
      tag,
      access: 'approve',
      params: idParams,
      body: rejectRemediationSchema,
      responses: { 200: remediationDetailSchema },
      handler: async ({ scope, params, body }) => {
        await decideRemediation(deps, scope, params.id, { decision: 'reject', reason: body.reason });
        return await read(deps, scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation/:id/execute',
      operationId: 'executeRemediation',
      summary: 'Apply an approved change, where that is not done by itself',
      description: '409 unless it is approved.',
      tag,
      access: 'approve',
      params: idParams,
      responses: { 202: remediationDetailSchema },
      handler: async ({ scope, params }) => {
        await executeRemediation(deps, scope, params.id);
        return new Answer({ status: 202, body: await read(deps, scope, params.id) });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation/:id/rollback',
      operationId: 'rollbackRemediation',
      summary: 'Ask to take a change back, within its time',
      description: 'The rollback has a plan of its own and waits for approval. 409 after the time for it.',
      tag,
      access: 'approve',
      params: idParams,
      body: rollbackRemediationSchema,
      responses: { 202: remediationDetailSchema },
      handler: async ({ scope, params, body }) => {
        await rollbackRemediation(deps, scope, params.id, body.note ?? null);
        return new Answer({ status: 202, body: await read(deps, scope, params.id) });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation/:id/cancel',
      operationId: 'cancelRemediation',
      summary: 'Withdraw a change that is not being executed',
      tag,
      access: 'triage',
      params: idParams,
      responses: { 200: remediationDetailSchema },
      handler: async ({ scope, params }) => {
        await cancelRemediation(deps, scope, params.id);
        return await read(deps, scope, params.id);
      },
    }),
  ];
}

/** The finding that a request names; of an alert the first that something can be done about. */
async function referenceOf(
  deps: RemediationDeps,
  tx: Tx,
  body: z.output<typeof createRemediationSchema>,
): Promise<FindingReference> {
  const { finding_type: type, finding_id: id, resource_id: resourceId } = body;
  const wrong = (path: string, message: string) =>
    new AppError('invalid_input', `${path}: ${message}`, { details: [{ path, message }] });
  if (type === 'control') {
    if (resourceId === undefined)
      throw wrong('resource_id', 'must name the resource on which the control fails');
    return { type, controlId: String(id), resourceId };
  }
  const number = Number(id);
  if (!Number.isSafeInteger(number) || number < 1) throw wrong('finding_id', `must be the id of the ${type}`);
  if (type === 'drift') return { type, driftId: number };
  const suggestions = await suggestionsFor(deps, tx, await findingsOfAlert(deps, tx, number));
  const fitting = suggestions.find((each) => body.type === undefined || each.type === body.type);
  if (fitting === undefined)
    throw new AppError('unprocessable', `there is no remediation for what alert ${number} is about`);
  const { drift_id: driftId, control_id: controlId } = fitting.finding;
  return driftId === null
    ? { type: 'control', controlId: controlId ?? '', resourceId: fitting.resource.id }
    : { type: 'drift', driftId };
}

function settingsRoutes(deps: RemediationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/settings/remediation',
      operationId: 'getRemediationSettings',
      summary: 'How remediations are approved and executed here',
      tag,
      access: 'view',
      responses: { 200: remediationSettingsSchema },
      handler: ({ scope }) => deps.db.within(scope, async (tx) => presentSettings(await readSettings(tx))),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/settings/remediation',
      operationId: 'changeRemediationSettings',
      summary: 'Change how remediations are approved and executed',
      description: 'What is absent stays. `overrides` is replaced as a whole.',
      tag,
      access: 'manage_settings',
      body: changeRemediationSettingsSchema,
      responses: { 200: remediationSettingsSchema },
      handler: async ({ scope, body }) =>
        presentSettings(
          await changeSettings(deps, scope, {
            requireApproval: body.require_approval,
            autoExecute: body.auto_execute,
            rollbackWindowMinutes: body.rollback_window_minutes,
            maximumOpen: body.maximum_open,
            overrides: body.overrides,
          }),
        ),
    }),
  ];
}
