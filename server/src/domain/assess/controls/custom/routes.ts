import { z } from 'zod';
import { Answer, defineRoute, type Route } from '../../../../platform/http/route.ts';
import type { Definition, ResourceTypes } from './definition.ts';
import {
  customControlSchema,
  saveControlSchema,
  savedControlSchema,
  triedSchema,
  tryControlSchema,
  versionSchema,
} from './schemas.ts';
import {
  type CustomControlsDeps,
  createControl,
  deleteControl,
  readDefinition,
  replaceControl,
  requireControl,
  type SaveOutcome,
  standingProblem,
  tryControl,
} from './service.ts';
import { type CustomControlRow, listControls, listVersions } from './store.ts';

const tag = 'Controls';
const idParams = z.object({
  id: z
    .string()
    .max(80)
    .regex(/^custom-[a-z0-9]+(-[a-z0-9]+)*$/, 'must look like custom-buckets-have-an-owner'),
});

/** Without what was not given: absent fields stay absent. */
function presentDefinition(definition: Definition) {
  return JSON.parse(JSON.stringify(definition)) as z.input<typeof versionSchema>;
}

function presentControl(row: CustomControlRow, types: ResourceTypes): z.input<typeof customControlSchema> {
  const definition = readDefinition(row);
  return {
    ...presentDefinition(definition),
    version: row.version,
    enabled: row.enabled,
    problem: standingProblem(definition, types),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    updated_by: row.updated_by.label,
  };
}

export function customControlRoutes(deps: CustomControlsDeps): Route[] {
  const saved = (scope: Parameters<typeof createControl>[1], id: string, outcome: SaveOutcome) =>
    deps.db.within(scope, async (tx) => ({
      ...presentControl(await requireControl(tx, id), deps.resourceTypes),
      outcome,
    }));

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/controls/custom',
      operationId: 'listCustomControls',
      summary: 'Controls that the organisation wrote, by their ids',
      tag,
      access: 'view',
      responses: { 200: z.object({ data: z.array(customControlSchema) }) },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => ({
          data: (await listControls(tx)).map((row) => presentControl(row, deps.resourceTypes)),
        })),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/controls/custom',
      operationId: 'createCustomControl',
      summary: 'Save a control that the organisation wrote',
      description:
        'The expression is checked against the settings of the resource types, and the tests of the definition must be answered as they say.',
      tag,
      access: 'manage_compliance',
      idempotent: true,
      body: saveControlSchema,
      responses: { 201: savedControlSchema },
      handler: async ({ scope, body }) => {
        const { enabled, ...definition } = body;
        const outcome = await createControl(deps, scope, { definition, enabled });
        return new Answer({ status: 201, body: await saved(scope, definition.id, outcome) });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/controls/custom/try',
      operationId: 'tryCustomControl',
      summary: 'Judge resources of now by an expression; nothing is saved',
      tag,
      access: 'manage_compliance',
      limit: { requests: 30, windowSeconds: 60 },
      body: tryControlSchema,
      responses: { 200: triedSchema },
      handler: async ({ scope, body }) => {
        const answer = await tryControl(deps, scope, {
          check: body.check,
          resourceType: body.resource_type,
          providerId: body.provider_id,
          resourceIds: body.resource_ids,
          limit: body.limit,
        });
        return {
          valid: answer.problems.length === 0,
          problems: answer.problems,
          matching: answer.matching,
          counts: answer.counts,
          results: answer.results.map(({ resource, status, message, evidence }) => ({
            resource_id: resource.id,
            resource_name: resource.name,
            resource_type: resource.type,
            region: resource.region,
            status,
            message,
            evidence,
          })),
        };
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/controls/custom/:id',
      operationId: 'getCustomControl',
      summary: 'One control that the organisation wrote',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: customControlSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) =>
          presentControl(await requireControl(tx, params.id), deps.resourceTypes),
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/controls/custom/:id/versions',
      operationId: 'listCustomControlVersions',
      summary: 'Every version of a control that the organisation wrote, newest first',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: z.object({ data: z.array(versionSchema) }) },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => {
          const { id } = await requireControl(tx, params.id);
          return {
            data: (await listVersions(tx, id)).map((row) => ({
              ...presentDefinition(readDefinition(row)),
              version: row.version,
              created_at: row.created_at.toISOString(),
              created_by: row.created_by.label,
            })),
          };
        }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/controls/custom/:id',
      operationId: 'replaceCustomControl',
      summary: 'Save a control again; what differs becomes a new version',
      tag,
      access: 'manage_compliance',
      params: idParams,
      body: saveControlSchema,
      responses: { 200: savedControlSchema },
      handler: async ({ scope, params, body }) => {
        const { enabled, ...definition } = body;
        const outcome = await replaceControl(deps, scope, params.id, { definition, enabled });
        return await saved(scope, params.id, outcome);
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/controls/custom/:id',
      operationId: 'deleteCustomControl',
      summary: 'Delete a control that the organisation wrote; its versions are kept',
      tag,
      access: 'manage_compliance',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deleteControl(deps, scope, params.id);
        return new Answer({ status: 204 });
      },
    }),
  ];
}
