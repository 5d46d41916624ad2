import { z } from 'zod';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { presentRule } from './present.ts';
import * as rules from './rule-store.ts';
import { createDriftRuleSchema, driftRulePreviewSchema, driftRuleSchema } from './schemas.ts';
import { createRule, type DriftDeps, deleteRule, previewRule, type RuleRequest } from './service.ts';

const tag = 'Drift rules';

function requestOf(body: z.output<typeof createDriftRuleSchema>): RuleRequest {
  return {
    pathPattern: body.path_pattern,
    resourceType: body.resource_type ?? null,
    resourceId: body.resource_id ?? null,
    reason: body.reason,
    expiresAt: body.expires_at === undefined ? null : new Date(body.expires_at),
  };
}

/** Rules of users that hide changes, with a preview of what they would have hidden. */
export function driftRuleRoutes(deps: DriftDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/drift-rules',
      operationId: 'listDriftRules',
      summary: 'Rules that hide changes',
      tag,
      access: 'view',
      responses: { 200: z.object({ data: z.array(driftRuleSchema) }) },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => ({
          data: (await rules.listRules(tx)).map((row) => presentRule(row, deps.clock.now())),
        })),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/drift-rules',
      operationId: 'createDriftRule',
      summary: 'Hide changes below a path',
      tag,
      access: 'triage',
      idempotent: true,
      body: createDriftRuleSchema,
      responses: { 201: driftRuleSchema },
      handler: async ({ scope, body }) => {
        const id = await createRule(deps, scope, requestOf(body));
        const row = (await deps.db.within(scope, (tx) => rules.listRules(tx))).find((rule) => rule.id === id);
        if (row === undefined) throw new Error('a rule vanished after it was created');
        return new Answer({ status: 201, body: presentRule(row, deps.clock.now()) });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/drift-rules/preview',
      operationId: 'previewDriftRule',
      summary: 'What a rule would have hidden among the open drifts; nothing is saved',
      tag,
      access: 'view',
      body: createDriftRuleSchema,
      responses: { 200: driftRulePreviewSchema },
      handler: async ({ scope, body }) => {
        const preview = await previewRule(deps, scope, requestOf(body));
        return {
          matching_drifts: preview.matching,
          hidden_drifts: preview.hidden,
          items: preview.items.map(({ drift, path, hidesWholeDrift }) => ({
            drift_id: drift.id,
            resource_name: drift.resource_name,
            resource_type: drift.resource_type,
            path,
            severity: drift.severity,
            hides_whole_drift: hidesWholeDrift,
          })),
        };
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/drift-rules/:id',
      operationId: 'deleteDriftRule',
      summary: 'Delete a rule; what it hid is seen again at the next scan',
      tag,
      access: 'triage',
      params: z.object({ id: z.coerce.number().int().positive() }),
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deleteRule(deps, scope, params.id);
        return new Answer({ status: 204 });
      },
    }),
  ];
}
