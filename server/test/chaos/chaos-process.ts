import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '../../src/domain/govern/jobs/index.ts';
import { type ProcessRole, startServer } from '../../src/main/start-server.ts';
import { parseConfig } from '../../src/platform/config/load-config.ts';
import { createLog } from '../../src/platform/log/log.ts';

/**
 * One process of the product, whole, with a clock that may be wrong and with one more job type, whose work is to
 * leave witnesses: that it began, and that it did its work while the execution was its own.
 */
const skewMs = Number(process.env.CHAOS_SKEW_MS ?? 0);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const witness = defineJob({
  type: 'chaos_witness',
  title: 'Witness',
  description: 'Leaves a row for each run.',
  aliases: [],
  scheduleVariable: null,
  parameters: z.strictObject({ work_ms: z.number().int().min(0).max(60_000) }),
  async run({ executionId, attempt = 0, scope, db, parameters, report, signal }) {
    await db.within(scope, (tx) =>
      sql`
        INSERT INTO chaos_begun (execution_id, job_id, instant, attempt, worker, at)
        SELECT id, job_id, scheduled_for, attempt, worker, clock_timestamp() FROM job_executions
        WHERE id = ${executionId} AND attempt = ${attempt}`.execute(tx.sql),
    );
    report.log('info', `attempt ${attempt}`);
    await pause(parameters.work_ms);
    if (signal.aborted) return { status: 'failed', code: 'aborted', message: 'told to stop' };
    // Written only while the attempt is the present one, as work with an outside effect should be.
    await db.within(scope, (tx) =>
      sql`
        INSERT INTO chaos_work (execution_id, job_id, instant, attempt)
        SELECT id, job_id, scheduled_for, attempt FROM job_executions
        WHERE id = ${executionId} AND attempt = ${attempt} AND status = 'running' FOR UPDATE`.execute(tx.sql),
    );
    report.count('done');
    return { status: 'succeeded' };
  },
});

const server = await startServer({
  config: parseConfig(process.env),
  folder: process.cwd(),
  log: createLog({ level: 'warn', format: 'json', secrets: [] }),
  role: process.env.CHAOS_ROLE as ProcessRole,
  jobTypes: [witness],
  clock: { now: () => new Date(Date.now() + skewMs) },
});
// Nobody stops it when the harness was killed.
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.send?.({ kind: 'ready' });
