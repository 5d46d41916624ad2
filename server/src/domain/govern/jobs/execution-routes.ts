import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listOf } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, defineRoute, defineStream, type Route } from '../../../platform/http/route.ts';
import { executionDetailSchema, executionSchema, logLineSchema } from './execution-schemas.ts';
import * as executions from './execution-store.ts';
import * as jobs from './job-store.ts';
import { jobTypeByName } from './job-type.ts';
import { presentExecution } from './present.ts';
import { cancelExecution, findJob, type JobsDeps } from './service.ts';

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

export function executionRoutes(deps: JobsDeps & { effectNames: EffectNames }): Route[] {
  const readExecution = (scope: Scope, id: number, jobId: number | null) =>
    deps.db.within(scope, (tx) => presentDetail(deps, tx, id, jobId));

  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/:id/executions',
      operationId: 'listJobExecutions',
      summary: 'Runs of a job, newest first',
      tag: 'Jobs',
      access: 'view',
      params: jobParams,
      query: z.strictObject({ status: z.string().max(100).optional(), ...pageParameters }),
      responses: { 200: pageOf(executionSchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          const job = await findJob(deps, tx, params.id);
          const wanted = pageWanted(query);
          const filter = { jobId: job.id, statuses: listOf(query.status) };
          const { rows, total } = await executions.listExecutions(tx, filter, {
            limit: wanted.perPage,
            offset: wanted.offset,
          });
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => presentExecution(row, job.name)),
          );
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
        job_type: z.string().max(200).optional(),
        status: z.string().max(100).optional(),
        ...pageParameters,
      }),
      responses: { 200: pageOf(executionSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const jobTypes = listOf(query.job_type)?.map(
            (name) => jobTypeByName(deps.registry, name)?.type ?? name,
          );
          const { rows, total } = await executions.listExecutions(
            tx,
            { jobTypes, statuses: listOf(query.status) },
            { limit: wanted.perPage, offset: wanted.offset },
          );
          const names = new Map((await jobs.listJobs(tx)).map((job) => [job.id, job.name]));
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => presentExecution(row, names.get(row.job_id) ?? row.job_type)),
          );
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/executions/:id',
      operationId: 'getExecution',
      summary: 'One run with the end of its log and what it touched',
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
      method: 'GET',
      url: '/api/v1/executions/:id/log',
      operationId: 'getExecutionLog',
      summary: 'Lines of the log, the newest before `before`',
      tag: 'Jobs',
      access: 'view',
      params: idParams,
      query: z.strictObject({
        before: z.coerce.number().int().positive().optional(),
        limit: z.coerce.number().int().min(1).max(1000).default(500),
      }),
      responses: { 200: z.object({ data: z.array(logLineSchema), total: z.number().int() }) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          if ((await executions.getExecution(tx, params.id)) === undefined) throw notFound('execution');
          const { lines, total } = await executions.readLog(tx, params.id, query);
          return { data: lines.map(presentLine), total };
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/executions/:id/cancel',
      operationId: 'cancelExecution',
      summary: 'Stop a run',
      tag: 'Jobs',
      access: 'scan',
      params: idParams,
      responses: { 202: executionSchema },
      handler: async ({ scope, params }) => {
        const row = await cancelExecution(deps, scope, params.id);
        const job = await deps.db.within(scope, (tx) => jobs.getJob(tx, row.job_id));
        return new Answer({ status: 202, body: presentExecution(row, job?.name ?? row.job_type) });
      },
    }),
    executionStream(deps),
  ];
}

function executionStream(deps: JobsDeps): Route {
  return defineStream({
    method: 'GET',
    url: '/api/v1/executions/:id/stream',
    operationId: 'streamExecution',
    summary: 'Log lines and progress of a run as they come',
    tag: 'Jobs',
    access: 'view',
    params: idParams,
    async ready({ scope, params }) {
      const row = await deps.db.within(scope, (tx) => executions.getExecution(tx, params.id));
      if (row === undefined) throw notFound('execution');
    },
    async stream({ scope, params }, events) {
      let after = Number(events.lastEventId ?? 0);
      if (!Number.isSafeInteger(after) || after < 0)
        throw new AppError('invalid_input', 'Last-Event-ID: not a number');
      let reading: Promise<void> = Promise.resolve();
      const push = () => {
        reading = reading.then(async () => {
          if (events.closed) return;
          const { row, lines } = await deps.db.within(scope, async (tx) => ({
            row: await executions.getExecution(tx, params.id),
            lines: (await executions.readLog(tx, params.id, { after, limit: 1000 })).lines,
          }));
          if (row === undefined) return events.close();
          for (const line of lines) {
            after = line.sequence;
            events.send({ id: line.sequence, event: 'log', data: presentLine(line) });
          }
          events.send({
            event: 'progress',
            data: { status: row.status, progress: row.progress, counts: row.counts },
          });
          if (row.ended_at !== null && lines.length < 1000) {
            events.send({ event: 'ended', data: { status: row.status, error: row.error } });
            events.close();
          }
        });
        reading.catch(() => events.close());
      };
      const key = `${scope.organizationId}:${params.id}`;
      const stop = await deps.db.listen('execution_progress', (payload) => {
        if (payload === key) push();
      });
      // The end of a run is a fact of its own; asking now and then also covers a lost message.
      const poll = setInterval(push, 1000);
      push();
      return async () => {
        clearInterval(poll);
        await stop();
      };
    },
  });
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
  const { lines, total } = await executions.readLog(tx, id, { limit: shownLines });
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
    audit_sequence: row.audit_sequence,
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

function presentLine(line: executions.LogLine) {
  return { sequence: line.sequence, at: line.at.toISOString(), level: line.level, message: line.message };
}
