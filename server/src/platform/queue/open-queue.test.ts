import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealScope, systemScope } from '../../core/scope.ts';
import type { OpenDatabase } from '../db/open-database.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { silentLog } from '../log/log.ts';
import type { Queue } from './contract.ts';
import { openQueue } from './open-queue.ts';

const why = systemScope('the test enqueues');

/** A promise that the test resolves from elsewhere. */
function signal<T = void>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describeOnEachEngine('the queue', (open) => {
  let database: OpenDatabase;
  let queue: Queue;

  beforeAll(async () => {
    database = await open();
    queue = await openQueue({
      database,
      log: silentLog,
      pollSeconds: 0.5,
      names: ['first', 'many', 'burst', 'retried', 'tenant', 'stopped', 'later', 'waiting'],
    });
  });
  afterAll(() => queue.stop(0));

  test('runs a job after the commit of its transaction, and never one that was rolled back', async () => {
    const seen: unknown[] = [];
    const second = signal();
    await queue.work('first', { concurrency: 1 }, async (payload) => {
      seen.push(payload);
      if ((payload as { n: number }).n === 2) second.resolve();
    });
    const undone = database.asSystem(why, async (tx) => {
      await queue.enqueue(tx, 'first', { n: 1 });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    await database.asSystem(why, (tx) => queue.enqueue(tx, 'first', { n: 2 }));
    await second.promise;
    expect(seen).toEqual([{ n: 2 }]);
  });

  test('says how long the oldest message waits that could be taken', async () => {
    expect(await queue.oldestWaitingSeconds('waiting')).toBe(0);
    await database.asSystem(why, (tx) => queue.enqueue(tx, 'waiting', {}, { startAfterSeconds: 600 }));
    expect(await queue.oldestWaitingSeconds('waiting')).toBe(0);
    await database.asSystem(why, (tx) => queue.enqueue(tx, 'waiting', {}));
    await expect.poll(() => queue.oldestWaitingSeconds('waiting')).toBeGreaterThan(0.2);
    expect(await queue.oldestWaitingSeconds('waiting')).toBeLessThan(300);
  });

  test('runs many that were put in by one statement, each once, and none of a rolled back transaction', async () => {
    const seen: number[] = [];
    await queue.work('many', { concurrency: 2 }, async (payload) => {
      seen.push((payload as { n: number }).n);
    });
    const payloads = (from: number) => Array.from({ length: 20 }, (_, index) => ({ n: from + index }));
    const undone = database.asSystem(why, async (tx) => {
      await queue.enqueueAll(tx, 'many', payloads(100));
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    await database.asSystem(why, (tx) => queue.enqueueAll(tx, 'many', payloads(0)));
    await expect.poll(() => seen.length, { timeout: 60_000 }).toBe(20);
    expect(seen.sort((a, b) => a - b)).toEqual(payloads(0).map(({ n }) => n));
  });

  test('may be filled by a transaction of an organisation, whose rights stay small', async () => {
    const done = signal<unknown>();
    await queue.work('tenant', { concurrency: 1 }, async (payload) => done.resolve(payload));
    const { id } = await database.asSystem(why, (tx) =>
      tx.sql.insertInto('organizations').values({ name: 'a' }).returning('id').executeTakeFirstOrThrow(),
    );
    const scope = sealScope({
      organizationId: id,
      actor: { kind: 'system', label: 't' },
      permissions: new Set(),
    });
    await database.within(scope, async (tx) => {
      await queue.enqueue(tx, 'tenant', ['from a tenant']);
      await expect(tx.sql.selectFrom('organizations').select('id').execute()).resolves.toEqual([{ id }]);
    });
    expect(await done.promise).toEqual(['from a tenant']);
  });

  test('works through a pile without waiting for polls, as many at once as asked', async () => {
    const all = signal();
    let left = 60;
    let now = 0;
    let most = 0;
    await database.asSystem(why, async (tx) => {
      for (let n = 0; n < 60; n++) await queue.enqueue(tx, 'burst', n);
    });
    await queue.work('burst', { concurrency: 3 }, async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      if (--left === 0) all.resolve();
    });
    await all.promise;
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
  });

  test('gives a failed job another try', async () => {
    const again = signal<number>();
    let tries = 0;
    await queue.work('retried', { concurrency: 1 }, async () => {
      if (++tries === 1) throw new Error('not this time');
      again.resolve(tries);
    });
    await database.asSystem(why, (tx) => queue.enqueue(tx, 'retried', null));
    expect(await again.promise).toBe(2);
  });

  test('keeps a job until its time', async () => {
    const done = signal<number>();
    const sent = performance.now();
    await queue.work('later', { concurrency: 1 }, async () => done.resolve(performance.now() - sent));
    await database.asSystem(why, (tx) => queue.enqueue(tx, 'later', null, { startAfterSeconds: 1 }));
    expect(await done.promise).toBeGreaterThan(900);
  });

  test('refuses a queue that was not opened', async () => {
    const wrong = database.asSystem(why, (tx) => queue.enqueue(tx, 'unknown', null));
    await expect(wrong).rejects.toThrow(/was not opened/);
  });

  test('can be opened by several processes at once, the first time too', async () => {
    const fresh = await open();
    const queues = await Promise.all(
      [1, 2, 3].map(() =>
        openQueue({ database: fresh, log: silentLog, names: ['shared'], pollSeconds: 0.5 }),
      ),
    );
    const done = signal<unknown>();
    await queues[0]?.work('shared', { concurrency: 1 }, async (payload) => done.resolve(payload));
    await fresh.asSystem(why, async (tx) => queues[1]?.enqueue(tx, 'shared', 'from another'));
    expect(await done.promise).toBe('from another');
    for (const one of queues) await one.stop(0);
  });

  test('a stop aborts what runs, and another process takes the job over', async () => {
    const started = signal();
    const aborted = signal();
    const own = await openQueue({ database, log: silentLog, names: ['stopped'], pollSeconds: 0.5 });
    await own.work('stopped', { concurrency: 1 }, async (_payload, signal) => {
      started.resolve();
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted.resolve();
          reject(new Error('aborted'));
        });
      });
    });
    await database.asSystem(why, (tx) => queue.enqueue(tx, 'stopped', 'work'));
    await started.promise;
    await own.stop(0);
    await aborted.promise;
    const taken = signal<unknown>();
    await queue.work('stopped', { concurrency: 1 }, async (payload) => taken.resolve(payload));
    expect(await taken.promise).toBe('work');
  });
});
