import { z } from 'zod';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { createApiKey, deleteApiKey, listApiKeys } from './api-keys.ts';
import type { Identity } from './options.ts';
import { apiKeySchema, createApiKeySchema, createdApiKeySchema } from './schemas.ts';

const tag = 'API keys';

export function apiKeyRoutes({ database, now }: Identity): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/settings/api-keys',
      operationId: 'listApiKeys',
      summary: 'API keys by their beginning, with their last use',
      tag,
      access: 'manage_api_keys',
      query: z.object(pageParameters),
      responses: { 200: pageOf(apiKeySchema) },
      handler: async ({ scope, query }) => {
        const wanted = pageWanted(query);
        const { keys, total } = await database.within(scope, (tx) => listApiKeys(tx, wanted));
        return pageAnswer(wanted, total, keys);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/settings/api-keys',
      operationId: 'createApiKey',
      summary: 'Create a key; this answer is the only one that shows it',
      description: 'Its role must not exceed yours, and loses what you lose.',
      tag,
      access: 'manage_api_keys',
      body: createApiKeySchema,
      responses: { 201: createdApiKeySchema },
      handler: async ({ scope, body, requestId }) =>
        database.within(scope, (tx) => createApiKey(tx, body, now(), requestId)),
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/settings/api-keys/:id',
      operationId: 'deleteApiKey',
      summary: 'Delete a key; it stops working at once',
      tag,
      access: 'manage_api_keys',
      params: z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
      responses: { 204: null },
      handler: async ({ scope, params, requestId }) => {
        await database.within(scope, (tx) => deleteApiKey(tx, params.id, now(), requestId));
        return new Answer({ status: 204 });
      },
    }),
  ];
}
