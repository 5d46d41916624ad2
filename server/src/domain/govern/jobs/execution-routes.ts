import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listOf, listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { listSteps } from './action-store.ts';
import * as logs from './execution-log-store.ts';
import { presentExecution, presentLine, presentStep } from './execution-present.ts';
import { executionDetailSchema, executionSchema, executionStatuses } from './execution-schemas.ts';
import * as executions from './execution-store.ts';
import { cancelExecution, retryExecution } from './executions.ts';
import * as jobs from './job-store.ts';
import { jobTypeByName } from './job-type.ts';
import { logRoutes } from './log-routes.ts';
import { findJob, type JobsDeps } from './service.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
/** An id, or the type of a platform job in any accepted spelling. */
const jobParams = z.object({ id: z.string().min(1).max(60) });
const shownLines = 500;
const shownEffects = 500;

/** Names of what an execution touched; the tables belong to floors above, so main lends the look-up. */
export type EffectNames = {
  resources(tx: Tx, ids: number[]): Promise<Map<number, { name: string; type: string }>>;
  drifts(tx: Tx, ids: number[]): Promise<Map<number, { summary: string; severity: string }>>;
};

const filters = {
  status: z.string().max(100).optional().describe('One or more states, separated by commas.'),
  trigger: z
    .string()
    .max(100)
    .optional()
    .describe('One or more of schedule, manual, api, system, retry, undo.'),
  from: z.coerce.date().optional().describe('Asked for at or after this instant.'),
  to: z.coerce.date().optional().describe('Asked for before this instant.'),
};

type Filters = { [Name in keyof typeof filters]?: z.output<(typeof filters)[Name]> };

const filterOf = (query: Filters): executions.ExecutionFilter => ({
  statuses: listOfKnown('status', query.status, executionStatuses),
  triggers: listOfKnown('trigger', query.trigger, executions.executionTriggers),
  from: query.from,
  to: query.to,
});

export function executionRoutes(deps: JobsDeps & { effectNames: EffectNames }): Route[] {
  const readExecution = (scope: Scope, id: number, jobId: number | null) =>
    deps.db.within(scope, (tx) => presentDetail(deps, tx, id, jobId));
  const withJobName = async (scope: Scope, row: executions.ExecutionRow) => {
    const job = await deps.db.within(scope, (tx) => jobs.getJob(tx, row.job_id));
    return presentExecution(row, job?.name ?? row.job_type);
  };

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/:id/executions',
      operationId: 'listJobExecutions',
      summary: 'Runs of a job, newest first',
      tag: 'Jobs',
      access: 'view',
      params: jobParams,
      query: z.strictObject({ ...filters, ...pageParameters }),
      responses: { 200: pageOf(executionSchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          const job = await findJob(deps, tx, params.id);
          return await presentPage(tx, query, { ...filterOf(query), jobId: job.id });
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/executions',
      operationId: 'listExecutions',
      summary: 'Runs of all jobs, newest first',
      tag: 'Jobs',
      access: 'view',
      query: z.strictObject({
        job_id: z.coerce.number().int().positive().optional(),
        job_type: z.string().max(200).optional().describe('One or more types, in any accepted spelling.'),
        ...filters,
        ...pageParameters,
      }),
      responses: { 200: pageOf(executionSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const jobTypes = listOf(query.job_type)?.map(
            (name) => jobTypeByName(deps.registry, name)?.type ?? name,
          );
          return await presentPage(tx, query, { ...filterOf(query), jobId: query.job_id, jobTypes });
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/executions/:id',
      operationId: 'getExecution',
      summary: 'One run with the end of its log, its steps and what it touched',
      tag: 'Jobs',
      access: 'view',
      params: idParams,
      responses: { 200: executionDetailSchema },
      handler: ({ scope, params }) => readExecution(scope, params.id, null),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/:job_id/executions/:id',
      operationId: 'getJobExecution',
      summary: 'One run of a job',
      tag: 'Jobs',
      access: 'view',
      params: z.object({
        job_id: z.coerce.number().int().positive(),
        id: z.coerce.number().int().positive(),
      }),
      responses: { 200: executionDetailSchema },
      handler: ({ scope, params }) => readExecution(scope, params.id, params.job_id),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/executions/:id/cancel',
      operationId: 'cancelExecution',
      summary: 'Stop a run',
      description: 'Runs that act on connected systems need `manage_jobs`.',
      tag: 'Jobs',
      access: 'scan',
      params: idParams,
      responses: { 202: executionSchema },
      handler: async ({ scope, params }) => {
        const row = await cancelExecution(deps, scope, params.id);
        return new Answer({ status: 202, body: await withJobName(scope, row) });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/executions/:id/retry',
      operationId: 'retryExecution',
      summary: 'Start a failed, cancelled or skipped run again, as a new one with equal parameters',
      description: 'Runs that act on connected systems need `manage_jobs`, and an approval of their own.',
      tag: 'Jobs',
      access: 'scan',
      idempotent: true,
      params: idParams,
      responses: { 202: executionSchema },
      handler: async ({ scope, params }) => {
        const row = await retryExecution(deps, scope, params.id);
        return new Answer({ status: 202, body: await withJobName(scope, row) });
      },
    }),
    ...logRoutes(deps),
  ];
}

async function presentPage(
  tx: Tx,
  query: Parameters<typeof pageWanted>[0],
  filter: executions.ExecutionFilter,
) {
  const wanted = pageWanted(query);
  const { rows, total } = await executions.listExecutions(tx, filter, {
    limit: wanted.perPage,
    offset: wanted.offset,
  });
  const names = new Map((await jobs.listJobs(tx)).map((job) => [job.id, job.name]));
  return pageAnswer(
    wanted,
    total,
    rows.map((row) => presentExecution(row, names.get(row.job_id) ?? row.job_type)),
  );
}

async function presentDetail(
  deps: JobsDeps & { effectNames: EffectNames },
  tx: Tx,
  id: number,
  jobId: number | null,
): Promise<z.input<typeof executionDetailSchema>> {
  const row = await executions.getExecution(tx, id);
  if (row === undefined || (jobId !== null && row.job_id !== jobId)) throw notFound('execution');
  const job = await jobs.getJob(tx, row.job_id);
  const { lines, total } = await logs.readLog(tx, id, { limit: shownLines });
  const resources = await executions.listEffects(tx, id, 'resource', shownEffects);
  const drifts = await executions.listEffects(tx, id, 'drift', shownEffects);
  const resourceNames = await deps.effectNames.resources(
    tx,
    resources.map(({ targetId }) => targetId),
  );
  const driftNames = await deps.effectNames.drifts(
    tx,
    drifts.map(({ targetId }) => targetId),
  );
  return {
    ...presentExecution(row, job?.name ?? row.job_type),
    parameters: row.parameters as JsonObject,
    log: lines.map(presentLine),
    log_lines_total: total,
    log_removed: total > 0 && lines.length === 0,
    steps: row.phase === 'run' ? [] : (await listSteps(tx, id)).map(presentStep),
    resources: resources.map(({ targetId, effect }) => {
      const named = resourceNames.get(targetId);
      return {
        id: targetId,
        name: named?.name ?? 'record deleted',
        resource_type: named?.type ?? '',
        effect,
      };
    }),
    drifts: drifts.map(({ targetId, effect }) => {
      const named = driftNames.get(targetId);
      return {
        id: targetId,
        summary: named?.summary ?? 'record deleted',
        severity: named?.severity ?? 'low',
        effect,
      };
    }),
  };
}
