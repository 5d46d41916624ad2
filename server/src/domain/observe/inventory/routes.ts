import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { idsOf, listOf, listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, Download, defineRoute, type Route } from '../../../platform/http/route.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import {
  presentConfiguration,
  presentFacets,
  presentResource,
  presentVersion,
  type ResourceTypes,
} from './present.ts';
import * as store from './read-store.ts';
import {
  resourceConfigurationSchema,
  resourceDetailSchema,
  resourceFacetsSchema,
  resourceFilterSchema,
  resourceSchema,
  resourceVersionSchema,
} from './schemas.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Resources';
const exportPage = 1000;

export type InventoryDeps = {
  db: Database;
  resourceTypes: ResourceTypes;
  providerNames: (tx: Tx) => Promise<ReadonlyMap<number, string>>;
};

type FilterQuery = Pick<
  z.output<typeof resourceFilterSchema>,
  'provider_id' | 'type' | 'region' | 'status' | 'tag' | 'q'
>;

function filterOf(deps: InventoryDeps, query: FilterQuery): store.ResourceFilter {
  const tagFilter = query.tag?.trim();
  const separator = tagFilter?.indexOf('=') ?? -1;
  return {
    providerIds: idsOf('provider_id', query.provider_id),
    types: listOf(query.type)?.map((name) => typeByName(deps.resourceTypes, name)),
    regions: listOf(query.region),
    statuses: listOfKnown('status', query.status, ['active', 'stopped', 'deleted']) ?? ['active', 'stopped'],
    text: query.q?.trim(),
    tag:
      tagFilter === undefined || tagFilter === ''
        ? undefined
        : separator < 0
          ? { key: tagFilter }
          : { key: tagFilter.slice(0, separator), value: tagFilter.slice(separator + 1) },
  };
}

/** Long and short spellings: `s3_bucket`, `s3`, `AWS::S3::Bucket`. */
function typeByName(types: ResourceTypes, name: string): string {
  if (types.has(name)) return name;
  for (const type of types.values())
    if (type.vendorType === name || type.aliases.includes(name)) return type.type;
  throw new AppError('invalid_input', `type: ${name} is not a known resource type`, {
    details: [{ path: 'type', message: 'GET /api/v1/resources/types lists the known ones' }],
  });
}

export function inventoryRoutes(deps: InventoryDeps): Route[] {
  const requireResource = async (tx: Tx, id: number): Promise<store.ResourceRow> => {
    const row = await store.getResource(tx, id);
    if (row === undefined) throw notFound('resource');
    return row;
  };
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources',
      operationId: 'listResources',
      summary: 'The inventory, filtered and sorted',
      description: 'Deleted resources are left out unless `status` asks for them.',
      tag,
      access: 'view',
      query: z.strictObject({ ...resourceFilterSchema.shape, ...pageParameters }),
      responses: { 200: pageOf(resourceSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const filter = filterOf(deps, query);
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const sort = { by: query.sort, order: query.order };
          const { rows, total } = await store.listWithTotal(tx, filter, sort, page);
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => presentResource(row, deps.resourceTypes)),
          );
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources/facets',
      operationId: 'getResourceFacets',
      summary: 'What the filters of the inventory can be set to, with counts',
      tag,
      access: 'view',
      query: z.strictObject(resourceFilterSchema.omit({ sort: true, order: true }).shape),
      responses: { 200: resourceFacetsSchema },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) =>
          presentFacets(await store.listCounts(tx), filterOf(deps, query), {
            types: deps.resourceTypes,
            providers: await deps.providerNames(tx),
          }),
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources/types',
      operationId: 'listResourceTypes',
      summary: 'Types of resources that this version observes',
      tag,
      access: 'view',
      responses: {
        200: z.object({
          data: z.array(
            z.object({
              type: z.string(),
              vendor_type: z.string(),
              title: z.string(),
              service: z.string(),
              aliases: z.array(z.string()),
            }),
          ),
        }),
      },
      handler: async () => ({
        data: [...deps.resourceTypes.values()].map(({ type, vendorType, title, service, aliases }) => ({
          type,
          vendor_type: vendorType,
          title,
          service,
          aliases,
        })),
      }),
    }),
    exportRoute(deps),
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources/:id',
      operationId: 'getResource',
      summary: 'One resource with its last observed configuration',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: resourceDetailSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => {
          const row = await requireResource(tx, params.id);
          const version = await store.getVersion(tx, row.id, { versionId: row.version_id });
          if (version === undefined) throw notFound('resource');
          const history = await store.listStatusChanges(tx, row.id);
          return {
            ...presentResource(row, deps.resourceTypes),
            ...(await store.linksOf(tx, row.id)),
            configuration: version.configuration,
            unreadable: version.unreadable,
            observed_at: version.observed_at.toISOString(),
            version_id: version.id,
            content_hash: version.content_hash,
            status_history: history.map((change) => ({ ...change, at: change.at.toISOString() })),
          };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources/:id/config',
      operationId: 'getResourceConfiguration',
      summary: 'The configuration now, or as of a moment',
      tag,
      access: 'view',
      params: idParams,
      query: z.strictObject({
        at: z.iso.datetime({ offset: true }).optional(),
        version_id: z.coerce.number().int().positive().optional(),
      }),
      responses: { 200: resourceConfigurationSchema },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          const row = await requireResource(tx, params.id);
          const version = await store.getVersion(tx, row.id, {
            at: query.at === undefined ? undefined : new Date(query.at),
            versionId: query.version_id,
          });
          if (version === undefined) {
            throw new AppError(
              'not_found',
              `${row.name} was first seen at ${row.first_seen_at.toISOString()}`,
            );
          }
          return presentConfiguration(version);
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources/:id/versions',
      operationId: 'listResourceVersions',
      summary: 'Every observed version, newest first',
      tag,
      access: 'view',
      params: idParams,
      query: z.strictObject(pageParameters),
      responses: { 200: pageOf(resourceVersionSchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          const row = await requireResource(tx, params.id);
          const wanted = pageWanted(query);
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const { rows, total } = await store.listVersions(tx, row.id, page);
          return pageAnswer(wanted, total, rows.map(presentVersion));
        }),
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/resources/:id',
      operationId: 'deleteResourceRecord',
      summary: 'Delete the record of a resource, never the cloud object',
      description: 'A resource that still exists comes back with the next sync, without its history.',
      tag,
      access: 'manage_inventory',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deleteRecord(deps, scope, params.id);
        return new Answer({ status: 204 });
      },
    }),
  ];
}

async function deleteRecord(deps: InventoryDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.getResource(tx, id);
    if (row === undefined) throw notFound('resource');
    await store.deleteRecord(tx, row);
    await recordAudit(tx, {
      action: 'resource.record_deleted',
      target: { type: 'resource', id: String(id) },
      detail: { external_id: row.external_id, type: row.type, name: row.name },
    });
  });
}

/** Streams the filtered view, a page at a time; formulas are escaped, because spreadsheets run them. */
function exportRoute(deps: InventoryDeps): Route {
  return defineRoute({
    method: 'GET',
    url: '/api/v1/resources/export',
    operationId: 'exportResources',
    summary: 'The filtered inventory as CSV',
    tag,
    access: 'view',
    query: z.strictObject(resourceFilterSchema.omit({ sort: true, order: true }).shape),
    produces: ['text/csv'],
    responses: { 200: null },
    handler: async ({ scope, query, signal }) => {
      const filter = filterOf(deps, query);
      async function* rows() {
        let afterId = 0;
        while (!signal.aborted) {
          const page = await deps.db.within(scope, (tx) =>
            store.pageForExport(tx, filter, afterId, exportPage),
          );
          for (const row of page) {
            const view = presentResource(row, deps.resourceTypes);
            yield { ...view, tags: JSON.stringify(view.tags) };
          }
          const last = page.at(-1);
          if (last === undefined || page.length < exportPage) return;
          afterId = last.id;
        }
      }
      const columns = Object.keys(resourceSchema.shape);
      const stream = Readable.from(rows()).pipe(stringify({ header: true, columns, escape_formulas: true }));
      return new Download({ stream, contentType: 'text/csv; charset=utf-8', fileName: 'resources.csv' });
    },
  });
}
