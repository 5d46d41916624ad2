import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { updateOrganization } from '../tenancy/index.ts';
import { changeJobState, deleteJob, editJob } from './job-definitions.ts';
import { explainJob } from './job-explain.ts';
import { getJobEver, type JobRow, listJobs } from './job-store.ts';
import { readTimeline } from './job-timeline.ts';
import { readJobs } from './read-jobs.ts';
import { scheduleDueJobs } from './scheduler.ts';
import { type JobsDesk, openJobsDesk } from './testing.ts';

describeOnEachEngine('the history of jobs', (open) => {
  let db: OpenDatabase;
  let desk: JobsDesk;

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    desk = await openJobsDesk(db);
  });

  const look = (at: string) => {
    desk.clock.set(at);
    return scheduleDueJobs(desk.deps);
  };
  const explain = (job: JobRow, at: string) =>
    db.within(desk.tenant.scope, async (tx) => {
      const row = (await getJobEver(tx, job.id)) as JobRow;
      return await explainJob(tx, row, new Date(at), desk.clock.now());
    });

  describe('explains a moment', () => {
    it('at which it ran', async () => {
      const job = await desk.job();
      await look('2026-03-01T01:00:00Z');
      expect(await explain(job, '2026-03-01T01:00:00Z')).toMatchObject({ verdict: 'waiting' });
      await desk.run(desk.queued[0]?.executionId ?? 0);
      expect(await explain(job, '2026-03-01T01:00:20Z')).toMatchObject({
        verdict: 'ran',
        occurrence: '2026-03-01T01:00:00.000Z',
        next_due: '2026-03-01T02:00:00.000Z',
        execution: { status: 'succeeded' },
        sentence: expect.stringContaining('succeeded'),
        job: { state: 'scheduled', revision: 1, schedule_words: expect.any(String) },
      });
    });

    it('at which it was skipped, with the reason', async () => {
      const job = await desk.job();
      await changeJobState(desk.deps, desk.tenant.scope, job.id, 'pause');
      await look('2026-03-01T01:00:00Z');
      expect(await explain(job, '2026-03-01T01:00:00Z')).toMatchObject({
        verdict: 'skipped',
        job: { state: 'paused', revision: 2 },
        sentence: expect.stringContaining('the job was paused'),
      });
    });

    it('that one record stands for', async () => {
      const job = await desk.job({ timing: { kind: 'cron', expression: '* * * * *' } });
      await look('2026-03-02T00:30:30Z');
      expect(await explain(job, '2026-03-01T05:00:00Z')).toMatchObject({
        verdict: 'skipped',
        occurrence: '2026-03-01T05:00:00.000Z',
        sentence: expect.stringContaining('no scheduler was running'),
      });
    });

    it('at which it was not due', async () => {
      const job = await desk.job();
      expect(await explain(job, '2026-03-01T00:45:00Z')).toMatchObject({
        verdict: 'not_due',
        previous_due: '2026-03-01T00:00:00.000Z',
        next_due: '2026-03-01T01:00:00.000Z',
        sentence: expect.stringContaining('not due'),
      });
    });

    it('at which it had another schedule', async () => {
      const job = await desk.job();
      desk.clock.set('2026-03-01T00:50:00Z');
      await editJob(desk.deps, desk.tenant.scope, job.id, { timing: { kind: 'daily', at: '05:00' } });
      expect(await explain(job, '2026-03-01T00:49:00Z')).toMatchObject({
        next_due: '2026-03-01T01:00:00.000Z',
        job: { revision: 1 },
      });
      expect(await explain(job, '2026-03-01T01:00:00Z')).toMatchObject({
        verdict: 'not_due',
        next_due: '2026-03-01T05:00:00.000Z',
        job: { revision: 2 },
      });
    });

    it('at which it was disabled, did not exist yet or no more', async () => {
      const job = await desk.job();
      desk.clock.set('2026-03-01T00:40:00Z');
      await changeJobState(desk.deps, desk.tenant.scope, job.id, 'disable');
      desk.clock.set('2026-03-01T03:00:00Z');
      await deleteJob(desk.deps, desk.tenant.scope, job.id);
      expect(await explain(job, '2026-03-01T01:00:00Z')).toMatchObject({
        verdict: 'not_scheduled',
        sentence: expect.stringContaining(`disabled by ${desk.tenant.owner.email}`),
      });
      expect(await explain(job, '2026-02-01T01:00:00Z')).toMatchObject({
        verdict: 'did_not_exist',
        job: null,
      });
      expect(await explain(job, '2026-03-01T04:00:00Z')).toMatchObject({ verdict: 'did_not_exist' });
    });

    it('to come', async () => {
      const job = await desk.job();
      expect(await explain(job, '2026-03-01T05:00:00Z')).toMatchObject({ verdict: 'waiting' });
    });

    it('of which nothing is recorded, without a guess', async () => {
      const job = await desk.job();
      await look('2026-03-01T01:00:00Z');
      await db.within(desk.tenant.scope, (tx) =>
        tx.sql.deleteFrom('job_executions').where('job_id', '=', job.id).execute(),
      );
      expect(await explain(job, '2026-03-01T01:00:00Z')).toMatchObject({ verdict: 'unknown' });
    });
  });

  it('draws runs, skips with their reason, what comes, and the clock changes of the organisation', async () => {
    await db.within(desk.tenant.scope, (tx) => updateOrganization(tx, { time_zone: 'Europe/Berlin' }));
    desk.clock.set('2026-03-28T12:00:00Z');
    const job = await desk.job({ name: 'Early', timing: { kind: 'daily', at: '02:30' } });
    const paused = await desk.job({ name: 'Held', time_zone: 'UTC' });
    await changeJobState(desk.deps, desk.tenant.scope, paused.id, 'pause');
    await look('2026-03-28T13:00:00Z');
    const window = {
      from: new Date('2026-03-28T00:00:00Z'),
      to: new Date('2026-03-30T12:00:00Z'),
      now: desk.clock.now(),
    };
    const timeline = await db.within(desk.tenant.scope, (tx) => readTimeline(tx, window));
    expect(timeline).toMatchObject({
      time_zone: 'Europe/Berlin',
      clock_changes: [{ at: '2026-03-29T01:00:00.000Z', offset_before: 60, offset_after: 120 }],
    });
    const lane = (id: number) => timeline.jobs.find((each) => each.id === id);
    expect(lane(job.id)?.upcoming).toEqual([
      { instant: '2026-03-29T01:00:00.000Z', clock_change: 'moved_by_gap' },
      { instant: '2026-03-30T00:30:00.000Z', clock_change: null },
    ]);
    expect(lane(paused.id)).toMatchObject({
      state: 'paused',
      runs: [{ status: 'skipped', reason: 'the job was paused', start: '2026-03-28T13:00:00.000Z' }],
    });
  });

  it('lists any number of jobs with the same few queries', async () => {
    const first = await desk.job();
    await look('2026-03-01T01:00:00Z');
    await desk.run(desk.queued[0]?.executionId ?? 0);
    for (let index = 0; index < 30; index += 1) await desk.job({ name: `Job ${index}` });
    await look('2026-03-01T02:00:00Z');
    const queriesFor = async (limit: number) => {
      let queries = 0;
      const views = await db.within(desk.tenant.scope, async (tx) => {
        const rows = (await listJobs(tx)).slice(0, limit);
        const executor = tx.sql.getExecutor();
        const original = executor.executeQuery.bind(executor);
        executor.executeQuery = ((...given: Parameters<typeof original>) => {
          queries += 1;
          return original(...given);
        }) as typeof executor.executeQuery;
        try {
          return await readJobs(desk.deps, tx, rows);
        } finally {
          executor.executeQuery = original;
        }
      });
      return { queries, views };
    };
    const all = await queriesFor(100);
    expect(all.views).toHaveLength(32);
    expect(all.queries).toBeLessThanOrEqual(3);
    expect(all.queries).toBe((await queriesFor(2)).queries);
    const shown = all.views.find((view) => view.id === first.id);
    expect(shown?.recent.map((run) => run.status)).toEqual(['succeeded', 'queued']);
    expect(shown?.last_execution).toMatchObject({ status: 'queued' });
    expect(shown).toMatchObject({ display_status: 'Scheduled', created_by: desk.tenant.owner.email });
  });
});
