import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { presentTriggered, triggeredSchema } from '../../govern/jobs/index.ts';
import { coverageOf } from './coverage.ts';
import { presentCoverage, presentProvider, presentSource, presentSyncRun } from './present.ts';
import {
  awsRequest,
  idParams,
  type ProviderRoutesDeps,
  readProvider,
  tag,
  withFlatPaths,
} from './requests.ts';
import {
  awsCredentialsSchema,
  connectAwsSchema,
  coverageSchema,
  preflightSchema,
  providerCoverageSchema,
  providerSchema,
  syncRunSchema,
} from './schemas.ts';
import {
  connectProvider,
  disconnectProvider,
  readCoverage,
  replaceCredentials,
  runPreflight,
} from './service.ts';
import * as store from './store.ts';
import * as runs from './sync-run-store.ts';
import { writeAccessRoutes } from './write-routes.ts';

export function providerRoutes(deps: ProviderRoutesDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/providers/aws/connect',
      operationId: 'connectAws',
      summary: 'Connect an AWS account',
      description:
        'The credentials are validated with AWS before anything is stored; the first sync starts at once.',
      tag,
      access: 'manage_providers',
      idempotent: true,
      limit: { requests: 20, windowSeconds: 60 },
      body: connectAwsSchema,
      responses: { 201: providerSchema },
      handler: async ({ scope, body }) => {
        const { name, ...rest } = body;
        const id = await withFlatPaths(
          connectProvider(deps, scope, { type: 'aws', name, ...awsRequest(rest) }),
        );
        return new Answer({ status: 201, body: await deps.db.within(scope, (tx) => readProvider(tx, id)) });
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/providers',
      operationId: 'listProviders',
      summary: 'Connected accounts, with those that were disconnected',
      tag,
      access: 'view',
      responses: { 200: z.object({ data: z.array(providerSchema) }) },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => {
          const rows = await store.listProviders(tx);
          const [counts, running] = [await store.countResources(tx), await runs.runningSyncs(tx)];
          const outcomes = Map.groupBy(await runs.listLatestOutcomes(tx, null), (row) => row.provider_id);
          return {
            data: rows.map((row) =>
              presentProvider(row, {
                resourceCount: counts.get(row.id) ?? 0,
                coverage: coverageOf(outcomes.get(row.id) ?? []),
                runningExecutionId: running.get(row.id) ?? running.get(0) ?? null,
              }),
            ),
          };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/coverage',
      operationId: 'getCoverage',
      summary: 'What could be seen of all connected accounts, and what could not',
      tag,
      access: 'view',
      responses: { 200: coverageSchema },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => presentCoverage(await readCoverage(tx, null))),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/providers/:id',
      operationId: 'getProvider',
      summary: 'One account',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: providerSchema },
      handler: ({ scope, params }) => deps.db.within(scope, (tx) => readProvider(tx, params.id)),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/providers/:id/sync',
      operationId: 'syncProvider',
      summary: 'Read an account now',
      tag,
      access: 'scan',
      idempotent: true,
      params: idParams,
      responses: { 202: triggeredSchema },
      handler: async ({ scope, params, caller }) => {
        const row = await deps.db.within(scope, (tx) => store.getProvider(tx, params.id));
        if (row === undefined) throw notFound('provider');
        if (row.disconnected_at !== null)
          throw new AppError('conflict', `${row.name} is disconnected; connect it again`);
        return presentTriggered(
          await deps.triggerSync(scope, params.id, caller.viaCookie ? 'manual' : 'api'),
        );
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/providers/:id/syncs',
      operationId: 'listSyncRuns',
      summary: 'History of syncs, newest first',
      tag,
      access: 'view',
      params: idParams,
      query: z.strictObject(pageParameters),
      responses: { 200: pageOf(syncRunSchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          if ((await store.getProvider(tx, params.id)) === undefined) throw notFound('provider');
          const wanted = pageWanted(query);
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const { rows, total } = await runs.listSyncRuns(tx, params.id, page);
          return pageAnswer(wanted, total, rows.map(presentSyncRun));
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/providers/:id/coverage',
      operationId: 'getProviderCoverage',
      summary: 'What each source of the account answered in the last sync',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: providerCoverageSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => {
          if ((await store.getProvider(tx, params.id)) === undefined) throw notFound('provider');
          const outcomes = await runs.listLatestOutcomes(tx, params.id);
          return { ...presentCoverage(coverageOf(outcomes)), sources: outcomes.map(presentSource) };
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/providers/:id/preflight',
      operationId: 'runPreflight',
      summary: 'Which permissions are missing, and what cannot be seen because of it',
      tag,
      access: 'scan',
      limit: { requests: 10, windowSeconds: 60 },
      params: idParams,
      responses: { 200: preflightSchema },
      handler: async ({ scope, params, signal }) => {
        const { checks, checkedAt } = await runPreflight(deps, scope, params.id, signal);
        return {
          permissions: checks.map((check) => ({ ...check, message: check.message ?? '' })),
          checked_at: checkedAt.toISOString(),
        };
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/providers/:id/credentials',
      operationId: 'replaceCredentials',
      summary: 'Replace the credentials of an account',
      tag,
      access: 'manage_providers',
      params: idParams,
      body: awsCredentialsSchema,
      responses: { 200: providerSchema },
      handler: async ({ scope, params, body }) => {
        await withFlatPaths(replaceCredentials(deps, scope, params.id, awsRequest(body)));
        return await deps.db.within(scope, (tx) => readProvider(tx, params.id));
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/providers/:id',
      operationId: 'disconnectProvider',
      summary: 'Disconnect an account: its credentials are deleted, its history is kept',
      tag,
      access: 'manage_providers',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await disconnectProvider(deps, scope, params.id);
        return undefined;
      },
    }),
    ...writeAccessRoutes(deps),
    ...setupRoutes(deps),
  ];
}

/** What a customer deploys before connecting. */
function setupRoutes(deps: ProviderRoutesDeps): Route[] {
  const artifacts = (options: { externalId?: string; trustedAccountId?: string }) =>
    deps.providers.get('aws')?.setupArtifacts(options) ?? [];
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/providers/aws/policy',
      operationId: 'getAwsPolicy',
      summary: 'The least that InfraAudit needs to read, as IAM policies',
      tag,
      access: 'view',
      responses: {
        200: z.object({
          data: z.array(z.object({ file_name: z.string(), title: z.string(), document: z.json() })),
        }),
      },
      handler: async () => ({
        data: artifacts({})
          .filter((artifact) => artifact.id.startsWith('iam_policy'))
          .map((artifact) => ({
            file_name: artifact.fileName,
            title: artifact.title,
            document: JSON.parse(artifact.content) as JsonObject,
          })),
      }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/providers/aws/role-template',
      operationId: 'getAwsRoleTemplate',
      summary: 'A CloudFormation template of a read-only role',
      tag,
      access: 'view',
      query: z.strictObject({
        external_id: z.string().min(2).max(1224).optional(),
        trusted_account_id: z
          .string()
          .regex(/^\d{12}$/, 'must be an AWS account id of 12 digits')
          .optional(),
      }),
      responses: { 200: z.object({ file_name: z.string(), title: z.string(), document: z.json() }) },
      handler: async ({ query }) => {
        const template = artifacts({
          ...(query.external_id === undefined ? {} : { externalId: query.external_id }),
          ...(query.trusted_account_id === undefined ? {} : { trustedAccountId: query.trusted_account_id }),
        }).find((artifact) => artifact.id === 'cloudformation_role');
        if (template === undefined) throw notFound('role template');
        return {
          file_name: template.fileName,
          title: template.title,
          document: JSON.parse(template.content) as JsonObject,
        };
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/providers/aws/external-id',
      operationId: 'createExternalId',
      summary: 'A random external id for the trust policy of a role',
      tag,
      access: 'manage_providers',
      responses: { 201: z.object({ external_id: z.string() }) },
      handler: async ({ scope }) => {
        const externalId = `infraudit-${randomBytes(24).toString('base64url')}`;
        await deps.db.within(scope, (tx) =>
          recordAudit(tx, {
            action: 'provider.external_id_created',
            target: { type: 'organization', id: scope.organizationId },
          }),
        );
        return new Answer({ status: 201, body: { external_id: externalId } });
      },
    }),
  ];
}
