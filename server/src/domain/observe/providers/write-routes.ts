import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import {
  awsRequest,
  idParams,
  type ProviderRoutesDeps,
  readProvider,
  tag,
  withFlatPaths,
} from './requests.ts';
import { awsCredentialsSchema, providerSchema } from './schemas.ts';
import { grantWriteAccess, revokeWriteAccess } from './write-access.ts';

export function writeAccessRoutes(deps: ProviderRoutesDeps): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      url: '/api/v1/providers/:id/write-credentials',
      operationId: 'grantWriteAccess',
      summary: 'Store credentials with which approved plans may be applied',
      description:
        'They are apart from the credentials for reading and must belong to the same account. Only runs whose plan was approved use them.',
      tag,
      access: 'manage_providers',
      limit: { requests: 20, windowSeconds: 60 },
      params: idParams,
      body: awsCredentialsSchema,
      responses: { 200: providerSchema },
      handler: async ({ scope, params, body }) => {
        await withFlatPaths(grantWriteAccess(deps, scope, params.id, awsRequest(body)));
        return await deps.db.within(scope, (tx) => readProvider(tx, params.id));
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/providers/:id/write-credentials',
      operationId: 'revokeWriteAccess',
      summary: 'Delete the credentials for writing',
      tag,
      access: 'manage_providers',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await revokeWriteAccess(deps, scope, params.id);
        return undefined;
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/providers/aws/write-policy',
      operationId: 'getAwsWritePolicy',
      summary: 'What the credentials for writing need: changing tags, and nothing else',
      tag,
      access: 'view',
      responses: { 200: z.object({ file_name: z.string(), title: z.string(), document: z.json() }) },
      handler: async () => {
        const [artifact] = deps.providers.get('aws')?.writeArtifacts?.() ?? [];
        if (artifact === undefined) throw notFound('write policy');
        return {
          file_name: artifact.fileName,
          title: artifact.title,
          document: JSON.parse(artifact.content) as JsonObject,
        };
      },
    }),
  ];
}
