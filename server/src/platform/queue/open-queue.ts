import { PgBoss } from 'pg-boss';
import { AppError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import type { OpenDatabase } from '../db/open-database.ts';
import { outsideTransaction } from '../db/transactions.ts';
import type { Log } from '../log/log.ts';
import { bossDatabase, bossInside } from './boss-database.ts';
import type { Queue } from './contract.ts';

type Envelope = { payload: Json };

/** A job whose worker is silent for this long is given to another one. */
const heartbeatSeconds = 30;
const longestSeconds = 24 * 3600 - 1;
/** Waking is by notification; this finds what a lost notification left. */
const defaultPollSeconds = 5;
const handlerEndMs = 15_000;
const schema = 'infraudit_queue';

/**
 * Opens the queues `names` on the product's own database. All of them must be named here: the embedded
 * database can look nothing up while a transaction that enqueues is open.
 */
export async function openQueue(parts: {
  database: OpenDatabase;
  log: Log;
  names: readonly string[];
  pollSeconds?: number;
}): Promise<Queue> {
  const { database, log, names, pollSeconds = defaultPollSeconds } = parts;
  const direct = bossDatabase(database.engineRoom);
  const boss = new PgBoss({
    db: direct,
    backend: database.engine === 'pglite' ? 'pglite' : 'postgres',
    schema,
    // Schedules are our own: see the module of jobs.
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    queueCacheIntervalSeconds: 60,
  });
  let stopping = false;
  boss.on('error', (error) => {
    if (!stopping) log.error('the queue reports an error', { error });
  });
  await boss.start();
  for (const name of names) {
    await boss.createQueue(name, {
      heartbeatSeconds,
      expireInSeconds: longestSeconds,
      retryLimit: 8,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 300,
      deleteAfterSeconds: 3600,
      notify: true,
    });
    // Any question fills the cache of the library, which it would otherwise fill inside the first transaction.
    await boss.findJobs(name, { id: '00000000-0000-0000-0000-000000000000' });
  }

  const running = new Set<Promise<void>>();
  const stop = new AbortController();

  async function run(
    handler: (payload: Json, signal: AbortSignal) => Promise<void>,
    payload: Json,
    own: AbortSignal,
  ): Promise<void> {
    const ended = handler(payload, AbortSignal.any([own, stop.signal]));
    const settled = ended.then(
      () => undefined,
      () => undefined,
    );
    running.add(settled);
    settled.finally(() => running.delete(settled));
    await ended;
  }

  return {
    async enqueue(tx, name, payload, options = {}) {
      if (!names.includes(name)) throw new AppError('internal', `the queue ${name} was not opened`);
      const { startAfterSeconds } = options;
      await boss.send(name, { payload } satisfies Envelope, {
        db: bossInside(tx),
        ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
      });
    },
    async enqueueAll(tx, name, payloads) {
      if (!names.includes(name)) throw new AppError('internal', `the queue ${name} was not opened`);
      if (payloads.length === 0) return;
      const jobs = payloads.map((payload) => ({ data: { payload } satisfies Envelope }));
      await boss.insert(name, jobs, { db: bossInside(tx) });
    },
    async oldestWaitingSeconds(name) {
      const { rows } = await direct.executeSql(
        `SELECT extract(epoch FROM now() - min(greatest(created_on, start_after)))::float AS seconds FROM ${schema}.job
         WHERE name = $1 AND state IN ('created', 'retry') AND start_after <= now()`,
        [name],
      );
      return Math.max(0, Number(rows[0]?.seconds ?? 0));
    },
    async work(name, { concurrency }, handler) {
      // One registration per worker: only a worker whose id is known can be woken after its job, and without
      // waking it takes one job per poll.
      for (let index = 0; index < concurrency; index++) {
        let workerId: string | undefined;
        workerId = await outsideTransaction(() =>
          boss.work<Envelope>(
            name,
            { batchSize: 1, pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds },
            async ([job]) => {
              if (job === undefined) return;
              try {
                await run(handler, job.data.payload, job.signal);
              } finally {
                setImmediate(() => workerId !== undefined && boss.notifyWorker(workerId));
              }
            },
          ),
        );
      }
    },
    async stop(graceSeconds) {
      if (stopping) return;
      stopping = true;
      for (const name of names) await boss.offWork(name, { wait: false });
      await endedWithin([...running], graceSeconds * 1000);
      stop.abort(new Error('the process stops'));
      const ended = await endedWithin([...running], handlerEndMs);
      if (!ended) log.warn('a handler did not end after it was aborted; its job is given to another worker');
      await boss.stop({ graceful: ended, timeout: 5000, close: false });
    },
  };
}

async function endedWithin(work: Promise<void>[], ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([Promise.all(work).then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
