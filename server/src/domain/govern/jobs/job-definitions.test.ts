import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { addTestMember, createTestTenant } from '../tenancy/testing.ts';
import { changeJobState, deleteJob, duplicateJob, editJob } from './job-definitions.ts';
import { getJob, type JobRow } from './job-store.ts';
import { listRevisions } from './revision-store.ts';
import { scheduleDueJobs } from './scheduler.ts';
import { triggerJob } from './start-run.ts';
import { type JobsDesk, openJobsDesk } from './testing.ts';

describeOnEachEngine('definitions of jobs', (open) => {
  let db: OpenDatabase;
  let desk: JobsDesk;

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    desk = await openJobsDesk(db);
  });

  const edit = (job: JobRow, change: Parameters<typeof editJob>[3]) =>
    editJob(desk.deps, desk.tenant.scope, job.id, change);
  const state = (job: JobRow, verb: Parameters<typeof changeJobState>[3]) =>
    changeJobState(desk.deps, desk.tenant.scope, job.id, verb);
  const platformJob = () =>
    db.within(desk.tenant.scope, async (tx) => {
      const row = await tx.sql
        .selectFrom('jobs')
        .select('id')
        .where('organization_id', '=', desk.tenant.organizationId)
        .where('platform', '=', true)
        .executeTakeFirstOrThrow();
      return (await getJob(tx, row.id)) as JobRow;
    });

  it('saving starts nothing: the first run is strictly in the future', async () => {
    desk.clock.set('2026-03-01T01:00:00Z');
    const job = await desk.job();
    expect(job.next_run_at?.toISOString()).toBe('2026-03-01T02:00:00.000Z');
    expect(await desk.executionsOf(job)).toEqual([]);
    expect(desk.queued).toEqual([]);
  });

  it('every change is kept as a revision and told to the audit log', async () => {
    const job = await desk.job();
    await edit(job, { jitter_seconds: 30 });
    await state(job, 'pause');
    await state(job, 'resume');
    await state(job, 'disable');
    await state(job, 'enable');
    await deleteJob(desk.deps, desk.tenant.scope, job.id);
    const changes = ['created', 'edited', 'paused', 'resumed', 'disabled', 'enabled', 'deleted'];
    const revisions = await db.within(desk.tenant.scope, (tx) => listRevisions(tx, job.id, 10));
    expect(revisions.map((row) => row.change).reverse()).toEqual(changes);
    expect(revisions.map((row) => row.revision)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(revisions.at(-2)?.definition).toMatchObject({ jitter_seconds: 30, name: 'Hourly' });
    const audit = (await desk.auditActions()).filter((action) => action.startsWith('job.'));
    expect(audit.reverse()).toEqual(changes.map((change) => `job.${change}:succeeded`));
  });

  it('an edit of an older version is refused', async () => {
    const job = await desk.job();
    await edit(job, { jitter_seconds: 30, version: 1 });
    await expect(edit(job, { jitter_seconds: 60, version: 1 })).rejects.toMatchObject({
      code: 'conflict',
      details: [{ path: 'version', message: 'is 2 now' }],
    });
  });

  it('an edit without a difference changes nothing', async () => {
    const job = await desk.job();
    expect((await edit(job, { jitter_seconds: 0, name: 'Hourly' })).version).toBe(1);
  });

  it('a new schedule counts from now, another field leaves the next run where it is', async () => {
    const job = await desk.job();
    expect((await edit(job, { name: 'Renamed' })).next_run_at).toEqual(job.next_run_at);
    const moved = await edit(job, { timing: { kind: 'daily', at: '00:15' } });
    expect(moved.next_run_at?.toISOString()).toBe('2026-03-02T00:15:00.000Z');
    const zoned = await edit(job, { time_zone: 'Europe/Berlin' });
    expect(zoned.next_run_at?.toISOString()).toBe('2026-03-01T23:15:00.000Z');
  });

  it('resuming counts from now and catches nothing up', async () => {
    const job = await desk.job();
    await state(job, 'pause');
    desk.clock.set('2026-03-01T03:30:00Z');
    expect((await state(job, 'resume')).next_run_at?.toISOString()).toBe('2026-03-01T04:00:00.000Z');
    expect(await desk.history(job)).toEqual([
      ['03-01T01:00:00', 'skipped', 'paused'],
      ['03-01T02:00:00', 'skipped', 'paused'],
      ['03-01T03:00:00', 'skipped', 'paused'],
    ]);
    await scheduleDueJobs(desk.deps);
    expect(desk.queued).toEqual([]);
  });

  it('a job goes only where its state leads', async () => {
    const job = await desk.job();
    await expect(state(job, 'resume')).resolves.toMatchObject({ state: 'scheduled', version: 1 });
    await state(job, 'disable');
    await expect(state(job, 'pause')).rejects.toMatchObject({ code: 'conflict' });
    await expect(state(job, 'resume')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('a name is taken while its job lives, in any case', async () => {
    const job = await desk.job({ name: 'Nightly' });
    await expect(desk.job({ name: 'NIGHTLY' })).rejects.toMatchObject({
      code: 'conflict',
      details: [{ path: 'name' }],
    });
    const other = await desk.job({ name: 'Other' });
    await expect(edit(other, { name: 'nightly' })).rejects.toMatchObject({ code: 'conflict' });
    await deleteJob(desk.deps, desk.tenant.scope, job.id);
    expect((await edit(other, { name: 'nightly' })).name).toBe('nightly');
  });

  it('two that take a name at the same moment: one gets it, the other a clear answer', async () => {
    const [first, second] = await Promise.allSettled([desk.job(), desk.job()]);
    const failed = [first, second].filter((result) => result.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ reason: { code: 'conflict' } });
  });

  it('a copy has another name and is disabled until somebody enables it', async () => {
    const job = await desk.job({ jitter_seconds: 5 });
    const copy = await duplicateJob(desk.deps, desk.tenant.scope, job.id, undefined);
    expect(copy).toMatchObject({
      name: 'Copy of Hourly',
      state: 'disabled',
      next_run_at: null,
      jitter_seconds: 5,
      timing: job.timing,
    });
    const second = await duplicateJob(desk.deps, desk.tenant.scope, job.id, undefined);
    expect(second.name).toBe('Copy 2 of Hourly');
  });

  it('a deleted job cannot be found, run, edited or deleted again; its runs stay', async () => {
    const job = await desk.job();
    desk.clock.set('2026-03-01T01:00:00Z');
    await scheduleDueJobs(desk.deps);
    await deleteJob(desk.deps, desk.tenant.scope, job.id);
    const run = { jobId: job.id, parameters: {}, trigger: 'manual' as const };
    await expect(triggerJob(desk.deps, desk.tenant.scope, run)).rejects.toMatchObject({ code: 'not_found' });
    await expect(edit(job, { name: 'X' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteJob(desk.deps, desk.tenant.scope, job.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await desk.executionsOf(job)).toHaveLength(1);
  });

  it('a job that others depend on is not deleted under them', async () => {
    const first = await desk.job({ name: 'First' });
    const depends_on = [{ job_id: first.id, within_seconds: 3600 }];
    const second = await desk.job({ name: 'Second', depends_on });
    await expect(deleteJob(desk.deps, desk.tenant.scope, first.id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Second'),
    });
    await expect(
      edit(first, { depends_on: [{ job_id: second.id, within_seconds: 60 }] }),
    ).rejects.toMatchObject({ code: 'unprocessable', details: [{ path: 'depends_on.0.job_id' }] });
  });

  describe('are refused with the field that is wrong:', () => {
    const refused = async (given: Parameters<JobsDesk['job']>[0], path: string, code: string) => {
      await expect(desk.job(given)).rejects.toMatchObject({ code, details: [{ path }] });
    };
    const cron = (expression: string) => ({ timing: { kind: 'cron' as const, expression } });

    it.each([
      ['a wrong cron expression', '61 * * * *'],
      ['an expression of words', 'every now and then'],
      ['a date that never comes', '0 0 30 2 *'],
      ['more often than once a minute', '*/10 * * * * *'],
    ])('%s', async (_, expression) => {
      await refused(cron(expression), 'timing', 'invalid_input');
    });

    it('an unknown time zone', async () => {
      await refused({ time_zone: 'Europe/Atlantis' }, 'time_zone', 'invalid_input');
    });

    it('an unknown type', async () => {
      await refused({ type: 'make_coffee' }, 'type', 'invalid_input');
    });

    it('an unknown parameter', async () => {
      const configuration = { colour: 'red' };
      await refused({ configuration }, 'configuration.colour', 'invalid_input');
    });

    it('a time without runs that ends before it begins', async () => {
      const blackout = [{ from: '2026-12-27T00:00:00Z', to: '2026-12-24T00:00:00Z' }];
      await refused({ blackout }, 'blackout.0.to', 'invalid_input');
    });

    it('a job of another organisation', async () => {
      const other = await createTestTenant(db, 'Other');
      const theirs = await db.asSystem({ system: true, why: 'a suite makes a job' }, (tx) =>
        tx.sql
          .insertInto('jobs')
          .values({ organization_id: other.organizationId, type: 'resource_sync', name: 'Theirs' })
          .returning('id')
          .executeTakeFirstOrThrow(),
      );
      const depends_on = [{ job_id: theirs.id, within_seconds: 60 }];
      await refused({ depends_on }, 'depends_on.0.job_id', 'unprocessable');
    });

    it('a job that acts, without an approver, with one who may not, or with its creator', async () => {
      const acts = { type: 'tidy_up' };
      await refused(acts, 'approver_id', 'unprocessable');
      const viewer = await addTestMember(db, desk.tenant, 'viewer');
      await refused({ ...acts, approver_id: viewer.id }, 'approver_id', 'unprocessable');
      await refused({ ...acts, approver_id: desk.tenant.owner.id }, 'approver_id', 'unprocessable');
      const stranger = await createTestTenant(db, 'Strange');
      await refused({ ...acts, approver_id: stranger.owner.id }, 'approver_id', 'unprocessable');
    });

    it('a job that acts, without a connected account', async () => {
      const approver = await addTestMember(db, desk.tenant, 'approver');
      desk.deps.hasConnection = async () => false;
      await refused({ type: 'tidy_up', approver_id: approver.id }, 'type', 'unprocessable');
    });
  });

  describe('of the product', () => {
    it('keep the schedule of the environment and cannot be deleted', async () => {
      const job = await platformJob();
      await expect(edit(job, { timing: { kind: 'daily', at: '01:00' } })).rejects.toMatchObject({
        code: 'unprocessable',
        message: expect.stringContaining('JOB_RESOURCE_SYNC_SCHEDULE'),
        details: [{ path: 'timing' }],
      });
      await expect(edit(job, { name: 'Mine' })).rejects.toMatchObject({ code: 'unprocessable' });
      await expect(deleteJob(desk.deps, desk.tenant.scope, job.id)).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    it('take other policies, a pause and a stop', async () => {
      const job = await platformJob();
      expect(await edit(job, { missed_policy: 'all' })).toMatchObject({ missed_policy: 'all' });
      expect(await state(job, 'pause')).toMatchObject({ state: 'paused' });
      expect(await state(job, 'disable')).toMatchObject({ state: 'disabled', next_run_at: null });
    });
  });
});
