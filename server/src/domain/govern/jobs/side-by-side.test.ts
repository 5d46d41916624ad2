import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { silentLog } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { createPlatformJobs } from './environment-schedules.ts';
import { recoverExecutions } from './execution-recovery.ts';
import { getExecution, sideBySideOf } from './execution-store.ts';
import { cancelExecution, retryExecution } from './executions.ts';
import { defineJob, type JobOutcome, jobRegistry } from './job-type.ts';
import { type RunnerDeps, runExecution } from './runner.ts';
import type { JobsDeps } from './service.ts';
import { triggerPlatformJob } from './start-run.ts';

const forever = new AbortController().signal;

/** At most three runs at once, and never two that work on the same thing. */
describeOnEachEngine('runs of one job that may go side by side', (open) => {
  let db: OpenDatabase;
  let tenant: TestTenant;
  let deps: JobsDeps & RunnerDeps;
  let woken: number[] = [];
  /** What works now, with the way to let it end. */
  const working = new Map<string, (outcome: JobOutcome) => void>();
  let ends: Promise<void>[] = [];
  const queue: Queue = {
    enqueue: async (_tx, _queue, payload) => {
      woken.push((payload as { executionId: number }).executionId);
    },
    enqueueAll: async () => undefined,
    oldestWaitingSeconds: async () => 0,
    work: async () => undefined,
    stop: async () => undefined,
  };
  const jobType = defineJob({
    type: 'resource_sync',
    title: 'Work',
    description: 'Work of a suite.',
    aliases: [],
    scheduleVariable: 'JOB_RESOURCE_SYNC_SCHEDULE',
    parameters: z.strictObject({ name: z.string(), on: z.string() }),
    sideBySide: { most: 3, holds: async (_tx, { on }) => on },
    run: ({ parameters: { name } }) => new Promise((resolve) => working.set(name, resolve)),
  });

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    woken = [];
    ends = [];
    working.clear();
    deps = {
      db,
      clock: systemClock,
      queue,
      announce,
      registry: jobRegistry([jobType]),
      schedules: new Map(),
      timeoutSeconds: 300,
      log: silentLog,
      worker: 'worker-a',
    };
    tenant = await createTestTenant(db, 'Side by side', [(tx, id) => createPlatformJobs(deps, tx, id)]);
  });

  const ask = async (name: string, on: string): Promise<number> => {
    const request = { type: 'resource_sync', parameters: { name, on }, trigger: 'api' as const };
    return (await triggerPlatformJob(deps, tenant.scope, request)).executionId;
  };
  const read = async (id: number) => {
    const row = await db.within(tenant.scope, (tx) => getExecution(tx, id));
    if (row === undefined) throw new Error(`no execution ${id}`);
    return row;
  };
  /** A worker takes it; resolves when it works, or when it was left where it is. */
  const take = async (id: number, name: string): Promise<'works' | 'waits'> => {
    const end = runExecution(deps, id, forever);
    ends.push(end);
    let left = false;
    void end.then(() => (left = true));
    await expect.poll(() => working.has(name) || left).toBe(true);
    return working.has(name) ? 'works' : 'waits';
  };
  const finish = async (name: string, outcome: JobOutcome = { status: 'succeeded' }) => {
    working.get(name)?.(outcome);
    working.delete(name);
  };
  const finishAll = async () => {
    for (const name of [...working.keys()]) await finish(name);
    await Promise.all(ends);
  };

  it('work on different things at the same moment, and never two on the same', async () => {
    const [a, b, again] = [await ask('a', 'x'), await ask('b', 'y'), await ask('again', 'x')];
    expect(await take(a, 'a')).toBe('works');
    expect(await take(again, 'again')).toBe('waits');
    expect(await take(b, 'b')).toBe('works');
    expect([(await read(a)).status, (await read(b)).status, (await read(again)).status]).toEqual([
      'running',
      'running',
      'queued',
    ]);
    woken = [];
    await finish('b');
    await expect.poll(async () => (await read(b)).status).toBe('succeeded');
    expect(woken).toEqual([]);
    await finish('a');
    await expect.poll(async () => (await read(a)).status).toBe('succeeded');
    expect(woken).toEqual([again]);
    expect(await take(again, 'again')).toBe('works');
    await finishAll();
  });

  it('are no more at once than may be, also when many workers take them at the same moment', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const ids = await Promise.all(names.map((name) => ask(name, `thing ${name}`)));
    ends = ids.map((id) => runExecution(deps, id, forever));
    await expect.poll(() => working.size).toBe(3);
    const states = () => Promise.all(ids.map(async (id) => (await read(id)).status));
    await expect
      .poll(async () => (await states()).sort())
      .toEqual(['queued', 'queued', 'running', 'running', 'running']);
    woken = [];
    const [first = ''] = working.keys();
    await finish(first);
    await expect.poll(async () => (await read(ids[names.indexOf(first)] ?? 0)).status).toBe('succeeded');
    // As many as may run at once are woken: two that end together must not choose the same one.
    const waiting = ids.filter((_, index) => !working.has(names[index] ?? ''));
    expect(waiting).toEqual(expect.arrayContaining(woken));
    expect(woken).toHaveLength(2);
    const next = woken.map((id) => runExecution(deps, id, forever));
    await expect.poll(() => working.size).toBe(3);
    ends.push(...next);
    await finishAll();
    const left = (await Promise.all(ids.map(read))).filter(({ status }) => status === 'queued');
    expect(left).toHaveLength(1);
  });

  it('go one after the other where their type says nothing, and the next is woken', async () => {
    const { sideBySide: _, ...usual } = jobType;
    deps = { ...deps, registry: jobRegistry([usual]) };
    const [first, second] = [await ask('first', 'x'), await ask('second', 'y')];
    expect(await take(first, 'first')).toBe('works');
    expect(await take(second, 'second')).toBe('waits');
    expect((await read(second)).status).toBe('queued');
    woken = [];
    await finish('first');
    await expect.poll(async () => (await read(first)).status).toBe('succeeded');
    expect(woken).toEqual([second]);
  });

  it('that were forgotten are woken only where nothing is in their way', async () => {
    const [a, same, other] = [await ask('a', 'x'), await ask('same', 'x'), await ask('other', 'y')];
    expect(await take(a, 'a')).toBe('works');
    await db.within(tenant.scope, (tx) =>
      tx.sql
        .updateTable('job_executions')
        .set({ queued_at: new Date(Date.now() - 3_600_000) })
        .where('id', 'in', [same, other])
        .execute(),
    );
    woken = [];
    await recoverExecutions(deps);
    // Recovery looks after every organisation, those of the other tests among them.
    expect(woken.filter((id) => [a, same, other].includes(id))).toEqual([other]);
    await finishAll();
  });

  it('hold the same when they are tried again', async () => {
    const id = await ask('a', 'x');
    await cancelExecution(deps, tenant.scope, id);
    const again = await retryExecution(deps, tenant.scope, id);
    expect(sideBySideOf(await read(again.id))).toEqual({ holds: 'x', most: 3 });
  });

  describe('of a job whose runs may overlap', () => {
    it('do not work on the same thing all the same', async () => {
      await db.within(tenant.scope, (tx) =>
        tx.sql
          .updateTable('jobs')
          .set({ overlap_policy: 'allow' })
          .where('organization_id', '=', tenant.organizationId)
          .execute(),
      );
      const [a, same] = [await ask('a', 'x'), await ask('same', 'x')];
      expect(await take(a, 'a')).toBe('works');
      expect(await take(same, 'same')).toBe('waits');
      woken = [];
      await finish('a');
      await expect.poll(async () => (await read(a)).status).toBe('succeeded');
      expect(woken).toEqual([same]);
    });
  });
});
