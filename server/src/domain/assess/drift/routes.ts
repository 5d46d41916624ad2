import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { severities } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { EventStream } from '../../../platform/events/contract.ts';
import { idsOf, listOf, listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { type AuditEvent, auditActions, listAuditEvents } from '../../govern/audit-log/index.ts';
import { presentTriggered, type Triggered, triggeredSchema } from '../../govern/jobs/index.ts';
import * as lists from './list-store.ts';
import { type DriftDetailView, presentDrift, presentDriftDetail, presentSummary } from './present.ts';
import { driftRuleRoutes } from './rule-routes.ts';
import {
  detectDriftSchema,
  driftDetailSchema,
  driftFilterSchema,
  driftSchema,
  driftStatuses,
  driftSummarySchema,
  driftTypes,
  resolveDriftSchema,
} from './schemas.ts';
import { changeStatus, type DriftDeps, resolveDrift } from './service.ts';
import * as store from './store.ts';
import { driftStream } from './stream.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Drift';
const summaryDays = 14;

export type DriftRoutesDeps = DriftDeps & {
  events: EventStream;
  triggerDetection: (
    scope: Scope,
    parameters: { provider_id?: number; resource_id?: number; baseline_id?: number },
    trigger: 'manual' | 'api',
  ) => Promise<Triggered>;
};

function filterOf(query: z.output<typeof driftFilterSchema>): lists.DriftFilter {
  const statuses =
    query.status === 'all' ? undefined : query.status?.replaceAll('acknowledged', 'investigating');
  return {
    providerIds: idsOf('provider_id', query.provider_id),
    resourceId: query.resource_id,
    resourceTypes: listOf(query.resource_type),
    severities: listOfKnown('severity', query.severity, severities),
    types: listOfKnown('type', query.type, driftTypes),
    statuses:
      query.status === 'all'
        ? undefined
        : (listOfKnown('status', statuses, driftStatuses) ?? ['detected', 'investigating']),
    text: query.q?.trim(),
  };
}

export function driftRoutes(deps: DriftRoutesDeps): Route[] {
  const listPage = async (tx: Tx, query: z.output<typeof listQuery>, filter: lists.DriftFilter) => {
    const wanted = pageWanted(query);
    const { rows, total } = await lists.listDrifts(
      tx,
      filter,
      { by: query.sort, order: query.order },
      { limit: wanted.perPage, offset: wanted.offset },
    );
    return pageAnswer(wanted, total, rows.map(presentDrift));
  };
  const detail = (scope: Scope, id: number) => deps.db.within(scope, (tx) => readDetail(deps, tx, id));
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/drifts/detect',
      operationId: 'detectDrift',
      summary: 'Compare with the baselines now',
      tag,
      access: 'scan',
      idempotent: true,
      body: detectDriftSchema.optional(),
      responses: { 202: triggeredSchema },
      handler: async ({ scope, body, caller }) => {
        const parameters = {
          ...(body?.provider_id === undefined ? {} : { provider_id: body.provider_id }),
          ...(body?.resource_id === undefined ? {} : { resource_id: body.resource_id }),
          ...(body?.baseline_id === undefined ? {} : { baseline_id: body.baseline_id }),
        };
        return presentTriggered(
          await deps.triggerDetection(scope, parameters, caller.viaCookie ? 'manual' : 'api'),
        );
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/drifts',
      operationId: 'listDrifts',
      summary: 'Drifts, open ones unless `status` says otherwise',
      tag,
      access: 'view',
      query: listQuery,
      responses: { 200: pageOf(driftSchema) },
      handler: ({ scope, query }) => deps.db.within(scope, (tx) => listPage(tx, query, filterOf(query))),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources/:id/drifts',
      operationId: 'listResourceDrifts',
      summary: 'Every drift of a resource, newest first',
      tag,
      access: 'view',
      params: idParams,
      query: z.strictObject(pageParameters),
      responses: { 200: pageOf(driftSchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          if (!(await store.resourceExists(tx, params.id))) throw notFound('resource');
          return await listPage(
            tx,
            { ...query, sort: 'detected_at', order: 'desc' },
            { resourceId: params.id },
          );
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/drifts/summary',
      operationId: 'getDriftSummary',
      summary: 'Open drifts by severity and type, and the last 14 days',
      tag,
      access: 'view',
      responses: { 200: driftSummarySchema },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => {
          const days = lastDays(deps.clock.now(), summaryDays);
          const since = new Date(`${days[0]}T00:00:00.000Z`);
          return presentSummary(
            await lists.countByKind(tx),
            await lists.countByDay(tx, since),
            days,
            await lists.lastScanAt(tx),
          );
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/drifts/:id',
      operationId: 'getDrift',
      summary: 'One drift with both sides, what was folded and why, and its history',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: driftDetailSchema },
      handler: ({ scope, params }) => detail(scope, params.id),
    }),
    defineRoute({
      method: 'PATCH',
      url: '/api/v1/drifts/:id',
      operationId: 'updateDrift',
      summary: 'Take a drift into investigation, or give it back',
      tag,
      access: 'triage',
      params: idParams,
      body: z.strictObject({ status: z.enum([...driftStatuses, 'acknowledged']) }),
      responses: { 200: driftDetailSchema },
      handler: async ({ scope, params, body }) => {
        const status = body.status === 'acknowledged' ? 'investigating' : body.status;
        await changeStatus(deps, scope, params.id, status);
        return await detail(scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/drifts/:id/resolve',
      operationId: 'resolveDrift',
      summary: 'Resolve a drift, with or without a new baseline',
      tag,
      access: 'triage',
      params: idParams,
      body: resolveDriftSchema.optional(),
      responses: { 200: driftDetailSchema },
      handler: async ({ scope, params, body }) => {
        await resolveDrift(deps, scope, params.id, {
          reason: body?.reason ?? 'manual',
          captureBaseline: body?.capture_baseline ?? false,
          note: body?.note ?? null,
        });
        return await detail(scope, params.id);
      },
    }),
    ...driftRuleRoutes(deps),
    driftStream(deps),
  ];
}

const listQuery = z.strictObject({ ...driftFilterSchema.shape, ...pageParameters });

async function readDetail(deps: DriftDeps, tx: Tx, id: number): Promise<DriftDetailView> {
  const row = await lists.getDrift(tx, id);
  if (row === undefined) throw notFound('drift');
  const versions = await store.readVersions(tx, [row.baseline_version_id, row.current_version_id]);
  const { events } = await listAuditEvents(
    tx,
    { target_type: 'drift', target_id: String(id) },
    { perPage: 100, offset: 0 },
  );
  return presentDriftDetail(
    row,
    {
      before: versions.get(row.baseline_version_id),
      after: versions.get(row.current_version_id),
      facts: deps.resourceTypes.get(row.resource_type)?.facts,
    },
    events.map(presentStep),
  );
}

function presentStep(event: AuditEvent): DriftDetailView['timeline'][number] {
  const sentence =
    event.action in auditActions ? auditActions[event.action as keyof typeof auditActions] : event.action;
  return { at: event.at, kind: event.action, actor: event.actor.label, text: sentence };
}

/** The last `count` UTC dates, oldest first, today included. */
function lastDays(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(now.getTime() - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}
