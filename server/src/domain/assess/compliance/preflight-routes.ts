import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import type { Provider } from '../../../plugin-kit/define-provider.ts';
import { readCoverage } from '../../observe/providers/index.ts';
import { catalogueFor, listAccounts } from '../controls/index.ts';
import { chooseVersion } from './frameworks.ts';
import { type AccountPreflight, judgeableStates, preflightOf } from './preflight.ts';
import type { ComplianceDeps } from './subject.ts';

const stateSchema = z.enum(judgeableStates);
const partSchema = z.object({
  type: z.string(),
  /** Paths of the configuration; `*` is the whole list. */
  paths: z.array(z.string()),
  reason: z.string(),
  permission: z.string().nullable(),
});

const preflightSchema = z.object({
  framework_id: z.string(),
  version: z.string(),
  providers: z.array(
    z.object({
      provider_id: z.number().int(),
      name: z.string(),
      /** True: nothing was read of it, so nothing can be judged. */
      never_read: z.boolean(),
      observed_at: z.iso.datetime().nullable(),
      controls: z.array(
        z.object({
          control_id: z.string(),
          title: z.string(),
          state: stateSchema,
          /** All that it needs, granted or not. */
          permissions: z.array(z.string()),
          missing: z.array(partSchema),
        }),
      ),
      /** Requirements that controls judge. */
      requirements: z.array(
        z.object({
          requirement_id: z.string(),
          title: z.string(),
          state: stateSchema,
          /** What to grant. */
          permissions: z.array(z.string()),
        }),
      ),
      missing_permissions: z.array(
        z.object({
          permission: z.string(),
          lost: z.array(partSchema),
          control_ids: z.array(z.string()),
          requirement_ids: z.array(z.string()),
        }),
      ),
      /** Documents that grant what is missing and nothing else; none when nothing is. */
      policies: z.array(z.object({ title: z.string(), file_name: z.string(), content: z.string() })),
    }),
  ),
});

export type PreflightRoutesDeps = ComplianceDeps & { providers: ReadonlyMap<string, Provider> };

/** What to grant before a framework can be judged whole, by what the newest sync could not see. */
export function preflightRoutes(deps: PreflightRoutesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/preflight',
      operationId: 'getCompliancePreflight',
      summary: 'Which controls of a framework cannot be judged, and what to grant',
      tag: 'Compliance',
      access: 'view',
      query: z.strictObject({
        framework_id: z.string().min(1).max(80),
        version: z.string().max(40).optional(),
        provider_id: z.coerce.number().int().positive().optional(),
      }),
      responses: { 200: preflightSchema },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const framework = chooseVersion(deps.frameworks, query.framework_id, query.version);
          const catalogue = await catalogueFor(deps, tx);
          const accounts = (await listAccounts(tx, null)).filter(
            ({ id, type }) =>
              (query.provider_id === undefined || id === query.provider_id) &&
              (framework.provider === 'all' || framework.provider === type),
          );
          if (query.provider_id !== undefined && accounts.length === 0) throw notFound('provider');
          const providers = [];
          for (const account of accounts) {
            const coverage = await readCoverage(tx, account.id);
            const vendor = deps.providers.get(account.type);
            const found = preflightOf({
              framework,
              catalogue,
              vendor: account.type,
              reads: vendor?.reads ?? [],
              gaps: coverage.total === 0 ? undefined : coverage.gaps,
            });
            const permissions = found.permissions.map(({ permission }) => permission);
            const policies = permissions.length === 0 ? [] : (vendor?.grant?.(permissions) ?? []);
            providers.push({
              provider_id: account.id,
              name: account.name,
              observed_at: coverage.observedAt?.toISOString() ?? null,
              ...presentFound(found),
              policies: policies.map(({ title, fileName, content }) => ({
                title,
                file_name: fileName,
                content,
              })),
            });
          }
          return { framework_id: framework.id, version: framework.version, providers };
        }),
    }),
  ];
}

function presentFound(found: AccountPreflight) {
  return {
    never_read: found.neverRead,
    controls: found.controls.map(({ control, state, permissions, missing }) => ({
      control_id: control.id,
      title: control.title,
      state,
      permissions,
      missing,
    })),
    requirements: found.requirements.map(({ id, title, state, permissions }) => ({
      requirement_id: id,
      title,
      state,
      permissions,
    })),
    missing_permissions: found.permissions.map(({ permission, lost, controlIds, requirementIds }) => ({
      permission,
      lost,
      control_ids: controlIds,
      requirement_ids: requirementIds,
    })),
  };
}
