import { readFileSync } from 'node:fs';
import { systemScope } from '../../src/core/scope.ts';
import { readLog, searchLog } from '../../src/domain/govern/jobs/execution-log-store.ts';
import { organizationScope } from '../../src/domain/govern/tenancy/index.ts';
import { type OpenDatabase, openDatabase } from '../../src/platform/db/open-database.ts';
import type { EngineKind, JobEngine } from './engine.ts';
import { openGraphileWorker } from './graphile-worker.ts';
import { openInfraudit } from './infraudit.ts';
import { openPgBoss } from './pg-boss.ts';

/** One engine in a process of its own, so that its memory is its own. */
export type Order = {
  kind: EngineKind;
  databaseUrl: string | null;
  jobs: number;
  perSecond: number;
  seconds: number;
  logLines: number;
};
export type Measured = {
  perSecond: number;
  p50: number;
  p99: number;
  /** Of the process: when it was ready, and at its peak while it ran the jobs. */
  readyMb: number;
  peakMb: number;
  log?: { seconds: number; peakMb: number; tailMs: number; searchMs: number; searches: number };
};

process.once('message', (order: Order) => {
  measure(order).then(
    (measured) => process.send?.({ measured }, undefined, undefined, () => process.exit(0)),
    (error: unknown) => process.send?.({ error: String(error) }, undefined, undefined, () => process.exit(1)),
  );
});

async function measure(order: Order): Promise<Measured> {
  if (order.kind === 'graphile-worker') {
    if (order.databaseUrl === null) throw new Error('it knows PostgreSQL only');
    return await race(await openGraphileWorker(order.databaseUrl), order);
  }
  const db = await openDatabase(
    order.databaseUrl === null
      ? { engine: 'pglite', dataDir: process.cwd(), copyEveryMinutes: 0 }
      : { engine: 'postgres', connection: { connectionString: order.databaseUrl }, maxConnections: 10 },
  );
  if (order.kind === 'pg-boss') return await race(await openPgBoss(db), order);
  const engine = await openInfraudit(db);
  const measured = await race(engine, order);
  if (order.logLines === 0) return measured;
  const startedAt = performance.now();
  const id = await engine.logLines(order.logLines);
  const seconds = (performance.now() - startedAt) / 1000;
  return { ...measured, log: { seconds, peakMb: memoryMb('VmHWM'), ...(await readLong(db, id)) } };
}

async function race(engine: JobEngine, order: Order): Promise<Measured> {
  await engine.burst(50);
  const readyMb = memoryMb('VmRSS');
  const seconds = await engine.burst(order.jobs);
  const peakMb = memoryMb('VmHWM');
  const delays = (await engine.paced(order.perSecond, order.seconds)).toSorted((a, b) => a - b);
  const share = (part: number): number => delays[Math.floor((delays.length - 1) * part)] ?? Number.NaN;
  return { perSecond: order.jobs / seconds, p50: share(0.5), p99: share(0.99), readyMb, peakMb };
}

/** The newest page, and a text that no line has, looked for to the first line. */
async function readLong(db: OpenDatabase, id: number) {
  const { organization_id } = await db.asSystem(systemScope('a benchmark reads a log'), (tx) =>
    tx.sql
      .selectFrom('job_executions')
      .select('organization_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  const scope = organizationScope(organization_id, 'bench');
  const startedAt = performance.now();
  await db.within(scope, (tx) => readLog(tx, id, { limit: 500 }));
  const tailMs = performance.now() - startedAt;
  let searches = 0;
  for (let before: number | undefined, more = true; more; searches++) {
    const part = await db.within(scope, (tx) => searchLog(tx, id, { limit: 100, text: 'nowhere', before }));
    before = part.searchedTo ?? undefined;
    more = before !== undefined;
  }
  return { tailMs, searches, searchMs: (performance.now() - startedAt - tailMs) / searches };
}

function memoryMb(name: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
