import { z } from 'zod';
import type { Scope } from '../../../core/scope.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { presentEvents, presentWebhook } from './present.ts';
import {
  changeWebhookSchema,
  createdWebhookSchema,
  createWebhookSchema,
  rotatedSecretSchema,
  rotateSecretSchema,
  testedWebhookSchema,
  webhookEventSchema,
  webhookId,
  webhookSchema,
} from './schemas.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  requireWebhook,
  rotateSecret,
  setEnabled,
  testWebhook,
  type WebhooksDeps,
} from './service.ts';
import * as store from './store.ts';

const tag = 'Webhooks';
const idParams = z.object({ id: webhookId });

export function webhookRoutes(deps: WebhooksDeps): Route[] {
  const shown = (scope: Scope, id: string) =>
    deps.db.within(scope, async (tx) =>
      presentWebhook(scope, await requireWebhook(tx, id), deps.clock.now()),
    );
  const switchRoute = (verb: 'enable' | 'disable', summary: string) =>
    defineRoute({
      method: 'POST',
      url: `/api/v1/webhooks/:id/${verb}`,
      operationId: `${verb}Webhook`,
      summary,
      tag,
      access: 'manage_settings',
      params: idParams,
      responses: { 200: webhookSchema },
      handler: async ({ scope, params }) => {
        await setEnabled(deps, scope, params.id, verb === 'enable');
        return await shown(scope, params.id);
      },
    });

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/webhooks',
      operationId: 'listWebhooks',
      summary: 'Webhooks, oldest first',
      tag,
      access: 'view',
      query: z.strictObject(pageParameters),
      responses: { 200: pageOf(webhookSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const { rows, total } = await store.listWebhooks(tx, {
            limit: wanted.perPage,
            offset: wanted.offset,
          });
          const now = deps.clock.now();
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => presentWebhook(scope, row, now)),
          );
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/webhooks',
      operationId: 'createWebhook',
      summary: 'Create a webhook; its secret is in this answer only, and a ping is sent',
      tag,
      access: 'manage_settings',
      body: createWebhookSchema,
      responses: { 201: createdWebhookSchema },
      handler: async ({ scope, body }) => {
        const { id, secret } = await createWebhook(deps, scope, { ...body, secret: body.secret });
        return new Answer({ status: 201, body: { ...(await shown(scope, id)), secret } });
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/webhooks/events',
      operationId: 'listWebhookEvents',
      summary: 'What webhooks can hear of, with the fields of each event',
      tag,
      access: 'view',
      etag: true,
      responses: { 200: z.object({ data: z.array(webhookEventSchema) }) },
      handler: async () => ({ data: presentEvents() }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/webhooks/:id',
      operationId: 'getWebhook',
      summary: 'One webhook',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: webhookSchema },
      handler: ({ scope, params }) => shown(scope, params.id),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/webhooks/:id',
      operationId: 'updateWebhook',
      summary: 'Change what is given; the rest stays',
      tag,
      access: 'manage_settings',
      params: idParams,
      body: changeWebhookSchema,
      responses: { 200: webhookSchema },
      handler: async ({ scope, params, body }) => {
        const { name, url, events, enabled } = body;
        await changeWebhook(deps, scope, params.id, {
          ...(name === undefined ? {} : { name }),
          ...(url === undefined ? {} : { url }),
          ...(events === undefined ? {} : { events }),
          ...(enabled === undefined ? {} : { enabled }),
        });
        return await shown(scope, params.id);
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/webhooks/:id',
      operationId: 'deleteWebhook',
      summary: 'Delete a webhook and its deliveries',
      tag,
      access: 'manage_settings',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deleteWebhook(deps, scope, params.id);
        return new Answer({ status: 204 });
      },
    }),
    switchRoute('enable', 'Send events again, also after a pause; what was missed is not sent'),
    switchRoute('disable', 'Send nothing any more; what waits is not sent'),
    defineRoute({
      method: 'POST',
      url: '/api/v1/webhooks/:id/test',
      operationId: 'testWebhook',
      summary: 'Send a ping now; its delivery tells how it went',
      tag,
      access: 'manage_settings',
      limit: { requests: 30, windowSeconds: 60 },
      params: idParams,
      responses: { 202: testedWebhookSchema },
      handler: async ({ scope, params }) => {
        const deliveryId = await testWebhook(deps, scope, params.id);
        return new Answer({ status: 202, body: { delivery_id: deliveryId, status: 'pending' } });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/webhooks/:id/rotate-secret',
      operationId: 'rotateWebhookSecret',
      summary: 'Replace the secret; it is in this answer only, and the former one signs too for a while',
      tag,
      access: 'manage_settings',
      params: idParams,
      body: rotateSecretSchema.optional(),
      responses: { 200: rotatedSecretSchema },
      handler: async ({ scope, params, body }) => {
        const { secret, formerUntil } = await rotateSecret(deps, scope, params.id, {
          overlapHours: body?.overlap_hours ?? 24,
          secret: body?.secret,
        });
        return { id: params.id, secret, former_secret_until: formerUntil?.toISOString() ?? null };
      },
    }),
    ...deliveryRoutes(deps),
  ];
}
