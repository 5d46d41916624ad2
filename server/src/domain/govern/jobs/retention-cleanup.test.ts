import { beforeAll, beforeEach, expect, it } from 'vitest';
import { manualClock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents } from '../audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { appendLog } from './execution-log-store.ts';
import { reportBuffer } from './reporter.ts';
import { type PromisedPart, retentionCleanupJob } from './retention-cleanup.ts';

const clock = manualClock('2026-06-01T00:00:00Z');
const daysAgo = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);

describeOnEachEngine('retention', (open) => {
  let db: OpenDatabase;
  let tenant: TestTenant;

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    tenant = await createTestTenant(db, 'Retention');
  });

  const addJob = (of = tenant) =>
    db.within(of.scope, async (tx) => {
      const { id } = await tx.sql
        .insertInto('jobs')
        .values({ organization_id: of.organizationId, type: 't', name: 'old' })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
  /** A run of so many days ago with a log of one line. */
  const addRun = (jobId: number, days: number, more: object = {}, of = tenant) =>
    db.within(of.scope, async (tx) => {
      const at = daysAgo(days);
      const { id } = await tx.sql
        .insertInto('job_executions')
        .values({
          ...{ organization_id: of.organizationId, job_id: jobId, job_type: 't', trigger: 'manual' },
          ...{ requested_by: '{}', queued_at: at, ended_at: at, status: 'succeeded', timeout_seconds: 1 },
          ...{ log_lines: 1, ...more },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const report = reportBuffer({ clock, lines: 0, onFull: () => undefined });
      await appendLog(tx, id, report.takeClosed('info', 'succeeded').chunks);
      return id;
    });
  const run = async (given: object, of = tenant, promised: PromisedPart[] = []) => {
    const report = reportBuffer({ clock, lines: 0, onFull: () => undefined });
    const job = retentionCleanupJob({ clock, promised });
    const parameters = job.parameters.parse(given);
    const { signal } = new AbortController();
    const outcome = await job.run?.({ executionId: 0, scope: of.scope, db, parameters, signal, report });
    expect(outcome).toEqual({ status: 'succeeded' });
    return report.counts;
  };
  const left = (of = tenant) =>
    db.within(of.scope, async (tx) => ({
      runs: (await tx.sql.selectFrom('job_executions').select('id').orderBy('id').execute()).map(
        ({ id }) => id,
      ),
      logs: (
        await tx.sql
          .selectFrom('execution_log_chunks')
          .select('execution_id')
          .orderBy('execution_id')
          .execute()
      ).map(({ execution_id }) => execution_id),
    }));

  it('removes old runs and old logs, and keeps the last ones of each job', async () => {
    const job = await addJob();
    const old: number[] = [];
    for (const days of [400, 300, 200, 100]) old.push(await addRun(job, days, { status: 'failed' }));
    const middle = await addRun(job, 45);
    const recent = await addRun(job, 1);
    expect(await run({ keep_last: 3 })).toEqual({ logs_removed: 5, executions_removed: 3 });
    expect(await left()).toEqual({ runs: [old[3], middle, recent], logs: [recent] });
    const events = await db.within(tenant.scope, (tx) => listAuditEvents(tx, {}, { perPage: 9, offset: 0 }));
    expect(events.events.map(({ action, detail }) => [action, (detail as { count?: number }).count])).toEqual(
      expect.arrayContaining([
        ['execution.retention_applied', 5],
        ['execution.retention_applied', 3],
      ]),
    );
  });

  it('never removes the newest run, the newest success, an open run, or one that may have written', async () => {
    const job = await addJob();
    const success = await addRun(job, 400);
    const wrote = await addRun(job, 390, { status: 'failed', may_have_written: true });
    await addRun(job, 380, { status: 'failed' });
    const open_ = await addRun(job, 370, { status: 'running', ended_at: null });
    const newest = await addRun(job, 360, { status: 'failed' });
    expect(await run({ keep_last: 1 })).toMatchObject({ executions_removed: 1 });
    const { runs, logs } = await left();
    expect(runs).toEqual([success, wrote, open_, newest]);
    expect(logs).toEqual([open_, newest]);
  });

  it('only counts when asked to, and counts what it then removes', async () => {
    const job = await addJob();
    for (let day = 0; day < 30; day++) await addRun(job, 200 - day, { status: 'failed' });
    const before = await left();
    expect(await run({ dry_run: true })).toEqual({ logs_to_remove: 29, executions_to_remove: 10 });
    expect(await left()).toEqual(before);
    expect(await run({})).toEqual({ logs_removed: 29, executions_removed: 10 });
  });

  it('removes in batches what says itself how long it is kept, and has no parameter about it', async () => {
    let old = 3;
    const promised = {
      name: 'promises',
      count: async () => old,
      remove: async (_tx: unknown, limit: number) => {
        const removed = Math.min(old, limit, 2);
        old -= removed;
        return removed;
      },
    };
    expect(Object.keys(await run({ dry_run: true }, tenant, [promised]))).toContain('promises_to_remove');
    expect(old).toBe(3);
    expect(await run({}, tenant, [promised])).toMatchObject({ promises_removed: 3 });
    expect(
      retentionCleanupJob({ clock, promised: [promised] }).parameters.safeParse({ promises_days: 1 }),
    ).toMatchObject({
      success: false,
    });
  });

  it('leaves other organisations alone', async () => {
    const other = await createTestTenant(db, 'Others');
    const job = await addJob(other);
    for (let run = 0; run < 3; run++) await addRun(job, 400, { status: 'failed' }, other);
    const before = await left(other);
    expect(await run({ keep_last: 1 })).toEqual({ logs_removed: 0, executions_removed: 0 });
    expect(await left(other)).toEqual(before);
  });
});
