import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import type { RemediationDeps } from './deps.ts';
import { approvePolicy, changePolicy, proposePolicy, revokePolicy } from './policies.ts';
import * as store from './policy-store.ts';
import { presentPolicy } from './present.ts';
import { approvePolicySchema, policyInputSchema, policySchema } from './schemas.ts';
import { readSettings } from './settings.ts';

const tag = 'Remediation';
const idParams = z.object({ id: z.coerce.number().int().positive() });
const dayMs = 24 * 3_600_000;

const contentOf = (body: z.output<typeof policyInputSchema>): store.PolicyContent => ({
  remediation_type: body.type,
  scope: body.scope,
  maximum_severity: body.maximum_severity,
  daily_limit: body.daily_limit,
  reason: body.reason,
  expires_at: new Date(body.expires_at),
});

export function policyRoutes(deps: RemediationDeps): Route[] {
  const present = async (tx: Tx, rows: store.PolicyRow[]) => {
    const settings = await readSettings(tx);
    const since = new Date(deps.clock.now().getTime() - dayMs);
    const uses = await store.countUses(
      tx,
      rows.map(({ id }) => id),
      since,
    );
    return rows.map((row) => presentPolicy(deps, row, { settings, usedToday: uses.get(row.id) ?? 0 }));
  };
  const read = (scope: Scope, id: number) =>
    deps.db.within(scope, async (tx) => {
      const row = await store.getPolicy(tx, id);
      const [view] = row === undefined ? [] : await present(tx, [row]);
      if (view === undefined) throw notFound('remediation policy');
      return view;
    });

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/remediation/policies',
      operationId: 'listRemediationPolicies',
      summary: 'Standing policies, newest first',
      tag,
      access: 'view',
      query: z.strictObject(pageParameters),
      responses: { 200: pageOf(policySchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const { rows, total } = await store.listPolicies(tx, {
            limit: wanted.perPage,
            offset: wanted.offset,
          });
          return pageAnswer(wanted, total, await present(tx, rows));
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation/policies',
      operationId: 'proposeRemediationPolicy',
      summary: 'Propose a standing policy; another administrator approves it',
      description:
        'Not for changes of high risk or that cannot be taken back: a person decides each of those.',
      tag,
      access: 'manage_settings',
      idempotent: true,
      body: policyInputSchema,
      responses: { 201: policySchema },
      handler: async ({ scope, body }) => {
        const id = await proposePolicy(deps, scope, contentOf(body));
        return new Answer({ status: 201, body: await read(scope, id) });
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/remediation/policies/:id',
      operationId: 'getRemediationPolicy',
      summary: 'One standing policy',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: policySchema },
      handler: ({ scope, params }) => read(scope, params.id),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/remediation/policies/:id',
      operationId: 'changeRemediationPolicy',
      summary: 'Change a standing policy, which has to be approved again',
      tag,
      access: 'manage_settings',
      params: idParams,
      body: policyInputSchema,
      responses: { 200: policySchema },
      handler: async ({ scope, params, body }) => {
        await changePolicy(deps, scope, params.id, contentOf(body));
        return await read(scope, params.id);
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/remediation/policies/:id',
      operationId: 'revokeRemediationPolicy',
      summary: 'Revoke a standing policy; its record stays',
      tag,
      access: 'manage_settings',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await revokePolicy(deps, scope, params.id);
        return new Answer({ status: 204 });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/remediation/policies/:id/approve',
      operationId: 'approveRemediationPolicy',
      summary: 'Approve the revision of a standing policy that you read',
      description: '403 for who proposed it.',
      tag,
      access: 'manage_settings',
      params: idParams,
      body: approvePolicySchema,
      responses: { 200: policySchema },
      handler: async ({ scope, params, body }) => {
        await approvePolicy(deps, scope, params.id, body.revision);
        return await read(scope, params.id);
      },
    }),
  ];
}
