import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { removeMember } from '../tenancy/index.ts';
import { addTestMember, createTestTenant } from '../tenancy/testing.ts';
import { createPlatformJobs } from './environment-schedules.ts';
import { changeJobState, createJob, deleteJob, editJob } from './job-definitions.ts';
import { getJob, type JobRow } from './job-store.ts';
import { scheduleDueJobs, schedulerMemory } from './scheduler.ts';
import { type JobsDesk, openJobsDesk } from './testing.ts';

describeOnEachEngine('the scheduler', (open) => {
  let db: OpenDatabase;
  let desk: JobsDesk;

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    desk = await openJobsDesk(db);
  });

  const look = (at?: string) => {
    if (at !== undefined) desk.clock.set(at);
    return scheduleDueJobs(desk.deps);
  };
  const read = async (job: JobRow) => {
    const row = await db.within(desk.tenant.scope, (tx) => getJob(tx, job.id));
    if (row === undefined) throw new Error('the job is gone');
    return row;
  };

  it('starts what is due once, whoever looks first', async () => {
    const job = await desk.job();
    desk.clock.set('2026-03-01T01:00:00Z');
    await Promise.all([scheduleDueJobs(desk.deps), scheduleDueJobs(desk.deps)]);
    await look();
    expect(await desk.history(job)).toEqual([['03-01T01:00:00', 'queued', null]]);
    expect((await read(job)).next_run_at?.toISOString()).toBe('2026-03-01T02:00:00.000Z');
    expect(desk.queued).toHaveLength(1);
  });

  it('settles many jobs of many organisations at one look', async () => {
    const jobs: JobRow[] = [];
    for (let index = 0; index < 120; index += 1) jobs.push(await desk.job({ name: `Job ${index}` }));
    const other = await createTestTenant(db, 'Other', [(tx, id) => createPlatformJobs(desk.deps, tx, id)]);
    const timing = { kind: 'cron' as const, expression: '0 * * * *' };
    jobs.push(await createJob(desk.deps, other.scope, { type: 'resource_sync', name: 'Theirs', timing }));
    await look('2026-03-01T01:00:01Z');
    expect(new Set(desk.queued.map(({ executionId }) => executionId)).size).toBe(121);
    const { rows } = await db.asSystem({ system: true, why: 'a suite counts' }, async (tx) => ({
      rows: await tx.sql
        .selectFrom('job_executions')
        .select(['job_id', 'status'])
        .where(
          'job_id',
          'in',
          jobs.map((job) => job.id),
        )
        .execute(),
    }));
    expect(rows).toHaveLength(121);
  });

  describe('finds instants that nobody saw in time', () => {
    const missed = async (missed_policy: JobRow['missed_policy'], more: Partial<JobRow> = {}) => {
      const job = await desk.job({ missed_policy, ...more });
      await look('2026-03-01T04:30:00Z');
      return await desk.history(job);
    };

    it('and runs none of them (skip)', async () => {
      expect(await missed('skip')).toEqual([
        ['03-01T01:00:00', 'skipped', 'missed'],
        ['03-01T02:00:00', 'skipped', 'missed'],
        ['03-01T03:00:00', 'skipped', 'missed'],
        ['03-01T04:00:00', 'skipped', 'missed'],
      ]);
    });

    it('and runs the newest (latest)', async () => {
      expect((await missed('latest')).map(([, status, code]) => [status, code])).toEqual([
        ['skipped', 'missed'],
        ['skipped', 'missed'],
        ['skipped', 'missed'],
        ['queued', null],
      ]);
      const skips = (await desk.auditActions()).filter((action) => action === 'execution.skipped:skipped');
      expect(skips).toHaveLength(3);
    });

    it('and does not run what is later than allowed', async () => {
      const history = await missed('latest', { maximum_lateness_seconds: 600 });
      expect(history.at(-1)).toEqual(['03-01T04:00:00', 'skipped', 'too_late']);
    });

    it('and runs each that is not too late, oldest first (all)', async () => {
      const history = await missed('all', { maximum_lateness_seconds: 9000 });
      expect(history.map(([, status, code]) => [status, code])).toEqual([
        ['skipped', 'too_late'],
        ['queued', null],
        ['queued', null],
        ['queued', null],
      ]);
      const ids = desk.queued.map(({ executionId }) => executionId);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
    });

    it('and is punctual for two minutes, whatever the policy', async () => {
      const job = await desk.job({ missed_policy: 'skip', maximum_lateness_seconds: 0 });
      await look('2026-03-01T01:01:59Z');
      expect(await desk.history(job)).toEqual([['03-01T01:00:00', 'queued', null]]);
    });

    it('and keeps one record for those that are too many, with their number', async () => {
      const job = await desk.job({ timing: { kind: 'cron', expression: '* * * * *' }, missed_policy: 'all' });
      await look('2026-03-02T00:30:30Z');
      const rows = await desk.executionsOf(job);
      expect(rows).toHaveLength(101);
      expect(rows[0]).toMatchObject({
        status: 'skipped',
        error_code: 'missed',
        counts: { instants: 1340 },
        scheduled_for: new Date('2026-03-01T00:31:00Z'),
      });
      expect(rows[1]?.scheduled_for).toEqual(new Date('2026-03-01T22:51:00Z'));
      expect(rows.filter((row) => row.status === 'queued').length).toBe(60);
    });
  });

  describe('meets a run that is still open', () => {
    const second = async (overlap_policy: JobRow['overlap_policy']) => {
      const job = await desk.job({ overlap_policy });
      await look('2026-03-01T01:00:00Z');
      await look('2026-03-01T02:00:00Z');
      return await desk.history(job);
    };

    it('and skips the instant (skip)', async () => {
      expect(await second('skip')).toEqual([
        ['03-01T01:00:00', 'queued', null],
        ['03-01T02:00:00', 'skipped', 'overlap'],
      ]);
    });

    it('and lets the next one wait (queue)', async () => {
      expect((await second('queue')).map(([, status]) => status)).toEqual(['queued', 'queued']);
    });

    it('and ends what waits (cancel_running)', async () => {
      expect(await second('cancel_running')).toEqual([
        ['03-01T01:00:00', 'cancelled', 'superseded'],
        ['03-01T02:00:00', 'queued', null],
      ]);
    });

    it('and stops what works (cancel_running)', async () => {
      const job = await desk.job({ overlap_policy: 'cancel_running' });
      await look('2026-03-01T01:00:00Z');
      let stopped = false;
      desk.work = ({ signal }) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            stopped = true;
            resolve({ status: 'succeeded' });
          }),
        );
      const running = desk.run(desk.queued[0]?.executionId ?? 0);
      await expect.poll(async () => (await desk.executionsOf(job))[0]?.status).toBe('running');
      await look('2026-03-01T02:00:00Z');
      expect(await running).toMatchObject({ status: 'cancelled' });
      expect(stopped).toBe(true);
      desk.work = async () => ({ status: 'succeeded' });
      const next = (await desk.executionsOf(job))[1];
      expect(await desk.run(next?.id ?? 0)).toMatchObject({ status: 'succeeded' });
    });

    it('and runs both side by side (allow)', async () => {
      const job = await desk.job({ overlap_policy: 'allow' });
      await look('2026-03-01T01:00:00Z');
      await look('2026-03-01T02:00:00Z');
      let working = 0;
      let release = () => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      desk.work = async () => {
        working += 1;
        await gate;
        return { status: 'succeeded' };
      };
      const runs = (await desk.executionsOf(job)).map((row) => desk.run(row.id));
      await expect.poll(() => working).toBe(2);
      release();
      expect((await Promise.all(runs)).map((row) => row.status)).toEqual(['succeeded', 'succeeded']);
    });
  });

  describe('records why an instant did not run', () => {
    const reasonOf = async (job: JobRow, at = '2026-03-01T01:00:05Z') => {
      await look(at);
      return (await desk.executionsOf(job))[0];
    };

    it('a pause, and no side effect', async () => {
      const job = await desk.job();
      await changeJobState(desk.deps, desk.tenant.scope, job.id, 'pause');
      expect(await reasonOf(job)).toMatchObject({ status: 'skipped', error_code: 'paused' });
      expect(desk.queued).toEqual([]);
      expect((await read(job)).next_run_at?.toISOString()).toBe('2026-03-01T02:00:00.000Z');
    });

    it('a time without runs, also over midnight', async () => {
      const job = await desk.job({ blackout: [{ days: [6], from: '22:00', to: '06:00' }] });
      expect(await reasonOf(job)).toMatchObject({ status: 'skipped', error_code: 'blackout' });
      await look('2026-03-01T06:00:00Z');
      expect((await desk.history(job)).at(-1)).toEqual(['03-01T06:00:00', 'queued', null]);
    });

    it('something that it needs and that is away', async () => {
      desk.unavailable = 'provider 7 is disconnected';
      const row = await reasonOf(await desk.job());
      expect(row).toMatchObject({
        error_code: 'dependency_unavailable',
        error: 'provider 7 is disconnected',
        audit_sequence: expect.any(Number),
      });
    });

    it('a job before it that has not succeeded lately', async () => {
      const first = await desk.job({ name: 'First', timing: { kind: 'daily', at: '00:45' } });
      const depends_on = [{ job_id: first.id, within_seconds: 3600 }];
      const second = await desk.job({ name: 'Second', depends_on });
      expect(await reasonOf(second)).toMatchObject({ error_code: 'dependency_not_succeeded' });
      const [run] = await desk.executionsOf(first);
      await desk.run(run?.id ?? 0);
      await look('2026-03-01T02:00:00Z');
      expect((await desk.history(second)).at(-1)).toEqual(['03-01T02:00:00', 'queued', null]);
      await look('2026-03-01T03:00:00Z');
      expect((await desk.history(second)).at(-1)?.[2]).toBe('dependency_not_succeeded');
    });

    it('a type of job that this version does not have, after a newer scheduler had its time', async () => {
      const job = await desk.job();
      const registry = new Map(desk.deps.registry);
      registry.delete('resource_sync');
      desk.clock.set('2026-03-01T01:00:05Z');
      await scheduleDueJobs({ ...desk.deps, registry });
      expect(await desk.history(job)).toEqual([]);
      desk.clock.set('2026-03-01T01:01:00Z');
      await scheduleDueJobs({ ...desk.deps, registry });
      expect(await desk.history(job)).toEqual([['03-01T01:00:00', 'skipped', 'job_type_removed']]);
    });

    it('an approver who has left', async () => {
      const approver = await addTestMember(db, desk.tenant, 'approver');
      const job = await desk.job({ type: 'tidy_up', approver_id: approver.id });
      await look('2026-03-01T01:00:00Z');
      expect((await desk.executionsOf(job))[0]).toMatchObject({ status: 'queued', phase: 'prepare' });
      await db.within(desk.tenant.scope, (tx) => removeMember(tx, approver.id, desk.clock.now()));
      const other = await addTestMember(db, desk.tenant, 'approver');
      await editJob(desk.deps, desk.tenant.scope, job.id, { overlap_policy: 'queue', approver_id: other.id });
      await db.within(desk.tenant.scope, (tx) => removeMember(tx, other.id, desk.clock.now()));
      await look('2026-03-01T02:00:00Z');
      expect((await desk.history(job)).at(-1)).toEqual(['03-01T02:00:00', 'skipped', 'approver_gone']);
    });

    it('no account that a job could act on', async () => {
      const approver = await addTestMember(db, desk.tenant, 'approver');
      const job = await desk.job({ type: 'tidy_up', approver_id: approver.id });
      desk.deps.hasConnection = async () => false;
      expect(await reasonOf(job)).toMatchObject({ error_code: 'dependency_unavailable' });
    });
  });

  it('begins an occurrence later by its jitter, always by the same', async () => {
    const job = await desk.job({ jitter_seconds: 600 });
    await look('2026-03-01T01:00:00Z');
    const [row] = await desk.executionsOf(job);
    const delaySeconds = ((row?.not_before?.getTime() ?? 0) - Date.parse('2026-03-01T01:00:00Z')) / 1000;
    expect(delaySeconds).toBeGreaterThan(0);
    expect(delaySeconds).toBeLessThanOrEqual(600);
    expect(desk.queued).toEqual([{ executionId: row?.id, startAfterSeconds: delaySeconds }]);
  });

  describe('keeps to what was said, whatever the clock does', () => {
    it('a schedule that moves: what was due before is settled by the old one, and nothing runs at once', async () => {
      const job = await desk.job();
      desk.clock.set('2026-03-01T01:00:30Z');
      await editJob(desk.deps, desk.tenant.scope, job.id, { timing: { kind: 'daily', at: '01:00' } });
      expect(await desk.history(job)).toEqual([['03-01T01:00:00', 'queued', null]]);
      expect((await read(job)).next_run_at?.toISOString()).toBe('2026-03-02T01:00:00.000Z');
    });

    it('a clock that jumps forward a day, and a process that slept a day', async () => {
      const memory = schedulerMemory();
      const job = await desk.job();
      await scheduleDueJobs(desk.deps, memory);
      desk.clock.advance(86_400_000);
      await scheduleDueJobs(desk.deps, memory);
      const history = await desk.history(job);
      expect(history).toHaveLength(24);
      expect(history.at(-1)).toEqual(['03-02T00:00:00', 'queued', null]);
      expect(history.filter(([, , code]) => code === 'missed')).toHaveLength(23);
      expect((await read(job)).next_run_at?.toISOString()).toBe('2026-03-02T01:00:00.000Z');
    });

    it('a clock that jumps back: no instant runs twice, and the schedule does not stop', async () => {
      const memory = schedulerMemory();
      const job = await desk.job({
        timing: { kind: 'daily', at: '01:00' },
        overlap_policy: 'cancel_running',
      });
      desk.clock.set('2026-03-05T01:00:00Z');
      await scheduleDueJobs(desk.deps, memory);
      const ahead = await desk.history(job);
      expect(ahead.at(-1)).toEqual(['03-05T01:00:00', 'queued', null]);
      desk.clock.set('2026-03-01T00:59:00Z');
      await scheduleDueJobs(desk.deps, memory);
      expect((await read(job)).next_run_at?.toISOString()).toBe('2026-03-01T01:00:00.000Z');
      desk.clock.set('2026-03-05T01:00:30Z');
      await scheduleDueJobs(desk.deps, memory);
      expect(await desk.history(job)).toEqual(ahead);
      desk.clock.set('2026-03-06T01:00:00Z');
      await desk.run(desk.queued[0]?.executionId ?? 0);
      await scheduleDueJobs(desk.deps, memory);
      expect((await desk.history(job)).at(-1)).toEqual(['03-06T01:00:00', 'queued', null]);
    });

    it('a scheduler that starts with a clock that was ahead before', async () => {
      const job = await desk.job();
      await look('2026-03-03T01:00:00Z');
      desk.clock.set('2026-03-01T01:59:00Z');
      await scheduleDueJobs(desk.deps, schedulerMemory());
      expect((await read(job)).next_run_at?.toISOString()).toBe('2026-03-01T02:00:00.000Z');
    });

    it('a database that is away for ten minutes', async () => {
      const job = await desk.job({ missed_policy: 'skip' });
      const late = await desk.job({ name: 'Late', missed_policy: 'latest' });
      const memory = schedulerMemory();
      const away = {
        ...desk.deps,
        db: {
          ...db,
          asSystem: async () => Promise.reject(new Error('connection refused')),
        } as typeof db,
      };
      for (let minute = 0; minute < 10; minute += 1) {
        desk.clock.set(`2026-03-01T01:0${minute}:00Z`);
        await expect(scheduleDueJobs(away, memory)).rejects.toThrow('refused');
      }
      desk.clock.set('2026-03-01T01:10:00Z');
      await scheduleDueJobs(desk.deps, memory);
      expect(await desk.history(job)).toEqual([['03-01T01:00:00', 'skipped', 'missed']]);
      expect(await desk.history(late)).toEqual([['03-01T01:00:00', 'queued', null]]);
    });

    it('a job that breaks the scheduler does not hold up the others', async () => {
      const broken = await desk.job({ name: 'Broken', configuration: { provider_id: 1 } });
      const sound = await desk.job({ name: 'Sound' });
      const type = desk.deps.registry.get('resource_sync');
      if (type === undefined) throw new Error('no type');
      const registry = new Map(desk.deps.registry);
      registry.set('resource_sync', {
        ...type,
        unavailable: async (_tx, given) => {
          if (given.provider_id === 1) throw new Error('out of order');
          return null;
        },
      });
      desk.clock.set('2026-03-01T01:00:00Z');
      const memory = schedulerMemory();
      await scheduleDueJobs({ ...desk.deps, registry }, memory);
      expect(await desk.history(sound)).toEqual([['03-01T01:00:00', 'queued', null]]);
      expect(await desk.history(broken)).toEqual([]);
      desk.clock.set('2026-03-01T01:01:01Z');
      await scheduleDueJobs(desk.deps, memory);
      expect(await desk.history(broken)).toEqual([['03-01T01:00:00', 'queued', null]]);
    });
  });

  it('leaves disabled and deleted jobs alone', async () => {
    const disabled = await desk.job({ name: 'Disabled' });
    const deleted = await desk.job({ name: 'Deleted' });
    await changeJobState(desk.deps, desk.tenant.scope, disabled.id, 'disable');
    await deleteJob(desk.deps, desk.tenant.scope, deleted.id);
    await look('2026-03-01T05:00:00Z');
    expect(await desk.history(disabled)).toEqual([]);
    expect(await desk.history(deleted)).toEqual([]);
    await changeJobState(desk.deps, desk.tenant.scope, disabled.id, 'enable');
    expect((await read(disabled)).next_run_at?.toISOString()).toBe('2026-03-01T06:00:00.000Z');
  });
});
