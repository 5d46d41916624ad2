import { z } from 'zod';
import { systemScope } from '../../../core/scope.ts';
import { type Clock, manualClock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { silentLog } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { listAuditEvents } from '../audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { createPlatformJobs } from './environment-schedules.ts';
import * as executions from './execution-store.ts';
import { createJob } from './job-definitions.ts';
import type { JobDefinition, JobRow } from './job-store.ts';
import { defineJob, type JobOutcome, type JobRun, jobRegistry } from './job-type.ts';
import { type RunnerDeps, runExecution } from './runner.ts';
import type { JobsDeps, SchedulerDeps } from './service.ts';

/** For suites of this module: an organisation, jobs of three types, a clock that is moved by hand. */

type Work = (job: JobRun<{ provider_id?: number | undefined }>) => Promise<JobOutcome>;

export type JobsDesk = {
  db: OpenDatabase;
  clock: Clock & { set(at: Date | string): void; advance(ms: number): void };
  deps: JobsDeps & RunnerDeps & SchedulerDeps;
  tenant: TestTenant;
  /** What executions were put on the queue, with their delay. */
  queued: { executionId: number; startAfterSeconds: number }[];
  /** What `resource_sync` does; it succeeds when nothing else is said. */
  work: Work;
  /** Why `resource_sync` cannot run. */
  unavailable: string | null;
  job(given?: Partial<JobDefinition> & { name?: string; type?: string }): Promise<JobRow>;
  /** Executions of the job, oldest instant first: its instant, status and reason. */
  history(job: { id: number }): Promise<[string | undefined, string, string | null][]>;
  executionsOf(job: { id: number }): Promise<executions.ExecutionRow[]>;
  run(executionId: number): Promise<executions.ExecutionRow>;
  auditActions(): Promise<string[]>;
};

const parameters = z.strictObject({ provider_id: z.number().int().positive().optional() });

/** The clock stands at Sunday, 1 March 2026, half past midnight in UTC. */
export async function openJobsDesk(db: OpenDatabase): Promise<JobsDesk> {
  await db.asSystem(systemScope('what an earlier test left is due no more'), (tx) =>
    tx.sql.updateTable('jobs').set({ next_run_at: null }).execute(),
  );
  const clock = manualClock('2026-03-01T00:30:00Z');
  const queued: JobsDesk['queued'] = [];
  const queue: Queue = {
    async enqueue(_tx, _queue, payload, { startAfterSeconds = 0 } = {}) {
      queued.push({ ...(payload as { executionId: number }), startAfterSeconds });
    },
    async enqueueAll(_tx, _queue, payloads) {
      for (const payload of payloads as { executionId: number }[]) {
        queued.push({ ...payload, startAfterSeconds: 0 });
      }
    },
    oldestWaitingSeconds: async () => 0,
    async work() {},
    async stop() {},
  };
  const registry = jobRegistry([
    defineJob({
      type: 'resource_sync',
      title: 'Resource sync',
      description: 'Work of a suite.',
      aliases: ['sync'],
      scheduleVariable: 'JOB_RESOURCE_SYNC_SCHEDULE',
      parameters,
      unavailable: async () => desk.unavailable,
      run: (job) => desk.work(job),
    }),
    defineJob({
      type: 'tidy_up',
      title: 'Tidy up',
      description: 'Acts on connected systems.',
      aliases: [],
      scheduleVariable: null,
      parameters: z.strictObject({}),
      actions: {
        prepare: async () => ({ summary: 'Nothing', targetSystem: 'Nowhere', steps: [] }),
        inspect: async () => [],
        apply: async () => {},
        undo: () => null,
      },
    }),
  ]);
  const deps: JobsDesk['deps'] = {
    db,
    clock,
    queue,
    announce,
    registry,
    schedules: new Map([['resource_sync', '0 */6 * * *']]),
    timeoutSeconds: 300,
    hasConnection: async () => true,
    log: silentLog,
    worker: 'worker-a',
  };
  const tenant = await createTestTenant(db, 'Jobs', [(tx, id) => createPlatformJobs(deps, tx, id)]);
  const list: JobsDesk['executionsOf'] = async ({ id }) => {
    const page = { limit: 1000, offset: 0 };
    const { rows } = await db.within(tenant.scope, (tx) =>
      executions.listExecutions(tx, { jobId: id }, page),
    );
    return rows.sort((a, b) => (a.scheduled_for?.getTime() ?? 0) - (b.scheduled_for?.getTime() ?? 0));
  };
  const desk: JobsDesk = {
    db,
    clock,
    deps,
    tenant,
    queued,
    work: async () => ({ status: 'succeeded' }),
    unavailable: null,
    job: ({ name = 'Hourly', type = 'resource_sync', ...given } = {}) =>
      createJob(deps, tenant.scope, {
        name,
        type,
        timing: { kind: 'cron', expression: '0 * * * *' },
        ...given,
      }),
    executionsOf: list,
    history: async (job) =>
      (await list(job)).map((row) => [
        row.scheduled_for?.toISOString().slice(5, 19),
        row.status,
        row.error_code,
      ]),
    async run(executionId) {
      await runExecution(deps, executionId, new AbortController().signal);
      const row = await db.within(tenant.scope, (tx) => executions.getExecution(tx, executionId));
      if (row === undefined) throw new Error(`execution ${executionId} is not there`);
      return row;
    },
    async auditActions() {
      const page = { perPage: 100, offset: 0 };
      const { events } = await db.within(tenant.scope, (tx) => listAuditEvents(tx, {}, page));
      return events.map((event) => `${event.action}:${event.outcome}`);
    },
  };
  return desk;
}
