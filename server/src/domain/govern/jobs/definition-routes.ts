import { z } from 'zod';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { createJob, deleteJob, duplicateJob, editJob } from './job-definitions.ts';
import { createJobSchema, duplicateJobSchema, jobSchema, updateJobSchema } from './job-schemas.ts';
import type * as jobs from './job-store.ts';
import { readJob } from './read-jobs.ts';
import { findJob, type JobsDeps } from './service.ts';

/** An id, or the type of a platform job in any accepted spelling. */
const jobParams = z.object({ id: z.string().min(1).max(60) });

export function definitionRoutes(deps: JobsDeps): Route[] {
  const find = (scope: Parameters<JobsDeps['db']['within']>[0], id: string) =>
    deps.db.within(scope, (tx) => findJob(deps, tx, id));
  const show = (scope: Parameters<JobsDeps['db']['within']>[0], row: jobs.JobRow) =>
    deps.db.within(scope, (tx) => readJob(deps, tx, row));

  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/jobs',
      operationId: 'createJob',
      summary: 'Make a job',
      description: 'Its first run is at its next instant: saving starts nothing.',
      tag: 'Jobs',
      access: 'manage_jobs',
      idempotent: true,
      body: createJobSchema,
      responses: { 201: jobSchema },
      handler: async ({ scope, body }) => {
        const { type, name, ...fields } = body;
        const job = await createJob(deps, scope, { type, name, ...definitionOf(fields) });
        return new Answer({ status: 201, body: await show(scope, job) });
      },
    }),
    defineRoute({
      method: 'PATCH',
      url: '/api/v1/jobs/:id',
      operationId: 'updateJob',
      summary: 'Change a job',
      description:
        'Only the given fields change. A pending approval of the job is cancelled: it was for what the job was.',
      tag: 'Jobs',
      access: 'manage_jobs',
      params: jobParams,
      body: updateJobSchema,
      responses: { 200: jobSchema },
      handler: async ({ scope, params, body }) => {
        const { name, version, ...fields } = body;
        const { id } = await find(scope, params.id);
        const change = { ...definitionOf(fields), ...present({ name, version }) };
        return await show(scope, await editJob(deps, scope, id, change));
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/jobs/:id',
      operationId: 'deleteJob',
      summary: 'Delete a job; its runs stay in the history',
      tag: 'Jobs',
      access: 'manage_jobs',
      params: jobParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deleteJob(deps, scope, (await find(scope, params.id)).id);
        return new Answer({ status: 204 });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/jobs/:id/duplicate',
      operationId: 'duplicateJob',
      summary: 'Copy a job; the copy is disabled until somebody enables it',
      tag: 'Jobs',
      access: 'manage_jobs',
      idempotent: true,
      params: jobParams,
      body: duplicateJobSchema.optional(),
      responses: { 201: jobSchema },
      handler: async ({ scope, params, body }) => {
        const { id } = await find(scope, params.id);
        const copy = await duplicateJob(deps, scope, id, body?.name);
        return new Answer({ status: 201, body: await show(scope, copy) });
      },
    }),
  ];
}

type Fields = Omit<z.output<typeof createJobSchema>, 'type' | 'name'>;

/** The fields of the API as those of the definition. */
function definitionOf(fields: Omit<Fields, 'version'>): Partial<jobs.JobDefinition> {
  const { timing, schedule, gap, overlap_at_clock_change, retry, ...same } = fields;
  return present({
    ...same,
    timing: timing ?? (schedule === undefined ? undefined : { kind: 'cron' as const, expression: schedule }),
    gap_policy: gap,
    overlap_policy_at_clock_change: overlap_at_clock_change,
    retry_attempts: retry?.attempts,
    retry_backoff_seconds: retry?.backoff_seconds,
  });
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the fields that were not given. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
