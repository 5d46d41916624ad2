import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { readDetail } from './detail.ts';
import { changeAlert, changeAlerts, createAlert, muteEnd, type PersonalAct } from './people.ts';
import {
  alertDetailSchema,
  assignAlertSchema,
  bulkAlertsSchema,
  bulkAnswerSchema,
  createAlertSchema,
  muteAlertSchema,
  resolveAlertSchema,
  unmuteAlertSchema,
} from './schemas.ts';
import type { AlertsDeps } from './service.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Alerts';

export function changeAlertRoutes(deps: AlertsDeps): Route[] {
  const now = () => deps.clock.now();
  const detail = (scope: Scope, id: number) => deps.db.within(scope, (tx) => readDetail(tx, id, now()));
  const change = async (scope: Scope, id: number, act: PersonalAct) => {
    await changeAlert(deps, scope, id, act);
    return await detail(scope, id);
  };

  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts',
      operationId: 'createAlert',
      summary: 'Raise an alert by hand',
      tag,
      access: 'triage',
      idempotent: true,
      body: createAlertSchema,
      responses: { 201: alertDetailSchema },
      handler: async ({ scope, body }) => {
        const id = await createAlert(deps, scope, { ...body, resourceId: body.resource_id ?? null });
        return new Answer({ status: 201, body: await detail(scope, id) });
      },
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
      handler: ({ scope, params }) => change(scope, params.id, { action: 'acknowledge', note: null }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts/:id/resolve',
      operationId: 'resolveAlert',
      summary: 'Resolve an alert; it opens again when its cause recurs',
      description:
        'Nothing is repaired by this. `related.open_drifts` of the answer names the drifts behind it that stay open.',
      tag,
      access: 'triage',
      params: idParams,
      body: resolveAlertSchema.optional(),
      responses: { 200: alertDetailSchema },
      handler: ({ scope, params, body }) =>
        change(scope, params.id, { action: 'resolve', note: body?.note ?? body?.resolution_note ?? null }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts/:id/mute',
      operationId: 'muteAlert',
      summary: 'Notify nobody of an alert for a while, at most 90 days; it stays listed and counts',
      tag,
      access: 'triage',
      params: idParams,
      body: muteAlertSchema.optional(),
      responses: { 200: alertDetailSchema },
      handler: ({ scope, params, body }) =>
        change(scope, params.id, {
          action: 'mute',
          until: muteEnd(body ?? {}, now()),
          note: body?.note ?? null,
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts/:id/unmute',
      operationId: 'unmuteAlert',
      summary: 'Notify of an alert again',
      tag,
      access: 'triage',
      params: idParams,
      body: unmuteAlertSchema.optional(),
      responses: { 200: alertDetailSchema },
      handler: ({ scope, params, body }) =>
        change(scope, params.id, { action: 'unmute', note: body?.note ?? null }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts/:id/assign',
      operationId: 'assignAlert',
      summary: 'Say who looks after an alert, or that nobody does',
      tag,
      access: 'triage',
      params: idParams,
      body: assignAlertSchema,
      responses: { 200: alertDetailSchema },
      handler: ({ scope, params, body }) =>
        change(scope, params.id, { action: 'assign', assignee: body.assignee }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/alerts/bulk',
      operationId: 'changeAlerts',
      summary: 'Acknowledge, resolve, mute or assign many alerts at once',
      tag,
      access: 'triage',
      body: bulkAlertsSchema,
      responses: { 200: bulkAnswerSchema },
      handler: async ({ scope, body }) => {
        const act = actOf(body, now());
        const { changed, unchanged, notFound: missing } = await changeAlerts(deps, scope, body.ids, act);
        return { changed, unchanged, not_found: missing };
      },
    }),
  ];
}

function actOf(body: z.output<typeof bulkAlertsSchema>, now: Date): PersonalAct {
  const note = body.note ?? null;
  if (body.action === 'mute') return { action: 'mute', until: muteEnd(body, now), note };
  if (body.action !== 'assign') return { action: body.action, note };
  if (body.assignee === undefined) {
    throw new AppError('invalid_input', 'assignee: say who', {
      details: [{ path: 'assignee', message: 'must be me, the id of a member, or null for nobody' }],
    });
  }
  return { action: 'assign', assignee: body.assignee };
}
