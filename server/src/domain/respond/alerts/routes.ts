import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { severities } from '../../../core/severity.ts';
import { listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { presentAlert, presentAlertDetail, presentSummary } from './present.ts';
import {
  alertDetailSchema,
  alertFilterSchema,
  alertSchema,
  alertStatuses,
  alertSummarySchema,
  alertTypes,
  bulkAlertsSchema,
  bulkAnswerSchema,
  resolveAlertSchema,
} from './schemas.ts';
import { type AlertsDeps, changeAlert, changeAlerts } from './service.ts';
import * as store from './store.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Alerts';
const shownChanges = 200;

const listQuery = z.strictObject({
  ...alertFilterSchema.shape,
  sort: z.enum(['last_occurred_at', 'severity']).default('last_occurred_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  ...pageParameters,
});

function filterOf(query: z.output<typeof alertFilterSchema>): store.AlertFilter {
  const [kind, id] = query.source?.split(':') ?? [];
  return {
    statuses:
      query.status === 'all'
        ? undefined
        : (listOfKnown('status', query.status, alertStatuses) ?? ['open', 'acknowledged']),
    severities: listOfKnown('severity', query.severity, severities),
    types: listOfKnown('type', query.type, alertTypes),
    source: kind === undefined ? undefined : { kind, id: id === undefined ? null : Number(id) },
    text: query.q?.trim(),
  };
}

export function alertRoutes(deps: AlertsDeps): Route[] {
  const detail = (scope: Scope, id: number) =>
    deps.db.within(scope, async (tx) => {
      const row = await store.getAlert(tx, id);
      if (row === undefined) throw notFound('alert');
      return presentAlertDetail(row, await store.listChanges(tx, id, shownChanges));
    });

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/alerts',
      operationId: 'listAlerts',
      summary: 'Alerts, those that are not resolved unless `status` says otherwise',
      tag,
      access: 'view',
      query: listQuery,
      responses: { 200: pageOf(alertSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const { rows, total } = await store.listAlerts(
            tx,
            filterOf(query),
            { by: query.sort, order: query.order },
            { limit: wanted.perPage, offset: wanted.offset },
          );
          return pageAnswer(wanted, total, rows.map(presentAlert));
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/alerts/summary',
      operationId: 'getAlertSummary',
      summary: 'How many alerts wait for somebody',
      tag,
      access: 'view',
      responses: { 200: alertSummarySchema },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => presentSummary(await store.countLivingAlerts(tx))),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/alerts/:id',
      operationId: 'getAlert',
      summary: 'One alert with its history',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: alertDetailSchema },
      handler: ({ scope, params }) => detail(scope, params.id),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts/:id/acknowledge',
      operationId: 'acknowledgeAlert',
      summary: 'Say that somebody looks after an alert; it stays in the list',
      tag,
      access: 'triage',
      params: idParams,
      responses: { 200: alertDetailSchema },
      handler: async ({ scope, params }) => {
        await changeAlert(deps, scope, params.id, { action: 'acknowledge', note: null });
        return await detail(scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts/:id/resolve',
      operationId: 'resolveAlert',
      summary: 'Resolve an alert; it opens again when its cause recurs',
      tag,
      access: 'triage',
      params: idParams,
      body: resolveAlertSchema.optional(),
      responses: { 200: alertDetailSchema },
      handler: async ({ scope, params, body }) => {
        const note = body?.note ?? body?.resolution_note ?? null;
        await changeAlert(deps, scope, params.id, { action: 'resolve', note });
        return await detail(scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts/bulk',
      operationId: 'changeAlerts',
      summary: 'Acknowledge or resolve many alerts at once',
      tag,
      access: 'triage',
      body: bulkAlertsSchema,
      responses: { 200: bulkAnswerSchema },
      handler: async ({ scope, body }) => {
        const act = { action: body.action, note: body.note ?? null };
        const { changed, unchanged, notFound: missing } = await changeAlerts(deps, scope, body.ids, act);
        return { changed, unchanged, not_found: missing };
      },
    }),
  ];
}
