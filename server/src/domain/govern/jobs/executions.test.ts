import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { silentLog } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { listAuditEvents } from '../audit-log/index.ts';
import { addTestMember, createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { createPlatformJobs } from './environment-schedules.ts';
import { leaseWatch, recoverAfterRestart, recoverExecutions } from './execution-recovery.ts';
import * as executions from './execution-store.ts';
import { cancelExecution, retryExecution } from './executions.ts';
import { listJobs } from './job-store.ts';
import { defineJob, type JobOutcome, type JobRegistry, type JobRun, jobRegistry } from './job-type.ts';
import { type RunnerDeps, runExecution } from './runner.ts';
import type { JobsDeps } from './service.ts';

type Work = (job: JobRun<{ n?: number | undefined }>) => Promise<JobOutcome>;
const succeed: Work = async () => ({ status: 'succeeded' });
const fail: Work = async () => ({ status: 'failed', code: 'broken', message: 'it broke' });
const untilStopped: Work = ({ signal }) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve({ status: 'succeeded' })));

describeOnEachEngine('executions', (open) => {
  let db: OpenDatabase;
  let tenant: TestTenant;
  let deps: JobsDeps & RunnerDeps;
  let work: Work = succeed;
  let now = new Date('2026-03-01T00:30:00Z');
  let backlogSeconds = 0;
  let woken: { executionId: number; startAfterSeconds: number }[] = [];
  const clock: Clock = { now: () => now };
  const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));
  const forever = new AbortController().signal;
  /** Notes who is woken; the test plays the worker. */
  const queue: Queue = {
    async enqueue(_tx, _queue, payload, { startAfterSeconds = 0 } = {}) {
      woken.push({ ...(payload as { executionId: number }), startAfterSeconds });
    },
    enqueueAll: async () => undefined,
    oldestWaitingSeconds: async () => backlogSeconds,
    work: async () => undefined,
    stop: async () => undefined,
  };
  const registryOf = (version: number, type = 'resource_sync'): JobRegistry =>
    jobRegistry([
      defineJob({
        type,
        title: 'Resource sync',
        description: 'Work of a suite.',
        aliases: [],
        scheduleVariable: 'JOB_RESOURCE_SYNC_SCHEDULE',
        version,
        parameters: z.strictObject({ n: z.number().int().optional() }),
        run: (job) => work(job),
      }),
    ]);

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    work = succeed;
    woken = [];
    now = new Date('2026-03-01T00:30:00Z');
    deps = {
      db,
      clock,
      queue,
      announce,
      registry: registryOf(1),
      schedules: new Map([['resource_sync', '0 */6 * * *']]),
      timeoutSeconds: 300,
      log: silentLog,
      worker: 'worker-a',
    };
    tenant = await createTestTenant(db, 'Executions', [(tx, id) => createPlatformJobs(deps, tx, id)]);
  });

  const jobId = async () => (await db.within(tenant.scope, listJobs))[0]?.id ?? 0;
  const add = async (more: Partial<executions.NewExecution> = {}): Promise<number> => {
    const job = await jobId();
    const id = await db.within(tenant.scope, (tx) =>
      executions.insertExecution(tx, {
        organizationId: tenant.organizationId,
        jobId: job,
        jobType: 'resource_sync',
        trigger: 'manual',
        status: 'queued',
        scheduledFor: null,
        parameters: {},
        requestedBy: { kind: 'system', label: 'suite' },
        timeoutSeconds: 300,
        at: now,
        ...more,
      }),
    );
    if (id === null) throw new Error('an equal one waits');
    return id;
  };
  const setJob = async (set: object) => {
    const id = await jobId();
    await db.within(tenant.scope, (tx) => tx.sql.updateTable('jobs').set(set).where('id', '=', id).execute());
  };
  const run = (id: number, of: RunnerDeps = deps) => runExecution(of, id, forever);
  const read = async (id: number) => {
    const row = await db.within(tenant.scope, (tx) => executions.getExecution(tx, id));
    if (row === undefined) throw new Error(`no execution ${id}`);
    return row;
  };
  const audited = async () =>
    (await db.within(tenant.scope, (tx) => listAuditEvents(tx, {}, { perPage: 100, offset: 0 }))).events.map(
      ({ action }) => action,
    );
  /** Begins a run whose process is never heard of again. */
  const beginAndDie = async (id: number) => {
    const begun = new Promise<void>((resolve) => {
      work = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const silent = { ...db, within: () => new Promise<never>(() => undefined) };
    void runExecution({ ...deps, worker: 'dead', db: silent }, id, forever);
    await begun;
    work = succeed;
  };

  describe('a failure', () => {
    it('is tried again as often as the job says, after a pause that doubles', async () => {
      await setJob({ retry_attempts: 2, retry_backoff_seconds: 60 });
      work = fail;
      const id = await add();
      await run(id);
      expect(await read(id)).toMatchObject({ status: 'queued', attempt: 2, error_code: 'broken' });
      expect(woken).toEqual([{ executionId: id, startAfterSeconds: 60 }]);
      later(30);
      await run(id);
      expect(await read(id)).toMatchObject({ status: 'queued', attempt: 2 });
      later(31);
      await run(id);
      expect(await read(id)).toMatchObject({ status: 'queued', attempt: 3 });
      expect(woken.at(-1)).toEqual({ executionId: id, startAfterSeconds: 120 });
      later(121);
      await run(id);
      expect(await read(id)).toMatchObject({ status: 'failed', attempt: 3, error_code: 'broken' });
      expect((await audited()).filter((action) => action === 'execution.taken_up_again')).toHaveLength(2);
    });

    it('that the next attempt makes good leaves no error behind', async () => {
      await setJob({ retry_attempts: 1, retry_backoff_seconds: 1 });
      work = fail;
      const id = await add();
      await run(id);
      work = succeed;
      later(2);
      await run(id);
      expect(await read(id)).toMatchObject({
        status: 'succeeded',
        attempt: 2,
        error_code: null,
        error: null,
      });
    });

    it('is not repeated when it may have changed a connected system', async () => {
      await setJob({ retry_attempts: 3 });
      const id = await add();
      work = async () => {
        await db.within(tenant.scope, (tx) =>
          tx.sql.updateTable('job_executions').set({ may_have_written: true }).where('id', '=', id).execute(),
        );
        return { status: 'failed', code: 'broken', message: 'half way' };
      };
      await run(id);
      expect(await read(id)).toMatchObject({ status: 'failed', attempt: 1, error: 'half way' });
    });
  });

  describe('a lost worker', () => {
    it('is replaced once the lease has ended and has been seen not to move', async () => {
      const id = await add();
      await beginAndDie(id);
      let elapsed = 0;
      const watch = leaseWatch(() => elapsed);
      await recoverExecutions(deps, watch);
      later(21);
      await recoverExecutions(deps, watch);
      expect(await read(id)).toMatchObject({ status: 'running' });
      elapsed = 5000;
      await recoverExecutions(deps, watch);
      expect(await read(id)).toMatchObject({ status: 'queued', attempt: 2, error_code: 'worker_lost' });
      expect(woken).toEqual([{ executionId: id, startAfterSeconds: 0 }]);
      await run(id, { ...deps, worker: 'worker-b' });
      expect(await read(id)).toMatchObject({ status: 'succeeded', attempt: 2 });
      expect(await audited()).toContain('execution.taken_up_again');
    });

    it('is not waited for by a process that has the database to itself', async () => {
      const id = await add();
      await beginAndDie(id);
      await recoverAfterRestart(deps);
      expect(await read(id)).toMatchObject({ status: 'queued', attempt: 2, error_code: 'worker_lost' });
      await run(id, { ...deps, worker: 'worker-b' });
      expect(await read(id)).toMatchObject({ status: 'succeeded', attempt: 2 });
    });

    it('is the end of a run that may have changed a connected system', async () => {
      const id = await add();
      await beginAndDie(id);
      await db.within(tenant.scope, (tx) =>
        tx.sql.updateTable('job_executions').set({ may_have_written: true }).where('id', '=', id).execute(),
      );
      later(21);
      await recoverExecutions(deps);
      expect(await read(id)).toMatchObject({ status: 'failed', error_code: 'worker_lost' });
      expect((await read(id)).error).toContain('may have changed a connected system');
    });

    it('is the end of a run that somebody had asked to stop', async () => {
      const id = await add();
      await beginAndDie(id);
      await cancelExecution(deps, tenant.scope, id);
      later(21);
      await recoverExecutions(deps);
      expect(await read(id)).toMatchObject({ status: 'cancelled' });
    });

    it('that comes back after another has taken over stores nothing', async () => {
      const id = await add();
      let end: (() => void) | undefined;
      work = ({ report }) =>
        new Promise((resolve) => {
          end = () => {
            report.log('info', 'from the grave');
            resolve({ status: 'failed', code: 'broken', message: 'too late' });
          };
        });
      const zombie = run(id);
      await expect.poll(() => end).toBeDefined();
      later(21);
      await recoverExecutions(deps);
      work = succeed;
      await run(id, { ...deps, worker: 'worker-b' });
      end?.();
      await zombie;
      expect(await read(id)).toMatchObject({ status: 'succeeded', attempt: 2, error: null });
      expect((await audited()).filter((action) => action.startsWith('execution.'))).toEqual([
        'execution.succeeded',
        'execution.taken_up_again',
      ]);
    });
  });

  it('are handed to another worker when their process stops, and lose no attempt by it', async () => {
    const id = await add();
    const stop = new AbortController();
    work = untilStopped;
    const stopping = runExecution(deps, id, stop.signal);
    await expect.poll(async () => (await read(id)).status).toBe('running');
    stop.abort();
    await stopping;
    expect(await read(id)).toMatchObject({ status: 'queued', attempt: 1, error_code: 'worker_stopped' });
    work = succeed;
    await run(id, { ...deps, worker: 'worker-b' });
    expect(await read(id)).toMatchObject({ status: 'succeeded', attempt: 1, error_code: null });
  });

  it('that work and do not heed the request to stop are closed without them', async () => {
    const id = await add();
    work = () => new Promise(() => undefined);
    const stubborn = run(id);
    await expect.poll(async () => (await read(id)).status).toBe('running');
    await cancelExecution(deps, tenant.scope, id);
    await stubborn;
    expect(await read(id)).toMatchObject({ status: 'cancelled' });
  }, 120_000);

  describe('a worker of an older version', () => {
    it('leaves what a newer one asked for to a newer one', async () => {
      const id = await add({ typeVersion: 2 });
      await run(id);
      expect(await read(id)).toMatchObject({ status: 'queued' });
      expect(woken).toEqual([{ executionId: id, startAfterSeconds: 2 }]);
      await run(id, { ...deps, registry: registryOf(2), worker: 'new' });
      expect(await read(id)).toMatchObject({ status: 'succeeded' });
    });

    it('says so when no newer one comes', async () => {
      const id = await add({ typeVersion: 2 });
      later(601);
      await run(id);
      expect(await read(id)).toMatchObject({ status: 'failed', error_code: 'newer_version_needed' });
    });

    it('leaves a job type that it does not know to others for a minute', async () => {
      const id = await add();
      const other = { ...deps, registry: registryOf(1, 'another') };
      await run(id, other);
      expect(await read(id)).toMatchObject({ status: 'queued' });
      later(61);
      await run(id, other);
      expect(await read(id)).toMatchObject({ status: 'failed', error_code: 'job_type_removed' });
    });
  });

  it('are not begun before their time, and woken for it', async () => {
    const id = await add({ notBefore: new Date(now.getTime() + 45_000) });
    await run(id);
    expect(await read(id)).toMatchObject({ status: 'queued' });
    expect(woken).toEqual([{ executionId: id, startAfterSeconds: 45 }]);
    later(45);
    await run(id);
    expect(await read(id)).toMatchObject({ status: 'succeeded' });
  });

  it('whose wake-up was lost are woken again, each at a measured pace', async () => {
    const waiting = await add({ parameters: { n: 1 } });
    const early = await add({ parameters: { n: 2 }, notBefore: new Date(now.getTime() + 60_000) });
    await recoverExecutions(deps);
    expect(woken).toEqual([]);
    later(11);
    backlogSeconds = 5; // Messages of nearly its age still wait for their turn, so its own may too.
    await recoverExecutions(deps);
    expect(woken).toEqual([]);
    backlogSeconds = 0;
    for (let look = 0; look < 2; look++) await recoverExecutions(deps);
    expect(woken).toEqual([{ executionId: waiting, startAfterSeconds: 0 }]);
    later(60);
    await recoverExecutions(deps);
    expect(woken.map(({ executionId }) => executionId).sort()).toEqual([waiting, waiting, early].sort());
  });

  it('run side by side where the job allows it', async () => {
    let [running, most] = [0, 0];
    const release: (() => void)[] = [];
    work = async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => release.push(resolve));
      running--;
      return { status: 'succeeded' };
    };
    const free = [await add({ exclusive: false }), await add({ exclusive: false, parameters: { n: 2 } })];
    const both = Promise.all(free.map((id) => run(id)));
    await expect.poll(() => release.length).toBe(2);
    for (const go of release) go();
    await both;
    expect(most).toBe(2);
  });

  describe('by hand', () => {
    it('are started again as new ones that say what they repeat', async () => {
      work = fail;
      const id = await add({ parameters: { n: 7 } });
      await run(id);
      const next = await retryExecution(deps, tenant.scope, id);
      expect(next).toMatchObject({ trigger: 'retry', retry_of: id, status: 'queued', parameters: { n: 7 } });
      expect(woken.at(-1)).toEqual({ executionId: next.id, startAfterSeconds: 0 });
      await expect(retryExecution(deps, tenant.scope, id)).rejects.toMatchObject({ code: 'conflict' });
      work = succeed;
      await run(next.id);
      const again = retryExecution(deps, tenant.scope, next.id);
      await expect(again).rejects.toThrow(/succeeded: run the job instead/);
    });

    it('are found by nobody else', async () => {
      const [id, { scope }] = [await add(), await createTestTenant(db, 'Others')];
      for (const act of [cancelExecution, retryExecution])
        await expect(act(deps, scope, id)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('need more than the right to start scans when they act on connected systems', async () => {
      const acting = defineJob({
        type: 'resource_sync',
        title: 'Acts',
        description: 'Acts.',
        aliases: [],
        scheduleVariable: null,
        parameters: z.strictObject({}),
        actions: {
          prepare: async () => ({ status: 'skipped', code: 'nothing', message: 'nothing to do' }),
          inspect: async () => [],
          apply: async () => undefined,
          undo: () => null,
        },
      });
      const acts = { ...deps, registry: jobRegistry([acting]) };
      const id = await add();
      const viewer = await addTestMember(db, tenant, 'viewer');
      await expect(cancelExecution(acts, viewer.scope, id)).rejects.toMatchObject({ code: 'forbidden' });
      await cancelExecution(acts, tenant.scope, id);
      await expect(retryExecution(acts, viewer.scope, id)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await retryExecution(acts, tenant.scope, id)).toMatchObject({ phase: 'prepare' });
    });
  });
});
