import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { silentLog } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { openQueue } from '../../../platform/queue/open-queue.ts';
import { listAuditEvents, verifyAuditLog } from '../audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { applyEnvironmentSchedules, createPlatformJobs } from './environment-schedules.ts';
import { claimExecution } from './execution-lease.ts';
import { readLog } from './execution-log-store.ts';
import { recoverExecutions } from './execution-recovery.ts';
import * as executions from './execution-store.ts';
import { cancelExecution } from './executions.ts';
import { listJobs, setNextRun } from './job-store.ts';
import { defineJob, type JobOutcome, type JobRun, jobRegistry } from './job-type.ts';
import { executionQueue, type RunnerDeps, runExecution } from './runner.ts';
import type { JobsDeps } from './service.ts';
import { triggerPlatformJob } from './start-run.ts';

type Work = (job: JobRun<{ provider_id?: number | undefined }>) => Promise<JobOutcome>;
const succeed: Work = async () => ({ status: 'succeeded' });

describeOnEachEngine('jobs', (open) => {
  let db: OpenDatabase;
  let queue: Queue;
  let tenant: TestTenant;
  let deps: JobsDeps & RunnerDeps;
  let work: Work = succeed;
  let now = new Date('2026-03-01T00:30:00Z');
  const clock: Clock = { now: () => now };
  const forever = new AbortController().signal;
  const registry = jobRegistry([
    defineJob({
      type: 'resource_sync',
      title: 'Resource sync',
      description: 'Work of a suite.',
      aliases: ['sync'],
      scheduleVariable: 'JOB_RESOURCE_SYNC_SCHEDULE',
      parameters: z.strictObject({ provider_id: z.number().int().positive().optional() }),
      run: (job) => work(job),
    }),
  ]);

  beforeAll(async () => {
    db = await open();
    queue = await openQueue({ database: db, log: silentLog, names: [executionQueue] });
  });
  afterAll(async () => await queue?.stop(1));
  beforeEach(async () => {
    work = succeed;
    now = new Date('2026-03-01T00:30:00Z');
    const schedules = new Map([['resource_sync', '0 */6 * * *']]);
    deps = {
      db,
      clock,
      queue,
      announce,
      registry,
      schedules,
      timeoutSeconds: 300,
      log: silentLog,
      worker: 'worker-a',
    };
    tenant = await createTestTenant(db, 'Jobs', [(tx, id) => createPlatformJobs(deps, tx, id)]);
  });

  const job = async () => {
    const [only] = await db.within(tenant.scope, listJobs);
    if (only === undefined) throw new Error('the tenant has no job');
    return only;
  };
  const trigger = (parameters = {}) =>
    triggerPlatformJob(deps, tenant.scope, { type: 'resource_sync', parameters, trigger: 'manual' });
  const read = (id: number) => db.within(tenant.scope, (tx) => executions.getExecution(tx, id));
  const auditActions = async () =>
    (await db.within(tenant.scope, (tx) => listAuditEvents(tx, {}, { perPage: 100, offset: 0 }))).events.map(
      (event) => `${event.action}:${event.outcome}`,
    );

  describe('a run', () => {
    it('succeeds with its counts, its log, an audit event and its event', async () => {
      work = async ({ report }) => {
        report.count('found', 3);
        report.log('info', 'looked around');
        return { status: 'succeeded', findings: 2 };
      };
      const { executionId } = await trigger();
      await runExecution(deps, executionId, forever);
      expect(await read(executionId)).toMatchObject({
        status: 'succeeded',
        counts: { found: 3 },
        findings_count: 2,
        audit_sequence: expect.any(Number),
      });
      const { lines } = await db.within(tenant.scope, (tx) => readLog(tx, executionId, { limit: 10 }));
      expect(lines.map((line) => line.message)).toEqual(['looked around', 'succeeded']);
      expect(await auditActions()).toContain('execution.succeeded:succeeded');
      const events = await db.within(tenant.scope, (tx) =>
        tx.sql.selectFrom('outbox_events').select('type').execute(),
      );
      expect(events.map((event) => event.type)).toContain('job.completed');
    });

    it('that throws has failed, without telling what an unknown error says', async () => {
      work = async () => {
        throw new Error('password=hunter2');
      };
      const { executionId } = await trigger();
      await runExecution(deps, executionId, forever);
      const row = await read(executionId);
      expect(row).toMatchObject({ status: 'failed', error_code: 'failed' });
      expect(row?.error).not.toContain('hunter2');
      expect(await auditActions()).toContain('execution.failed:failed');
    });

    it('that had nothing to work on is skipped, with the reason, and never a success', async () => {
      work = async () => ({
        status: 'skipped',
        code: 'nothing_connected',
        message: 'no account is connected',
      });
      const { executionId } = await trigger();
      await runExecution(deps, executionId, forever);
      expect(await read(executionId)).toMatchObject({ status: 'skipped', error: 'no account is connected' });
      expect(await auditActions()).toContain('execution.skipped:skipped');
    });

    it('is aborted when it takes too long, and says so', async () => {
      deps.timeoutSeconds = 1;
      work = ({ signal }) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve({ status: 'succeeded' })));
      const { executionId } = await trigger();
      await runExecution(deps, executionId, forever);
      expect(await read(executionId)).toMatchObject({
        status: 'failed',
        error_code: 'timed_out',
        error: 'timed out after 1 s',
      });
    });

    it('that is cancelled stops its work', async () => {
      let stopped = false;
      work = ({ signal }) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            stopped = true;
            resolve({ status: 'succeeded' });
          }),
        );
      const { executionId } = await trigger();
      const running = runExecution(deps, executionId, forever);
      await expect.poll(async () => (await read(executionId))?.status).toBe('running');
      await cancelExecution(deps, tenant.scope, executionId);
      await running;
      expect(stopped).toBe(true);
      expect(await read(executionId)).toMatchObject({ status: 'cancelled', error_code: 'cancelled' });
    });

    it('is cancelled at once while it waits', async () => {
      const { executionId } = await trigger();
      await cancelExecution(deps, tenant.scope, executionId);
      expect(await read(executionId)).toMatchObject({ status: 'cancelled' });
      await runExecution(deps, executionId, forever);
      expect(await read(executionId)).toMatchObject({ status: 'cancelled' });
    });

    it('is not started twice: a second request gets the first', async () => {
      const first = await trigger({ provider_id: 7 });
      const second = await trigger({ provider_id: 7 });
      expect(second).toMatchObject({ executionId: first.executionId, duplicate: true });
      const other = await trigger({ provider_id: 8 });
      expect(other.duplicate).toBe(false);
    });

    it('waits while another run of its job works', async () => {
      let release: (() => void) | undefined;
      work = () => new Promise((resolve) => (release = () => resolve({ status: 'succeeded' })));
      const first = await trigger({ provider_id: 1 });
      const second = await trigger({ provider_id: 2 });
      const running = runExecution(deps, first.executionId, forever);
      await expect.poll(() => release).toBeDefined();
      await runExecution(deps, second.executionId, forever);
      expect(await read(second.executionId)).toMatchObject({ status: 'queued' });
      release?.();
      await running;
      work = succeed;
      await runExecution(deps, second.executionId, forever);
      expect(await read(second.executionId)).toMatchObject({ status: 'succeeded' });
    });

    it('refuses parameters that its type does not take, by name', async () => {
      await expect(trigger({ provider_id: 'x' })).rejects.toMatchObject({
        code: 'invalid_input',
        details: [{ path: 'provider_id' }],
      });
    });
  });

  it('gives the run of a dead worker to another, ends it when that one dies too, and keeps the chain whole', async () => {
    const { executionId } = await trigger();
    const startAndDie = async () => {
      const claim = { executionId, worker: 'dead', at: now, versions: { resource_sync: 1 } };
      const leaseUntil = new Date(now.getTime() + 20_000);
      await db.asSystem({ system: true, why: 'a suite plays a worker that dies' }, (tx) =>
        claimExecution(tx, { ...claim, leaseUntil }),
      );
    };
    await startAndDie();
    await recoverExecutions(deps);
    expect(await read(executionId)).toMatchObject({ status: 'running', attempt: 1 });
    now = new Date(now.getTime() + 21_000);
    await recoverExecutions(deps);
    expect(await read(executionId)).toMatchObject({
      status: 'queued',
      attempt: 2,
      error_code: 'worker_lost',
    });
    await startAndDie();
    now = new Date(now.getTime() + 21_000);
    await recoverExecutions(deps);
    expect(await read(executionId)).toMatchObject({ status: 'failed', error_code: 'worker_lost' });
    expect(await auditActions()).toContain('execution.taken_up_again:succeeded');
    const verification = await verifyAuditLog(db, tenant.scope);
    expect(verification).toMatchObject({ verified: true });
  });

  describe('the environment', () => {
    it('reschedules at start and unschedules what is not set', async () => {
      await applyEnvironmentSchedules({ ...deps, schedules: new Map([['resource_sync', '15 1 * * *']]) });
      expect(await job()).toMatchObject({
        timing: { kind: 'cron', expression: '15 1 * * *' },
        next_run_at: new Date('2026-03-01T01:15:00Z'),
      });
      await applyEnvironmentSchedules({ ...deps, schedules: new Map([['resource_sync', null]]) });
      expect(await job()).toMatchObject({ timing: null, next_run_at: null });
    });

    it('does not forget what fell due while the process was down', async () => {
      const due = new Date('2026-02-28T18:00:00Z');
      await db.within(tenant.scope, async (tx) => setNextRun(tx, (await listJobs(tx))[0]?.id ?? 0, due));
      await applyEnvironmentSchedules(deps);
      expect((await job()).next_run_at).toEqual(due);
    });
  });
});
