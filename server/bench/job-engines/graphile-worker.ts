import pg from 'pg';
import { concurrency, counter, type JobEngine, pause } from './engine.ts';

/** The library alone; it knows PostgreSQL only. */
export async function openGraphileWorker(connectionString: string): Promise<JobEngine> {
  const { Logger, makeWorkerUtils, run } = await import('graphile-worker');
  const silent = new Logger(() => () => undefined);
  const pgPool = new pg.Pool({ connectionString, max: 10 });
  const begun = counter();
  let delays: number[] = [];
  const utils = await makeWorkerUtils({ pgPool, logger: silent });
  await utils.migrate();
  const runner = await run({
    pgPool,
    concurrency,
    noHandleSignals: true,
    logger: silent,
    taskList: {
      trivial: async (payload) => {
        delays.push(Date.now() - (payload as { due: number }).due);
        begun.count();
      },
    },
  });
  return {
    async burst(count) {
      const all = begun.expect(count);
      const startedAt = performance.now();
      for (let start = 0; start < count; start += 500) {
        const part = Array.from({ length: Math.min(500, count - start) }, () => ({
          identifier: 'trivial',
          payload: { due: Date.now() },
        }));
        await utils.addJobs(part);
      }
      await all;
      return (performance.now() - startedAt) / 1000;
    },
    async paced(perSecond, seconds) {
      delays = [];
      const all = begun.expect(perSecond * seconds);
      for (let second = 0; second < seconds; second++) {
        const due = Date.now();
        for (let job = 0; job < perSecond; job++) await utils.addJob('trivial', { due });
        await pause(Math.max(0, 1000 - (Date.now() - due)));
      }
      await all;
      return delays;
    },
    async stop() {
      await runner.stop();
      await utils.release();
      await pgPool.end();
    },
  };
}
