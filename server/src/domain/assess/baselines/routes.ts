import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import {
  baselineComparisonSchema,
  baselineDetailSchema,
  baselineSchema,
  createBaselineSchema,
} from './schemas.ts';
import {
  type BaselinesDeps,
  compareBaselines,
  createBaseline,
  deleteBaseline,
  readBaseline,
} from './service.ts';
import * as store from './store.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Baselines';

function presentBaseline(row: store.BaselineRow): z.input<typeof baselineSchema> {
  return {
    id: row.id,
    resource_id: row.resource_id,
    version_id: row.version_id,
    captured_at: row.captured_at.toISOString(),
    created_by:
      row.created_by === null ? null : { id: row.created_by, label: row.created_by_label ?? 'former member' },
    source: row.source as z.input<typeof baselineSchema>['source'],
    description: row.description,
    is_active: row.is_active,
  };
}

export function baselineRoutes(deps: BaselinesDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/baselines',
      operationId: 'createBaseline',
      summary: 'Capture the last observed configuration as the new baseline',
      tag,
      access: 'manage_baselines',
      idempotent: true,
      body: createBaselineSchema,
      responses: { 201: baselineSchema },
      handler: async ({ scope, body }) => {
        const row = await createBaseline(deps, scope, {
          resourceId: body.resource_id,
          promote: body.promote,
          description: body.description,
        });
        return new Answer({ status: 201, body: presentBaseline(row) });
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/baselines',
      operationId: 'listBaselines',
      summary: 'Baselines of a resource, newest first',
      tag,
      access: 'view',
      query: z.strictObject({ resource_id: z.coerce.number().int().positive() }),
      responses: { 200: z.object({ data: z.array(baselineSchema) }) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const resource = await store.resourceOf(tx, query.resource_id);
          if (resource === undefined) throw notFound('resource');
          return { data: (await store.listBaselines(tx, query.resource_id)).map(presentBaseline) };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/baselines/:id',
      operationId: 'getBaseline',
      summary: 'One baseline with its configuration',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: baselineDetailSchema },
      handler: async ({ scope, params }) => {
        const { baseline, resource, version } = await readBaseline(deps, scope, params.id);
        return {
          ...presentBaseline(baseline),
          resource_name: resource.name,
          resource_type: resource.type,
          configuration: version.configuration,
          unreadable: version.unreadable,
        };
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/baselines/:id/compare/:other_id',
      operationId: 'compareBaselines',
      summary: 'Two baselines of one resource, compared as drift detection compares',
      tag,
      access: 'view',
      params: z.object({
        id: z.coerce.number().int().positive(),
        other_id: z.coerce.number().int().positive(),
      }),
      responses: { 200: baselineComparisonSchema },
      handler: async ({ scope, params }) => {
        const { a, b, comparison } = await compareBaselines(deps, scope, params.id, params.other_id);
        return {
          baseline_a: presentBaseline(a),
          baseline_b: presentBaseline(b),
          diff: comparison.changes.map((change) => ({
            path: change.path,
            change: change.change,
            baseline_a_value: change.before ?? null,
            baseline_b_value: change.after ?? null,
          })),
          folded: comparison.folded,
        };
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/baselines/:id',
      operationId: 'deleteBaseline',
      summary: 'Delete a baseline, unless it is the only one of its resource',
      tag,
      access: 'manage_baselines',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deleteBaseline(deps, scope, params.id);
        return new Answer({ status: 204 });
      },
    }),
  ];
}
