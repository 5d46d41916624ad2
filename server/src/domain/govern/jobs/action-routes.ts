import { z } from 'zod';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { undoExecution } from './action-undo.ts';
import { presentExecution } from './execution-present.ts';
import { executionSchema } from './execution-schemas.ts';
import type { ExecutionsDeps } from './executions.ts';
import { getJob } from './job-store.ts';

export function actionRoutes(deps: ExecutionsDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/executions/:id/undo',
      operationId: 'undoExecution',
      summary: 'Take back what a run changed, after approval',
      description:
        'Starts a run whose plan is the reverse of the steps that were done and are still as they were left. It asks for approval like any other.',
      tag: 'Jobs',
      access: 'manage_jobs',
      idempotent: true,
      params: z.object({ id: z.coerce.number().int().positive() }),
      responses: { 202: executionSchema },
      handler: async ({ scope, params }) => {
        const row = await undoExecution(deps, scope, params.id);
        const job = await deps.db.within(scope, (tx) => getJob(tx, row.job_id));
        return new Answer({ status: 202, body: presentExecution(row, job?.name ?? row.job_type) });
      },
    }),
  ];
}
