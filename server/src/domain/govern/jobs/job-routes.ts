import { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import * as executions from './execution-store.ts';
import { presentJob } from './job-present.ts';
import { jobSchema, triggeredSchema, triggerJobSchema } from './job-schemas.ts';
import * as jobs from './job-store.ts';
import { findJob, type JobsDeps, setJobState, type Triggered, triggerJob } from './service.ts';

/** An id, or the type of a platform job in any accepted spelling. */
const jobParams = z.object({ id: z.string().min(1).max(60) });

export function presentTriggered(triggered: Triggered): z.input<typeof triggeredSchema> {
  return {
    execution_id: triggered.executionId,
    job_id: triggered.executionId,
    status: triggered.status as z.input<typeof triggeredSchema>['status'],
    started_at: triggered.startedAt?.toISOString() ?? null,
    duplicate: triggered.duplicate,
    message: triggered.message,
  };
}

export function jobRoutes(deps: JobsDeps): Route[] {
  const readJob = async (tx: Tx, job: jobs.JobRow) => {
    const latest = await executions.listExecutions(tx, { jobId: job.id }, { limit: 20, offset: 0 });
    return presentJob(job, deps.registry, latest.rows);
  };

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs',
      operationId: 'listJobs',
      summary: 'Jobs with their next run and their last outcome',
      tag: 'Jobs',
      access: 'view',
      responses: { 200: z.object({ data: z.array(jobSchema) }) },
      handler: ({ scope }) =>
        deps.db.within(scope, async (tx) => {
          const data = [];
          for (const job of await jobs.listJobs(tx)) data.push(await readJob(tx, job));
          return { data };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/types',
      operationId: 'listJobTypes',
      summary: 'Kinds of jobs that this version knows',
      tag: 'Jobs',
      access: 'view',
      responses: {
        200: z.object({
          data: z.array(
            z.object({
              type: z.string(),
              title: z.string(),
              description: z.string(),
              aliases: z.array(z.string()),
            }),
          ),
        }),
      },
      handler: async () => ({
        data: [...deps.registry.values()].map(({ type, title, description, aliases }) => ({
          type,
          title,
          description,
          aliases,
        })),
      }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/:id',
      operationId: 'getJob',
      summary: 'One job',
      tag: 'Jobs',
      access: 'view',
      params: jobParams,
      responses: { 200: jobSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => readJob(tx, await findJob(deps, tx, params.id))),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/jobs/:id/trigger',
      operationId: 'triggerJob',
      summary: 'Run a job now',
      description:
        'Runs whatever the schedule or state. An open run with equal parameters is returned instead.',
      tag: 'Jobs',
      access: 'scan',
      idempotent: true,
      params: jobParams,
      body: triggerJobSchema.optional(),
      responses: { 202: triggeredSchema },
      handler: async ({ scope, params, body, caller }) => {
        const job = await deps.db.within(scope, (tx) => findJob(deps, tx, params.id));
        const parameters = JSON.parse(JSON.stringify(body ?? {})) as JsonObject;
        const trigger = caller.viaCookie ? 'manual' : 'api';
        return presentTriggered(await triggerJob(deps, scope, { jobId: job.id, parameters, trigger }));
      },
    }),
    ...(['disable', 'enable'] as const).map((verb) =>
      defineRoute({
        method: 'POST',
        url: `/api/v1/jobs/:id/${verb}`,
        operationId: verb === 'disable' ? 'disableJob' : 'enableJob',
        summary: verb === 'disable' ? 'Stop a job from running by itself' : 'Return a job to its schedule',
        tag: 'Jobs',
        access: 'manage_jobs',
        params: jobParams,
        responses: { 200: jobSchema },
        handler: async ({ scope, params }) => {
          const job = await deps.db.within(scope, (tx) => findJob(deps, tx, params.id));
          const changed = await setJobState(
            deps,
            scope,
            job.id,
            verb === 'disable' ? 'disabled' : 'scheduled',
          );
          return await deps.db.within(scope, (tx) => readJob(tx, changed));
        },
      }),
    ),
  ];
}
