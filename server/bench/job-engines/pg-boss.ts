import { PgBoss } from 'pg-boss';
import type { OpenDatabase } from '../../src/platform/db/open-database.ts';
import { bossDatabase } from '../../src/platform/queue/boss-database.ts';
import { concurrency, counter, type JobEngine, pause } from './engine.ts';

type Payload = { due: number };

/** The library alone, with the settings that make it quick: notifications, and workers that are woken after a job. */
export async function openPgBoss(db: OpenDatabase): Promise<JobEngine> {
  const boss = new PgBoss({
    db: bossDatabase(db.engineRoom),
    backend: db.engine === 'pglite' ? 'pglite' : 'postgres',
    schema: 'bare_boss',
    schedule: false,
    useListenNotify: true,
  });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue('trivial', { notify: true });
  const begun = counter();
  let delays: number[] = [];
  for (let worker = 0; worker < concurrency; worker++) {
    let id: string | undefined;
    id = await boss.work<Payload>(
      'trivial',
      { batchSize: 1, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 },
      async ([job]) => {
        if (job !== undefined) delays.push(Date.now() - job.data.due);
        begun.count();
        setImmediate(() => id !== undefined && boss.notifyWorker(id));
      },
    );
  }
  return {
    async burst(count) {
      const all = begun.expect(count);
      const startedAt = performance.now();
      for (let start = 0; start < count; start += 500) {
        const part = Array.from({ length: Math.min(500, count - start) }, () => ({
          data: { due: Date.now() },
        }));
        await boss.insert('trivial', part);
      }
      await all;
      return (performance.now() - startedAt) / 1000;
    },
    async paced(perSecond, seconds) {
      delays = [];
      const all = begun.expect(perSecond * seconds);
      for (let second = 0; second < seconds; second++) {
        const due = Date.now();
        for (let job = 0; job < perSecond; job++) await boss.send('trivial', { due });
        await pause(Math.max(0, 1000 - (Date.now() - due)));
      }
      await all;
      return delays;
    },
    stop: () => boss.stop({ graceful: false, close: false }),
  };
}
