import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { nextRun, type Timing } from '../../src/core/schedule.ts';
import { systemScope } from '../../src/core/scope.ts';
import { verifyAuditLog } from '../../src/domain/govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../src/domain/govern/tenancy/testing.ts';
import { type OpenDatabase, openDatabase } from '../../src/platform/db/open-database.ts';
import {
  findServerPrograms,
  startTestServer,
  type TestServer,
} from '../../src/platform/db/testing/test-server.ts';
import { openPlace, type Place } from './processes.ts';
import {
  type Begun,
  type ChaosExecution,
  type ChaosJob,
  type ChaosResult,
  type Death,
  judge,
  type Work,
} from './verdict.ts';

export type ChaosOptions = {
  seconds: number;
  jobs: number;
  schedulers: number;
  workers: number;
  seed: number;
  /** Between two faults, on average. */
  faultEverySeconds: number;
  freezeSeconds: number;
  restartDatabase: boolean;
  say(line: string): void;
};

const why = systemScope('the chaos test looks at every job');
/** Nothing that was due ended for so long: what is still open is stuck. */
const stuckAfterSeconds = 90;
const skews = [0, 3000, -3000, 0, 2000, -2000];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Three schedulers, four workers and a database that do not stay alive, and what became of each instant. */
export async function runSchedulerChaos(options: ChaosOptions): Promise<ChaosResult> {
  const programs = findServerPrograms();
  if (programs === undefined) throw new Error('the chaos test needs the programs of a PostgreSQL server');
  const server = await startTestServer(programs);
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-chaos-'));
  const places: Place[] = [];
  let db: OpenDatabase | undefined;
  try {
    const connection = { connectionString: server.url };
    db = await openDatabase({ engine: 'postgres', connection, maxConnections: 4 });
    const tenant = await prepare(db);
    for (const role of ['scheduler', 'worker'] as const) {
      const count = role === 'scheduler' ? options.schedulers : options.workers;
      for (let index = 0; index < count; index++) {
        const skewMs = skews[index % skews.length] ?? 0;
        const name = `${role}-${index + 1}`;
        places.push(await openPlace({ name, role, skewMs, databaseUrl: server.url, folder }));
      }
    }
    await Promise.all(places.map((place) => place.ready()));
    const jobs = await makeJobs(db, tenant, options);
    options.say(
      `${jobs.length} jobs, ${options.schedulers} schedulers, ${options.workers} workers; logs in ${folder}`,
    );
    const startedAt = performance.now();
    const { faults, deaths } = await disturb(options, places, server);
    const until = new Date();
    await settle(db, until, options.say);
    const result = judge({ ...(await collect(db)), jobs, deaths, until });
    const verified = await verifyAuditLog(db, tenant.scope);
    return {
      seconds: Math.round((performance.now() - startedAt) / 1000),
      faults,
      ...result,
      auditChain: verified.verified ? 'whole' : 'broken',
    };
  } finally {
    await Promise.all(places.map((place) => place.stop()));
    await db?.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(db: OpenDatabase): Promise<TestTenant> {
  const tenant = await createTestTenant(db, 'Chaos');
  await db.asSystem(why, async (tx) => {
    await sql`CREATE TABLE chaos_begun (execution_id bigint, job_id bigint, instant timestamptz, attempt integer,
      worker text, at timestamptz)`.execute(tx.sql);
    await sql`CREATE TABLE chaos_work (execution_id bigint, job_id bigint, instant timestamptz,
      attempt integer)`.execute(tx.sql);
    await sql`GRANT SELECT, INSERT ON chaos_begun, chaos_work TO infraudit_tenant`.execute(tx.sql);
  });
  return tenant;
}

/** Most run every ten seconds or less often, some every second; work takes from nothing to three seconds. */
const rhythms: { share: number; expression: string; workMs: number; overlap: string; missed: string }[] = [
  { share: 0.02, expression: '* * * * * *', workMs: 0, overlap: 'skip', missed: 'latest' },
  { share: 0.01, expression: '* * * * * *', workMs: 20, overlap: 'allow', missed: 'all' },
  { share: 0.12, expression: '*/5 * * * * *', workMs: 50, overlap: 'queue', missed: 'all' },
  { share: 0.22, expression: '*/10 * * * * *', workMs: 200, overlap: 'skip', missed: 'skip' },
  { share: 0.2, expression: '3-59/15 * * * * *', workMs: 500, overlap: 'queue', missed: 'latest' },
  { share: 0.2, expression: '7,37 * * * * *', workMs: 3000, overlap: 'skip', missed: 'latest' },
  { share: 0.23, expression: '* * * * *', workMs: 1000, overlap: 'cancel_running', missed: 'all' },
];

async function makeJobs(db: OpenDatabase, tenant: TestTenant, options: ChaosOptions): Promise<ChaosJob[]> {
  const from = new Date(Date.now() + 1000);
  return await db.within(tenant.scope, async (tx) => {
    const jobs: ChaosJob[] = [];
    for (const rhythm of rhythms) {
      const count = Math.max(1, Math.round(options.jobs * rhythm.share));
      const timing: Timing = { kind: 'cron', expression: rhythm.expression };
      for (let index = 0; index < count; index++) {
        const { id } = await tx.sql
          .insertInto('jobs')
          .values({
            organization_id: tenant.organizationId,
            type: 'chaos_witness',
            name: `chaos ${jobs.length + 1}`,
            timing: JSON.stringify(timing),
            configuration: JSON.stringify({ work_ms: rhythm.workMs }),
            overlap_policy: rhythm.overlap,
            missed_policy: rhythm.missed,
            next_run_at: nextRun({ timing, timeZone: 'UTC' }, from),
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        jobs.push({
          id,
          timing,
          from,
          description: `${rhythm.expression}, ${rhythm.overlap}, ${rhythm.missed}`,
        });
      }
    }
    return jobs;
  });
}

async function disturb(options: ChaosOptions, places: Place[], server: TestServer) {
  const random = randomOf(options.seed);
  const faults: Record<string, number> = { 'kill -9': 0, frozen: 0, 'database restarted': 0 };
  const deaths: Death[] = [];
  const thawing: Promise<void>[] = [];
  const frozen = new Set<Place>();
  const endAt = performance.now() + options.seconds * 1000;
  let nextRestart = performance.now() + options.seconds * 400;
  while (performance.now() < endAt) {
    await pause(Math.min((0.5 + random()) * options.faultEverySeconds * 1000, endAt - performance.now()));
    if (performance.now() >= endAt) break;
    if (options.restartDatabase && performance.now() > nextRestart) {
      nextRestart = performance.now() + Math.max(options.seconds * 300, 60_000);
      faults['database restarted'] = (faults['database restarted'] ?? 0) + 1;
      await server.restart();
      continue;
    }
    const place = places[Math.floor(random() * places.length)];
    const pid = place?.pid();
    if (place === undefined || pid === undefined || frozen.has(place)) continue;
    deaths.push({ pid, at: new Date() });
    if (random() < 0.7) {
      faults['kill -9'] = (faults['kill -9'] ?? 0) + 1;
      await place.kill();
    } else {
      faults.frozen = (faults.frozen ?? 0) + 1;
      frozen.add(place);
      thawing.push(place.freeze(options.freezeSeconds * 1000).finally(() => frozen.delete(place)));
    }
  }
  await Promise.all(thawing);
  return { faults, deaths };
}

/** The same faults for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Until everything that was due has ended, or nothing ends any more. */
async function settle(db: OpenDatabase, until: Date, say: (line: string) => void): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  for (let idleSeconds = 0, second = 0; idleSeconds < stuckAfterSeconds; idleSeconds++, second++) {
    const { rows } = await db.asSystem(why, (tx) =>
      sql<{ unseen: number; open: number }>`
        SELECT (SELECT count(*) FROM jobs WHERE type = 'chaos_witness' AND next_run_at <= ${until})::integer AS unseen,
          (SELECT count(*) FROM job_executions WHERE scheduled_for <= ${until}
            AND status IN ('queued', 'running', 'pending_approval'))::integer AS open`.execute(tx.sql),
    );
    const { unseen = 0, open = 0 } = rows[0] ?? {};
    if (unseen + open === 0) return;
    if (second % 10 === 0) say(`waiting: ${unseen} jobs with instants to be seen, ${open} runs open`);
    // What falls due after the end is not counted and only costs time.
    await db.asSystem(why, (tx) =>
      tx.sql
        .updateTable('jobs')
        .set({ next_run_at: null })
        .where('type', '=', 'chaos_witness')
        .where('next_run_at', '>', until)
        .execute(),
    );
    // A job that is seen may leave many runs: each counts as progress.
    if (unseen * 1000 + open < least) {
      least = unseen * 1000 + open;
      idleSeconds = 0;
    }
    await pause(1000);
  }
}

async function collect(db: OpenDatabase) {
  return await db.asSystem(why, async (tx) => ({
    executions: (
      await sql<ChaosExecution>`
        SELECT id, job_id, scheduled_for, queued_at, started_at, status, error_code, attempt, counts
        FROM job_executions WHERE scheduled_for IS NOT NULL`.execute(tx.sql)
    ).rows,
    begun: (await sql<Begun>`SELECT execution_id, attempt, worker, at FROM chaos_begun`.execute(tx.sql)).rows,
    work: (await sql<Work>`SELECT execution_id, job_id, instant, attempt FROM chaos_work`.execute(tx.sql))
      .rows,
  }));
}
