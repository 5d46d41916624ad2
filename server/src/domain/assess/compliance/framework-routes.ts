import { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import type { Framework, MappingRow } from '../../../plugin-kit/define-framework.ts';
import { type AssessmentRow, listLatest, listResults } from './assessment-list-store.ts';
import { disableFramework, type EnableDeps, enableFramework } from './enable.ts';
import { type Enablement, listEnabled } from './enablement-store.ts';
import { chooseVersion, versionsOf } from './frameworks.ts';
import { type FrameworkFacts, presentFramework, presentFrameworkDetail } from './present.ts';
import { enabledSchema, enableSchema, frameworkDetailSchema, frameworkSchema } from './schemas.ts';

const tag = 'Compliance';
const frameworkParams = z.object({ id: z.string().min(1).max(80) });
const versionQuery = z.strictObject({ version: z.string().min(1).max(40).optional() });

const mappingSchema = z.object({
  framework: z.string(),
  version: z.string(),
  requirement: z.string(),
  title: z.string(),
  controls: z.array(z.string()),
  /** Why a person must look, where one must. */
  manual: z.string().nullable(),
});

export type FrameworkRoutesDeps = EnableDeps & { mapping: readonly MappingRow[] };

/** Which frameworks there are, and which of them are assessed. */
export function frameworkRoutes(deps: FrameworkRoutesDeps): Route[] {
  const { frameworks } = deps;
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/frameworks',
      operationId: 'listFrameworks',
      summary: 'Every version of every framework, with its newest numbers where it is enabled',
      tag,
      access: 'view',
      query: z.strictObject({ enabled: z.enum(['true', 'false']).optional() }),
      responses: { 200: z.object({ data: z.array(frameworkSchema) }) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const factsOf = await surroundings(frameworks, tx);
          const all = frameworks.map((framework) => presentFramework(framework, factsOf(framework)));
          const wanted = query.enabled === undefined ? null : query.enabled === 'true';
          return { data: all.filter(({ enabled }) => wanted === null || enabled === wanted) };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/frameworks/:id',
      operationId: 'getFramework',
      summary: 'The requirements of a framework with their newest statuses',
      description: 'Without `version` the newest one that is enabled, or else the newest.',
      tag,
      access: 'view',
      params: frameworkParams,
      query: versionQuery,
      responses: { 200: frameworkDetailSchema },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          const factsOf = await surroundings(frameworks, tx);
          const versions = versionsOf(frameworks, params.id);
          const enabled = versions.findLast((each) => factsOf(each).enablement !== undefined);
          const framework =
            query.version === undefined && enabled !== undefined
              ? enabled
              : chooseVersion(frameworks, params.id, query.version);
          const facts = factsOf(framework);
          return presentFrameworkDetail(framework, {
            ...facts,
            versions: versions.map(({ version }) => version),
            results:
              facts.latest === undefined ? [] : (await listResults(tx, facts.latest.id, {}, null)).rows,
          });
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/compliance/frameworks/:id/enable',
      operationId: 'enableFramework',
      summary: 'Assess a framework from now on; the first assessment starts at once',
      description: 'Without `version` the newest. Enabling again gives it the new scope.',
      tag,
      access: 'manage_compliance',
      idempotent: true,
      params: frameworkParams,
      body: enableSchema.optional(),
      responses: { 202: enabledSchema },
      handler: async ({ scope, params, body }) => {
        const { version, triggered } = await enableFramework(deps, scope, {
          frameworkId: params.id,
          version: body?.version,
          providerIds: body?.provider_ids ?? [],
          regions: body?.regions ?? [],
          tags: body?.tags ?? {},
        });
        return {
          framework_id: params.id,
          version,
          job_id: triggered.executionId,
          status: triggered.status,
          execution_id: triggered.executionId,
        };
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/compliance/frameworks/:id/enable',
      operationId: 'disableFramework',
      summary: 'Assess a framework no more; what was assessed stays',
      tag,
      access: 'manage_compliance',
      params: frameworkParams,
      query: versionQuery,
      responses: { 204: null },
      handler: async ({ scope, params, query }) => {
        await disableFramework(deps, scope, { frameworkId: params.id, version: query.version });
        return new Answer({ status: 204 });
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/mapping',
      operationId: 'listComplianceMapping',
      summary: 'Requirement by requirement, which controls judge it and what a person must look at',
      tag,
      access: 'view',
      query: z.strictObject({
        framework_id: z.string().max(80).optional(),
        version: z.string().max(40).optional(),
        control: z.string().max(80).optional(),
        ...pageParameters,
      }),
      responses: { 200: pageOf(mappingSchema) },
      handler: async ({ query }) => {
        const wanted = pageWanted(query);
        const rows = deps.mapping.filter(
          (row) =>
            (query.framework_id === undefined || row.framework === query.framework_id) &&
            (query.version === undefined || row.version === query.version) &&
            (query.control === undefined || row.controls.includes(query.control)),
        );
        const page = rows.slice(wanted.offset, wanted.offset + wanted.perPage);
        return pageAnswer(
          wanted,
          rows.length,
          page.map((row) => ({ ...row, controls: [...row.controls] })),
        );
      },
    }),
  ];
}

async function surroundings(
  frameworks: readonly Framework[],
  tx: Tx,
): Promise<(framework: Framework) => FrameworkFacts> {
  const key = (id: string, version: string): string => `${id} ${version}`;
  const newest = new Map(frameworks.map((framework) => [framework.id, framework]));
  const enabled = new Map<string, Enablement>();
  for (const each of await listEnabled(tx)) enabled.set(key(each.framework_id, each.version), each);
  const latest = new Map<string, AssessmentRow>();
  for (const row of await listLatest(tx)) latest.set(key(row.framework_id, row.framework_version), row);
  return (framework) => ({
    newest: newest.get(framework.id) === framework,
    enablement: enabled.get(key(framework.id, framework.version)),
    latest: latest.get(key(framework.id, framework.version)),
  });
}
