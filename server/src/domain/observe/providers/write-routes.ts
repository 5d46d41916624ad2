import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { listOf } from '../../../platform/http/list-values.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import type { WritePurpose } from '../../../plugin-kit/define-provider.ts';
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

const writePolicyQuery = z.strictObject({
  remediations: z
    .string()
    .max(8000)
    .optional()
    .describe('Ids of the remediations that may be made, with commas; `all` when absent, or `none`.'),
  tags: z.enum(['true', 'false']).optional().describe('Whether tags may be changed; `true` when absent.'),
});

const writePolicySchema = z.object({
  file_name: z.string(),
  title: z.string(),
  document: z.json(),
  /** What each statement of the document is for; leave out what nobody shall change. */
  statements: z.array(
    z.object({
      sid: z.string(),
      purpose: z.string(),
      /** Null where it is about tags. */
      remediation_type: z.string().nullable(),
      actions: z.array(z.string()),
    }),
  ),
});

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
      summary: 'What the credentials for writing need, as IAM policies: a statement for each kind of change',
      description:
        'Tags and all remediations when nothing is chosen. A policy has a size limit, so there may be several documents.',
      tag,
      access: 'view',
      query: writePolicyQuery,
      responses: { 200: z.object({ data: z.array(writePolicySchema) }) },
      handler: async ({ query }) => {
        const wanted = { changes: chosen(deps, query.remediations), tags: query.tags !== 'false' };
        const make = deps.providers.get('aws')?.writeArtifacts;
        if (make === undefined) throw notFound('write policy');
        return {
          data: make(wanted.changes, { tags: wanted.tags }).map((artifact) => ({
            file_name: artifact.fileName,
            title: artifact.title,
            document: JSON.parse(artifact.content) as JsonObject,
            statements: artifact.statements.map(({ id, purpose, change, permissions }) => ({
              sid: id,
              purpose,
              remediation_type: change,
              actions: permissions,
            })),
          })),
        };
      },
    }),
  ];
}

/** Throws `invalid_input` for what is no remediation. */
function chosen(deps: ProviderRoutesDeps, given: string | undefined): readonly WritePurpose[] {
  const ids = listOf(given);
  if (ids === undefined || (ids.length === 1 && ids[0] === 'all')) return deps.changes;
  if (ids.length === 1 && ids[0] === 'none') return [];
  const unknown = ids.find((id) => !deps.changes.some((change) => change.id === id));
  if (unknown === undefined) return deps.changes.filter(({ id }) => ids.includes(id));
  const message = 'must be ids of remediations as GET /remediation/types lists them, or all, or none';
  throw new AppError('invalid_input', `remediations: ${unknown} is not known`, {
    details: [{ path: 'remediations', message }],
  });
}
