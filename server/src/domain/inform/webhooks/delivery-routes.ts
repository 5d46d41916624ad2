import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { listOf, listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import {
  type DeliveryStatus,
  deliveryIdPattern,
  getDelivery,
  lastAttempts,
  listAttempts,
  listDeliveries,
} from '../deliveries/index.ts';
import { eventNames } from './payloads.ts';
import { presentDelivery, presentDeliveryDetail } from './present.ts';
import {
  shownDeliveryStatuses,
  webhookDeliveryDetailSchema,
  webhookDeliverySchema,
  webhookId,
} from './schemas.ts';
import { redeliver, requireWebhook, type WebhooksDeps } from './service.ts';

const tag = 'Webhooks';
const shownAttempts = 50;
const deliveryParams = z.object({
  id: webhookId,
  delivery_id: z.string().regex(deliveryIdPattern, 'must look like dlv_4f0c…'),
});

const inside: Record<(typeof shownDeliveryStatuses)[number], readonly DeliveryStatus[]> = {
  pending: ['pending', 'sending'],
  success: ['sent'],
  failed: ['failed'],
  suppressed: ['suppressed'],
};

const listQuery = z.strictObject({
  status: z
    .string()
    .max(100)
    .optional()
    .describe(`One or more of ${shownDeliveryStatuses.join(', ')}.`),
  event: z.string().max(100).optional().describe('One event, such as drift.detected.'),
  ...pageParameters,
});

/** What was sent to a webhook, and sending it again. */
export function deliveryRoutes(deps: WebhooksDeps): Route[] {
  const detail = (scope: Scope, id: string, deliveryId: string) =>
    deps.db.within(scope, async (tx) => {
      await requireWebhook(tx, id);
      const row = await getDelivery(tx, { kind: 'webhook', destinationId: id }, deliveryId);
      if (row === undefined) throw notFound('delivery');
      return presentDeliveryDetail(row, await listAttempts(tx, deliveryId, shownAttempts));
    });

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/webhooks/:id/deliveries',
      operationId: 'listWebhookDeliveries',
      summary: 'What was sent to a webhook, newest first; kept for 30 days after it ended',
      tag,
      access: 'view',
      params: z.object({ id: webhookId }),
      query: listQuery,
      responses: { 200: pageOf(webhookDeliverySchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          await requireWebhook(tx, params.id);
          const wanted = pageWanted(query);
          const statuses = listOfKnown('status', query.status, shownDeliveryStatuses);
          const [event] = listOfKnown('event', listOf(query.event)?.[0], eventNames) ?? [];
          const { rows, total } = await listDeliveries(
            tx,
            {
              kind: 'webhook',
              destinationId: params.id,
              statuses: statuses?.flatMap((status) => inside[status as keyof typeof inside]),
              eventType: event,
            },
            { limit: wanted.perPage, offset: wanted.offset },
          );
          const last = await lastAttempts(
            tx,
            rows.map(({ id }) => id),
          );
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => presentDelivery(row, last.get(row.id))),
          );
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/webhooks/:id/deliveries/:delivery_id',
      operationId: 'getWebhookDelivery',
      summary: 'One delivery: what was sent, and what each attempt was answered',
      tag,
      access: 'view',
      params: deliveryParams,
      responses: { 200: webhookDeliveryDetailSchema },
      handler: ({ scope, params }) => detail(scope, params.id, params.delivery_id),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/webhooks/:id/deliveries/:delivery_id/redeliver',
      operationId: 'redeliverWebhookDelivery',
      summary: 'Send the same message with the same id once more',
      tag,
      access: 'manage_settings',
      limit: { requests: 120, windowSeconds: 60 },
      params: deliveryParams,
      responses: { 202: webhookDeliveryDetailSchema },
      handler: async ({ scope, params }) => {
        await redeliver(deps, scope, params.id, params.delivery_id);
        return new Answer({ status: 202, body: await detail(scope, params.id, params.delivery_id) });
      },
    }),
  ];
}
