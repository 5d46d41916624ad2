import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { explainJob } from './job-explain.ts';
import { presentRevision } from './job-present.ts';
import { explanationSchema, jobRevisionSchema, timelineSchema } from './job-schemas.ts';
import * as jobs from './job-store.ts';
import { readTimeline } from './job-timeline.ts';
import { listRevisions } from './revision-store.ts';
import { findJob, type JobsDeps } from './service.ts';

/** An id, or the type of a platform job in any accepted spelling. */
const jobParams = z.object({ id: z.string().min(1).max(60) });
const shownRevisions = 200;
const dayMs = 86_400_000;
const longestDays = 14;

const moment = z.iso.datetime({ offset: true });

/** The past of jobs, also of those that were deleted, by their id; and what comes. */
export function historyRoutes(deps: JobsDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/timeline',
      operationId: 'getJobTimeline',
      summary: 'Runs and coming instants of all jobs in a window of time',
      description: `From a day ago to a day ahead unless said otherwise; at most ${longestDays} days.`,
      tag: 'Jobs',
      access: 'view',
      query: z.strictObject({ from: moment.optional(), to: moment.optional() }),
      responses: { 200: timelineSchema },
      handler: ({ scope, query }) => {
        const now = deps.clock.now();
        const from = query.from === undefined ? new Date(now.getTime() - dayMs) : new Date(query.from);
        const to = query.to === undefined ? new Date(now.getTime() + dayMs) : new Date(query.to);
        if (to <= from || to.getTime() - from.getTime() > longestDays * dayMs) {
          throw new AppError('invalid_input', 'to: the window is empty or too long', {
            details: [{ path: 'to', message: `must be later than from, by at most ${longestDays} days` }],
          });
        }
        return deps.db.within(scope, (tx) => readTimeline(tx, { from, to, now }));
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/:id/explain',
      operationId: 'explainJob',
      summary: 'Why a job ran or did not run at a moment',
      tag: 'Jobs',
      access: 'view',
      params: jobParams,
      query: z.strictObject({ at: moment.optional().describe('Now, when absent.') }),
      responses: { 200: explanationSchema },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          const now = deps.clock.now();
          const job = await findJobEver(deps, tx, params.id);
          return await explainJob(tx, job, query.at === undefined ? now : new Date(query.at), now);
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/jobs/:id/revisions',
      operationId: 'listJobRevisions',
      summary: 'What the definition of a job was, newest first',
      tag: 'Jobs',
      access: 'view',
      params: jobParams,
      responses: { 200: z.object({ data: z.array(jobRevisionSchema) }) },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => {
          const job = await findJobEver(deps, tx, params.id);
          // One more than is shown, to compare the last one with.
          const rows = await listRevisions(tx, job.id, shownRevisions + 1);
          return {
            data: rows.slice(0, shownRevisions).map((row, index) => presentRevision(row, rows[index + 1])),
          };
        }),
    }),
  ];
}

async function findJobEver(deps: JobsDeps, tx: Tx, idOrType: string): Promise<jobs.JobRow> {
  const id = Number(idOrType);
  if (!Number.isSafeInteger(id)) return await findJob(deps, tx, idOrType);
  const job = await jobs.getJobEver(tx, id);
  if (job === undefined) throw notFound('job');
  return job;
}
