import { z } from 'zod';
import { notFound } from '../../../../core/errors.ts';
import { personBehind, type Scope } from '../../../../core/scope.ts';
import { listOfKnown } from '../../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../../platform/http/route.ts';
import type { Catalogue } from '../catalogue.ts';
import { type ControlsDeps, catalogueFor } from '../organisation-catalogue.ts';
import { decisionProblem, stateAt } from './rules.ts';
import {
  decideExceptionSchema,
  exceptionDetailSchema,
  exceptionSchema,
  exceptionStates,
  rejectExceptionSchema,
  requestExceptionSchema,
  revokeExceptionSchema,
} from './schemas.ts';
import { decideException, type ExceptionsDeps, requestException, revokeException } from './service.ts';
import * as store from './store.ts';

const tag = 'Compliance';
const url = '/api/v1/compliance/exceptions';
const idParams = z.object({ id: z.coerce.number().int().positive() });

const listQuery = z.strictObject({
  state: z
    .string()
    .max(200)
    .optional()
    .describe(`One or more of ${exceptionStates.join(', ')}; all when absent.`),
  control_id: z.string().max(80).optional(),
  resource_id: z.coerce.number().int().positive().optional(),
  ...pageParameters,
});

function present(
  row: store.ListedException,
  catalogue: Catalogue,
  now: Date,
): z.input<typeof exceptionSchema> {
  return {
    id: row.id,
    control_id: row.control_id,
    control_title: catalogue.byId.get(row.control_id)?.[0]?.title ?? row.control_id,
    resource_id: row.resource_id,
    resource_name: row.resource_name,
    name_pattern: row.name_pattern,
    tags: row.tags,
    region: row.region,
    reason: row.reason,
    owner: row.owner,
    state: stateAt(row, now),
    requested_by: row.requested_by.label,
    requested_at: row.requested_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    decided_by: row.decided_by?.label ?? null,
    decided_at: row.decided_at?.toISOString() ?? null,
    decision_note: row.decision_note,
    ended_by: row.ended_by?.label ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    end_reason: row.end_reason,
    finding_count: row.findings,
    reopened_count: row.reopened,
  };
}

type RoutesDeps = ExceptionsDeps & Pick<ControlsDeps, 'controls' | 'resourceTypes'>;

export function exceptionRoutes(deps: RoutesDeps): Route[] {
  const detail = (scope: Scope, id: number) =>
    deps.db.within(scope, async (tx): Promise<z.input<typeof exceptionDetailSchema>> => {
      const row = await store.getException(tx, id);
      if (row === undefined) throw notFound('exception');
      const findings = await store.listFindings(tx, id);
      const reopened = findings.filter(({ reopened_at }) => reopened_at !== null).length;
      return {
        ...present(
          {
            ...row,
            findings: findings.length,
            reopened,
            resource_name:
              findings.find(({ resource_id }) => resource_id === row.resource_id)?.resource_name ?? null,
          },
          await catalogueFor(deps, tx),
          deps.clock.now(),
        ),
        decision_problem: decisionProblem(row, {
          userId: personBehind(scope.actor),
          mayApprove: scope.permissions.has('approve'),
        }),
        findings: findings.map((finding) => ({
          ...finding,
          evidence: finding.evidence as Record<string, unknown>,
          reopened_at: finding.reopened_at?.toISOString() ?? null,
        })),
      };
    });

  return [
    defineRoute({
      method: 'GET',
      url,
      operationId: 'listExceptions',
      summary: 'Accepted failures, asked for, in force and over, newest first',
      tag,
      access: 'view',
      query: listQuery,
      responses: { 200: pageOf(exceptionSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const filter = {
            states: listOfKnown('state', query.state, exceptionStates),
            controlId: query.control_id,
            resourceId: query.resource_id,
          };
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const { rows, total } = await store.listExceptions(tx, filter, page);
          const catalogue = await catalogueFor(deps, tx);
          const now = deps.clock.now();
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => present(row, catalogue, now)),
          );
        }),
    }),
    defineRoute({
      method: 'POST',
      url,
      operationId: 'requestException',
      summary: 'Ask that what fails be accepted for a while',
      description:
        'What fails now is bound to its evidence: evidence that changes is open again. Another person has to approve it. It never counts as passed.',
      tag,
      access: 'except_compliance',
      idempotent: true,
      body: requestExceptionSchema,
      responses: { 201: exceptionDetailSchema },
      handler: async ({ scope, body }) => {
        const id = await requestException(deps, scope, {
          controlId: body.control_id,
          resourceId: body.resource_id ?? null,
          namePattern: body.name_pattern ?? null,
          tags: body.tags ?? {},
          region: body.region ?? null,
          reason: body.reason,
          owner: body.owner,
          expiresAt: new Date(body.expires_at),
        });
        return new Answer({ status: 201, body: await detail(scope, id) });
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      operationId: 'getException',
      summary: 'One exception with the evidence that it accepts',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: exceptionDetailSchema },
      handler: ({ scope, params }) => detail(scope, params.id),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/approve`,
      operationId: 'approveException',
      summary: 'Accept what somebody else asked for',
      tag,
      access: 'approve',
      params: idParams,
      body: decideExceptionSchema.optional(),
      responses: { 200: exceptionDetailSchema },
      handler: async ({ scope, params, body }) => {
        await decideException(deps, scope, params.id, { approved: true, note: body?.note ?? null });
        return await detail(scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/reject`,
      operationId: 'rejectException',
      summary: 'Refuse what somebody else asked for',
      tag,
      access: 'approve',
      params: idParams,
      body: rejectExceptionSchema,
      responses: { 200: exceptionDetailSchema },
      handler: async ({ scope, params, body }) => {
        await decideException(deps, scope, params.id, { approved: false, note: body.note });
        return await detail(scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/revoke`,
      operationId: 'revokeException',
      summary: 'End an exception, or take a request back',
      tag,
      access: 'except_compliance',
      params: idParams,
      body: revokeExceptionSchema.optional(),
      responses: { 200: exceptionDetailSchema },
      handler: async ({ scope, params, body }) => {
        await revokeException(deps, scope, params.id, body?.reason ?? null);
        return await detail(scope, params.id);
      },
    }),
  ];
}
