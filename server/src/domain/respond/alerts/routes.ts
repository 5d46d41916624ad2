import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import { severities } from '../../../core/severity.ts';
import { idsOf, listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { changeAlertRoutes } from './change-routes.ts';
import { readDetail } from './detail.ts';
import * as lists from './list-store.ts';
import { presentAlert, presentSummary } from './present.ts';
import {
  alertDetailSchema,
  alertFilterSchema,
  alertHistoryFilterSchema,
  alertSchema,
  alertStatuses,
  alertSummarySchema,
  alertTypes,
} from './schemas.ts';
import type { AlertsDeps } from './service.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Alerts';

const listQuery = z.strictObject({
  ...alertFilterSchema.shape,
  sort: z
    .enum(['attention', 'last_occurred_at', 'severity'])
    .default('attention')
    .describe(
      '`attention`: open and not muted before the others; among them what is critical, then what is high, then the rest, newest first each, then what failed since the first check, worst first.',
    ),
  order: z.enum(['asc', 'desc']).default('desc'),
  ...pageParameters,
});
const historyQuery = z.strictObject({ ...alertHistoryFilterSchema.shape, ...pageParameters });

type CommonFilter = z.output<typeof alertHistoryFilterSchema>;

function commonFilter(query: CommonFilter, scope: Scope, now: Date): lists.AlertFilter {
  const [kind, id] = query.source?.split(':') ?? [];
  return {
    now,
    severities: listOfKnown('severity', query.severity, severities),
    types: listOfKnown('type', query.type, alertTypes),
    source: kind === undefined ? undefined : { kind, id: id === undefined ? null : Number(id) },
    providerIds: idsOf('provider_id', query.provider_id),
    resourceId: query.resource_id,
    controlId: query.control,
    assigneeId: assigneeOf(query.assignee, scope),
    from: query.from === undefined ? undefined : new Date(query.from),
    to: query.to === undefined ? undefined : new Date(query.to),
    text: query.q?.trim(),
  };
}

function assigneeOf(asked: string | undefined, scope: Scope): number | null | undefined {
  if (asked === undefined) return undefined;
  if (asked === 'none') return null;
  if (asked !== 'me') return Number(asked);
  const userId = personBehind(scope.actor);
  if (userId !== null) return userId;
  throw new AppError('invalid_input', 'assignee: nobody is behind this key', {
    details: [{ path: 'assignee', message: 'must be none or the id of a member' }],
  });
}

const yesOrNo = (value: 'true' | 'false' | undefined) => (value === undefined ? undefined : value === 'true');

export function alertRoutes(deps: AlertsDeps): Route[] {
  const list = async (
    scope: Scope,
    query: Parameters<typeof pageWanted>[0],
    filter: lists.AlertFilter,
    sort: lists.AlertSort,
  ) => {
    const wanted = pageWanted(query);
    const { rows, total } = await deps.db.within(scope, (tx) =>
      lists.listAlerts(tx, filter, sort, { limit: wanted.perPage, offset: wanted.offset }),
    );
    return pageAnswer(
      wanted,
      total,
      rows.map((row) => presentAlert(row, filter.now)),
    );
  };

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/alerts',
      operationId: 'listAlerts',
      summary: 'Alerts, those that are not resolved unless `status` says otherwise',
      tag,
      access: 'view',
      query: listQuery,
      responses: { 200: pageOf(alertSchema) },
      handler: ({ scope, query }) =>
        list(
          scope,
          query,
          {
            ...commonFilter(query, scope, deps.clock.now()),
            statuses:
              query.status === 'all'
                ? undefined
                : (listOfKnown('status', query.status, alertStatuses) ?? ['open', 'acknowledged']),
            muted: yesOrNo(query.muted),
            flapping: yesOrNo(query.flapping),
            firstCheck: yesOrNo(query.first_check),
          },
          { by: query.sort, order: query.order },
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/alerts/summary',
      operationId: 'getAlertSummary',
      summary: 'How many alerts wait for somebody',
      tag,
      access: 'view',
      responses: { 200: alertSummarySchema },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) =>
          presentSummary(
            await lists.countLivingAlerts(tx),
            await lists.countStanding(tx, deps.clock.now(), personBehind(scope.actor)),
          ),
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/alerts/history',
      operationId: 'listAlertHistory',
      summary: 'Resolved alerts, the newest end first; `from` and `to` are about their end',
      tag,
      access: 'view',
      query: historyQuery,
      responses: { 200: pageOf(alertSchema) },
      handler: ({ scope, query }) =>
        list(
          scope,
          query,
          { ...commonFilter(query, scope, deps.clock.now()), statuses: ['resolved'] },
          { by: 'resolved_at', order: 'desc' },
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/alerts/:id',
      operationId: 'getAlert',
      summary: 'One alert with its history, the controls that fail because of it and the drifts behind it',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: alertDetailSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, (tx) => readDetail(tx, params.id, deps.clock.now())),
    }),
    ...changeAlertRoutes(deps),
  ];
}
