import { z } from 'zod';
import type { Database } from '../../../platform/db/database.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { countByKind, listDrifts } from '../../assess/drift/index.ts';
import { executionSchema, listJobs, listOpenExecutions } from '../../govern/jobs/index.ts';
import { listCounts, type ResourceTypes, searchResources } from '../../observe/inventory/index.ts';
import {
  coverageSchema,
  listProviders,
  presentCoverage,
  readCoverage,
} from '../../observe/providers/index.ts';
import { countLivingAlerts } from '../../respond/alerts/index.ts';

const tag = 'Overview';

const statusSchema = z.object({
  providers: z.object({
    connected: z.number().int(),
    total: z.number().int(),
    with_errors: z.number().int(),
  }),
  resources: z.object({ total: z.number().int() }),
  drifts: z.object({ open: z.number().int(), critical: z.number().int() }),
  alerts: z.object({ open: z.number().int(), urgent: z.number().int() }),
  coverage: coverageSchema.omit({ gaps: true }).extend({ gap_count: z.number().int() }),
  running: z.array(executionSchema),
});

const hitSchema = z.object({
  kind: z.enum(['provider', 'resource', 'drift', 'job']),
  id: z.number().int(),
  title: z.string(),
  subtitle: z.string(),
});
const hitsPerKind = 6;

/** Numbers and a search over all modules; everything here is read from below and owned there. */
export function overviewRoutes(deps: { db: Database; resourceTypes: ResourceTypes }): Route[] {
  const titleOf = (type: string): string => deps.resourceTypes.get(type)?.title ?? type;
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/status',
      operationId: 'getStatus',
      summary: 'The state of the organisation in a few numbers',
      tag,
      access: 'view',
      responses: { 200: statusSchema },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => {
          const providers = await listProviders(tx);
          const connected = providers.filter((provider) => provider.disconnected_at === null);
          const open = (await countByKind(tx)).filter((row) => row.status !== 'resolved');
          const sum = (rows: { count: number }[]) => rows.reduce((total, row) => total + row.count, 0);
          const alerts = (await countLivingAlerts(tx)).filter((row) => row.status === 'open');
          const { gaps, ...coverage } = presentCoverage(await readCoverage(tx, null));
          return {
            providers: {
              connected: connected.length,
              total: providers.length,
              with_errors: connected.filter((provider) => provider.status === 'error').length,
            },
            resources: { total: sum((await listCounts(tx)).filter((row) => row.status !== 'deleted')) },
            drifts: { open: sum(open), critical: sum(open.filter((row) => row.severity === 'critical')) },
            alerts: {
              open: sum(alerts),
              urgent: sum(alerts.filter((row) => row.severity === 'critical' || row.severity === 'high')),
            },
            coverage: { ...coverage, gap_count: gaps.length },
            running: await listOpenExecutions(tx),
          };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/search',
      operationId: 'search',
      summary: 'Accounts, resources, drifts and jobs by a part of their name',
      tag,
      access: 'view',
      query: z.strictObject({ q: z.string().trim().min(1).max(200) }),
      responses: { 200: z.object({ data: z.array(hitSchema) }) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const fits = (text: string) => text.toLowerCase().includes(query.q.toLowerCase());
          const providers = (await listProviders(tx)).filter((row) => fits(row.name) || fits(row.account_id));
          const resources = await searchResources(tx, query.q, hitsPerKind);
          const drifts = await listDrifts(
            tx,
            { text: query.q, statuses: ['detected', 'investigating'] },
            { by: 'detected_at', order: 'desc' },
            { limit: hitsPerKind, offset: 0 },
          );
          const jobs = (await listJobs(tx)).filter((row) => fits(row.name) || fits(row.type));
          return {
            data: [
              ...providers.slice(0, hitsPerKind).map((row) => ({
                kind: 'provider' as const,
                id: row.id,
                title: row.name,
                subtitle: `${row.type} account ${row.account_id}`,
              })),
              ...resources.map((row) => ({
                kind: 'resource' as const,
                id: row.id,
                title: row.name,
                subtitle: `${titleOf(row.type)} in ${row.region}`,
              })),
              ...drifts.rows.map((row) => ({
                kind: 'drift' as const,
                id: row.id,
                title: row.summary,
                subtitle: `${row.severity} drift of ${row.resource_name}`,
              })),
              ...jobs.slice(0, hitsPerKind).map((row) => ({
                kind: 'job' as const,
                id: row.id,
                title: row.name,
                subtitle: row.type,
              })),
            ],
          };
        }),
    }),
  ];
}
