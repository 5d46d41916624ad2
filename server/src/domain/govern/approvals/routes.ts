import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import { listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { presentApproval, presentApprovals } from './present.ts';
import {
  approvalDetailSchema,
  approvalFilterSchema,
  approvalPriorities,
  approvalSchema,
  approvalStatuses,
  approvalTypes,
  approveSchema,
  reassignSchema,
  rejectSchema,
} from './schemas.ts';
import { type ApprovalsDeps, decide, reassign } from './service.ts';
import * as store from './store.ts';

const tag = 'Approvals';
const idParams = z.object({ id: z.coerce.number().int().positive() });

export function approvalRoutes(deps: ApprovalsDeps): Route[] {
  const read = (scope: Scope, id: number) =>
    deps.db.within(scope, async (tx) => {
      const row = await store.getApproval(tx, id);
      if (row === undefined) throw notFound('approval');
      return presentApproval(deps, tx, row);
    });

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/approvals',
      operationId: 'listApprovals',
      summary: 'What waits for a decision, the oldest first',
      tag,
      access: 'view',
      query: approvalFilterSchema.extend(pageParameters),
      responses: { 200: pageOf(approvalSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const me = personBehind(scope.actor) ?? 0;
          const mine = query.submitter === 'me';
          const filter: store.ApprovalFilter = {
            statuses:
              query.status === 'all'
                ? undefined
                : (listOfKnown('status', query.status, approvalStatuses) ?? ['pending']),
            priorities: listOfKnown('priority', query.priority, approvalPriorities),
            types: listOfKnown('type', query.type, approvalTypes),
            assigneeId: query.assigned === 'me' ? me : undefined,
            submitterLabel: mine ? undefined : query.submitter,
            submitterId: mine ? me : undefined,
          };
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const { rows, total } = await store.listApprovals(tx, filter, page);
          return pageAnswer(wanted, total, await presentApprovals(deps, tx, rows));
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/approvals/:id',
      operationId: 'getApproval',
      summary: 'One approval with the plan that it is about, step by step',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: approvalDetailSchema },
      handler: ({ scope, params }) => read(scope, params.id),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/approvals/:id/approve',
      operationId: 'approveApproval',
      summary: 'Allow exactly this plan; it is applied at once',
      description:
        'The first decision is final. 409 when it was decided already, or when `plan_hash` is not the hash of the plan that waits; 403 for who asked for the run, who made the job, and who is not asked to decide.',
      tag,
      access: 'approve',
      params: idParams,
      body: approveSchema,
      responses: { 200: approvalDetailSchema },
      handler: async ({ scope, params, body }) => {
        const { plan_hash: planHash, reason } = body;
        await decide(deps, scope, params.id, { decision: 'approve', planHash, reason });
        return await read(scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/approvals/:id/reject',
      operationId: 'rejectApproval',
      summary: 'Refuse a plan; nothing of it is applied',
      description: 'The reason goes to who asked, into the log of the run and into the audit log.',
      tag,
      access: 'approve',
      params: idParams,
      body: rejectSchema,
      responses: { 200: approvalDetailSchema },
      handler: async ({ scope, params, body }) => {
        await decide(deps, scope, params.id, { decision: 'reject', reason: body.reason });
        return await read(scope, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/approvals/:id/reassign',
      operationId: 'reassignApproval',
      summary: 'Ask other people to decide',
      tag,
      access: 'manage_jobs',
      params: idParams,
      body: reassignSchema,
      responses: { 200: approvalDetailSchema },
      handler: async ({ scope, params, body }) => {
        await reassign(deps, scope, params.id, body.assignee_ids);
        return await read(scope, params.id);
      },
    }),
  ];
}
