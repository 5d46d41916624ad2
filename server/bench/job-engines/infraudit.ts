import { sql } from 'kysely';
import { z } from 'zod';
import { systemScope } from '../../src/core/scope.ts';
import { defineJob, executionQueue, jobRegistry } from '../../src/domain/govern/jobs/index.ts';
import { createTestTenant } from '../../src/domain/govern/tenancy/testing.ts';
import { startJobs } from '../../src/main/start-jobs.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { OpenDatabase } from '../../src/platform/db/open-database.ts';
import { announce } from '../../src/platform/events/outbox.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { openQueue } from '../../src/platform/queue/open-queue.ts';
import { type JobEngine, pause } from './engine.ts';

const why = systemScope('a benchmark counts its runs');
const type = 'trivial';

/** Scheduler and workers of the product: each run is an occurrence with its record, its audit event, its event. */
export async function openInfraudit(
  db: OpenDatabase,
): Promise<JobEngine & { logLines(count: number): Promise<number> }> {
  const queue = await openQueue({ database: db, log: silentLog, names: [executionQueue] });
  const registry = jobRegistry([
    defineJob({
      type,
      title: 'Trivial',
      description: 'Does nothing, or writes a log.',
      aliases: [],
      scheduleVariable: null,
      parameters: z.strictObject({ lines: z.number().int().optional() }),
      async run({ parameters: { lines = 0 }, report }) {
        for (let line = 1; line <= lines; line++) {
          report.log(line % 1000 === 0 ? 'warn' : 'info', `looked at object ${line} of many in this account`);
          if (line % 1000 === 0) await report.drained?.();
        }
        return { status: 'succeeded' };
      },
    }),
  ]);
  const tenant = await createTestTenant(db, 'Bench');
  const deps = {
    ...{ db, clock: systemClock, queue, announce, registry, log: silentLog, worker: 'bench' },
    ...{ schedules: new Map(), timeoutSeconds: 3600 },
  };
  const stopJobs = await startJobs(deps, { schedules: true, works: true });
  let made = 0;

  const addJobs = (count: number, expression: string, nextRunAt: Date, configuration = {}) =>
    db.within(tenant.scope, async (tx) => {
      for (let start = 0; start < count; start += 500) {
        const rows = Array.from({ length: Math.min(500, count - start) }, () => ({
          ...{ organization_id: tenant.organizationId, type, name: `job ${++made}`, next_run_at: nextRunAt },
          timing: JSON.stringify({ kind: 'cron', expression }),
          configuration: JSON.stringify(configuration),
        }));
        await tx.sql.insertInto('jobs').values(rows).execute();
      }
    });
  const ended = async (): Promise<number> => {
    const { rows } = await db.asSystem(why, (tx) =>
      sql<{
        count: number;
      }>`SELECT count(*)::integer AS count FROM job_executions WHERE ended_at IS NOT NULL`.execute(tx.sql),
    );
    return rows[0]?.count ?? 0;
  };
  const untilEnded = async (count: number): Promise<void> => {
    while ((await ended()) < count) await pause(50);
  };

  return {
    async burst(count) {
      const before = await ended();
      const due = new Date();
      await addJobs(count, '0 0 1 1 *', due);
      const startedAt = performance.now();
      await untilEnded(before + count);
      return (performance.now() - startedAt) / 1000;
    },
    async paced(perSecond, seconds) {
      const first = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000);
      const last = new Date(first.getTime() + (seconds - 1) * 1000);
      await addJobs(perSecond, '* * * * * *', first);
      while (Date.now() < last.getTime() + 1500) await pause(100);
      await db.asSystem(why, (tx) => tx.sql.updateTable('jobs').set({ next_run_at: null }).execute());
      await pause(2000);
      const { rows } = await db.asSystem(why, (tx) =>
        sql<{ delay: number }>`
          SELECT (extract(epoch FROM started_at - scheduled_for) * 1000)::float AS delay FROM job_executions
          WHERE scheduled_for BETWEEN ${first} AND ${last} AND started_at IS NOT NULL`.execute(tx.sql),
      );
      return rows.map(({ delay }) => delay);
    },
    /** The execution that wrote so many lines. */
    async logLines(count) {
      const before = await ended();
      await addJobs(1, '0 0 1 1 *', new Date(), { lines: count });
      await untilEnded(before + 1);
      const { rows } = await db.asSystem(why, (tx) =>
        sql<{ id: number }>`SELECT id FROM job_executions ORDER BY log_lines DESC LIMIT 1`.execute(tx.sql),
      );
      return rows[0]?.id ?? 0;
    },
    async stop() {
      await stopJobs();
      await queue.stop(5);
    },
  };
}
