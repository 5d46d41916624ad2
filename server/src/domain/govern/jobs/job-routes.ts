import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { listOf } from '../../../platform/http/list-values.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { definitionRoutes } from './definition-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { changeJobState } from './job-definitions.ts';
import { presentJobType } from './job-present.ts';
import { jobSchema, jobTypeSchema, triggeredSchema, triggerJobSchema } from './job-schemas.ts';
import * as jobs from './job-store.ts';
import { jobTypeByName } from './job-type.ts';
import { readJob, readJobs } from './read-jobs.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { findJob, type JobsDeps } from './service.ts';
import { type Triggered, triggerJob } from './start-run.ts';

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
  return [
    ...listRoutes(deps),
    ...runRoutes(deps),
    ...definitionRoutes(deps),
    ...historyRoutes(deps),
    ...scheduleRoutes(deps),
  ];
}

function listRoutes(deps: JobsDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs',
      operationId: 'listJobs',
      summary: 'Jobs with their next run and their last outcome',
      tag: 'Jobs',
      access: 'view',
      query: z.strictObject({
        state: z.string().max(100).optional(),
        type: z.string().max(200).optional(),
        q: z.string().max(200).optional().describe('A part of the name or of the type.'),
      }),
      responses: { 200: z.object({ data: z.array(jobSchema) }) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const states = listOf(query.state);
          const types = listOf(query.type)?.map((name) => jobTypeByName(deps.registry, name)?.type ?? name);
          const words = query.q?.trim().toLowerCase();
          const data = (await readJobs(deps, tx, await jobs.listJobs(tx))).filter(
            (job) =>
              (states === undefined || states.includes(job.state)) &&
              (types === undefined || types.includes(job.type)) &&
              (!words || `${job.name}\n${job.type}\n${job.type_title}`.toLowerCase().includes(words)),
          );
          return { data };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/types',
      operationId: 'listJobTypes',
      summary: 'Kinds of jobs that this version knows, with what each is configured by',
      tag: 'Jobs',
      access: 'view',
      responses: { 200: z.object({ data: z.array(jobTypeSchema) }) },
      handler: async () => ({
        data: [...deps.registry.values()].map((jobType) => {
          const parameters = z.toJSONSchema(jobType.parameters, { io: 'input', unrepresentable: 'any' });
          return presentJobType(
            jobType,
            deps.schedules.get(jobType.type) ?? null,
            JSON.parse(JSON.stringify(parameters)) as JsonObject,
          );
        }),
      }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/:id',
      operationId: 'getJob',
      summary: 'One job',
      tag: 'Jobs',
      access: 'view',
      etag: true,
      params: jobParams,
      responses: { 200: jobSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => readJob(deps, tx, await findJob(deps, tx, params.id))),
    }),
  ];
}

const stateChanges = [
  ['pause', 'pauseJob', 'Hold a job: each instant is recorded as skipped until it is resumed'],
  ['resume', 'resumeJob', 'Let a paused job run again, from its next instant'],
  ['disable', 'disableJob', 'Stop a job from running by itself'],
  ['enable', 'enableJob', 'Return a job to its schedule'],
] as const;

function runRoutes(deps: JobsDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/jobs/:id/trigger',
      operationId: 'triggerJob',
      summary: 'Run a job now',
      description:
        'Runs whatever the schedule or state. An open run with equal parameters is returned instead. ' +
        'A job that changes connected systems needs the permission manage_jobs besides, and its run an approval.',
      tag: 'Jobs',
      access: 'scan',
      idempotent: true,
      params: jobParams,
      body: triggerJobSchema.optional(),
      responses: { 202: triggeredSchema },
      handler: async ({ scope, params, body, caller }) => {
        const job = await deps.db.within(scope, (tx) => findJob(deps, tx, params.id));
        const acts = deps.registry.get(job.type)?.actions !== undefined;
        if (acts && !scope.permissions.has('manage_jobs')) {
          throw new AppError(
            'forbidden',
            `${job.name} changes connected systems; running it needs the permission manage_jobs`,
          );
        }
        const parameters = JSON.parse(JSON.stringify(body ?? {})) as JsonObject;
        const trigger = caller.viaCookie ? 'manual' : 'api';
        return presentTriggered(await triggerJob(deps, scope, { jobId: job.id, parameters, trigger }));
      },
    }),
    ...stateChanges.map(([verb, operationId, summary]) =>
      defineRoute({
        method: 'POST',
        url: `/api/v1/jobs/:id/${verb}`,
        operationId,
        summary,
        tag: 'Jobs',
        access: 'manage_jobs',
        params: jobParams,
        responses: { 200: jobSchema },
        handler: async ({ scope, params }) => {
          const job = await deps.db.within(scope, (tx) => findJob(deps, tx, params.id));
          const changed = await changeJobState(deps, scope, job.id, verb);
          return await deps.db.within(scope, (tx) => readJob(deps, tx, changed));
        },
      }),
    ),
  ];
}
