import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { roles } from '../src/core/permissions.ts';
import { nextRun } from '../src/core/schedule.ts';
import { defineJob } from '../src/domain/govern/jobs/index.ts';
import { addTestMember } from '../src/domain/govern/tenancy/testing.ts';
import { manualClock } from '../src/platform/clock.ts';
import { parseConfig } from '../src/platform/config/load-config.ts';
import { scheduleDefaults } from '../src/platform/config/variables.ts';
import type { OpenDatabase } from '../src/platform/db/open-database.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { type Composed, composeForTests } from './composed.ts';
import { type SuiteServer, startSuiteServer } from './running-server.ts';

type Job = { id: number; state: string; next_run_at: string; display_status: string; version: number };
type Execution = {
  id: number;
  status: string;
  error_code: string | null;
  error: string | null;
  scheduled_for: string | null;
  queued_at: string;
  started_at: string | null;
  ended_at: string | null;
  duration_ms: number | null;
  audit_sequence: number | null;
  trigger: string;
};

/** The whole domain with its scheduler and its workers, an account of a small cloud, and a clock moved by hand. */
describeOnEachEngine('scheduled jobs', (open) => {
  let db: OpenDatabase;
  let sandbox: Sandbox;
  let composed: Composed;
  let written = 0;
  const clock = manualClock('2026-03-01T00:30:00Z');
  const schedules = new Map([['resource_sync', '0 */6 * * *']]);
  const acting = defineJob({
    type: 'write_something',
    title: 'Write something',
    description: 'Changes a connected system.',
    aliases: [],
    scheduleVariable: null,
    parameters: z.strictObject({}),
    actions: {
      prepare: async () => ({ status: 'skipped', code: 'nothing_to_do', message: 'nothing to do' }),
      inspect: async () => [],
      apply: async () => {
        written += 1;
      },
      undo: () => null,
    },
  });

  let connected: Promise<number> | undefined;
  let made = 0;

  beforeAll(async () => {
    db = await open();
    sandbox = await startSandbox();
    clock.set('2026-03-01T00:30:00Z');
    connected = undefined;
    composed = await composeForTests(db, { clock, schedules, jobTypes: [acting] });
  });
  afterAll(async () => {
    await composed?.stop();
    await sandbox?.stop();
  });
  afterEach(async () => {
    sandbox.faults.clear();
    // What a test made is not due in the next one, which begins half an hour later.
    await db.within(composed.tenant.scope, (tx) =>
      tx.sql
        .updateTable('jobs')
        .set({ next_run_at: null })
        .where('platform', '=', false)
        .where('organization_id', '=', composed.tenant.organizationId)
        .execute(),
    );
    clock.advance(1_800_000);
  });

  /** To the next full hour: when the jobs of this suite are due. */
  const due = () => {
    const hour = 3_600_000;
    const at = new Date(Math.floor(clock.now().getTime() / hour + 1) * hour);
    clock.set(at);
    return at.toISOString();
  };
  /** The account is connected and read once for all tests. */
  const connect = () => {
    connected ??= connectAccount();
    return connected;
  };
  const connectAccount = async () => {
    const body = { name: 'Acme', ...sandbox.credentials, endpointUrl: sandbox.endpoint };
    const provider = await composed.call<{ id: number }>('connectAws', { body });
    await expect.poll(async () => (await sync(provider.id)).status, { timeout: 60_000 }).toBe('synced');
    return provider.id;
  };
  const sync = (id: number) =>
    composed.call<{ status: string; last_synced_at: string | null }>('getProvider', {
      params: { id: String(id) },
    });
  const make = (body: object) =>
    composed.call<Job>('createJob', { body: { name: `Ours ${made++}`, type: 'resource_sync', ...body } });
  const executionsOf = async (job: { id: number }) =>
    (await composed.call<{ data: Execution[] }>('listJobExecutions', { params: { id: String(job.id) } }))
      .data;
  const ended = async (job: { id: number }) => {
    const terminal = ['succeeded', 'failed', 'skipped', 'cancelled'];
    await expect
      .poll(async () => terminal.includes((await executionsOf(job))[0]?.status ?? ''), { timeout: 60_000 })
      .toBe(true);
    return (await executionsOf(job))[0] as Execution;
  };
  const auditOf = (sequence: number | null) =>
    db.within(composed.tenant.scope, (tx) =>
      tx.sql
        .selectFrom('audit_events')
        .select(['action', 'target_id', 'outcome'])
        .where('organization_id', '=', composed.tenant.organizationId)
        .where('sequence', '=', sequence ?? 0)
        .executeTakeFirst(),
    );

  it('2. a job that acts is refused without an approver, and without a connected account', async () => {
    const approver = await addTestMember(db, composed.tenant, 'approver');
    const body = { type: 'write_something', schedule: '0 * * * *' };
    await expect(make({ ...body, approver_id: approver.id })).rejects.toMatchObject({
      code: 'unprocessable',
      details: [{ path: 'type' }],
    });
    await connect();
    await expect(make(body)).rejects.toMatchObject({
      code: 'unprocessable',
      details: [{ path: 'approver_id' }],
    });
    await expect(make({ ...body, approver_id: approver.id })).resolves.toMatchObject({ acts: true });
    expect(written).toBe(0);
  });

  it('3. saving does not run it, and its next run is strictly in the future', async () => {
    const now = due();
    const job = await make({ schedule: '0 * * * *' });
    expect(job.display_status).toBe('Scheduled');
    expect(Date.parse(job.next_run_at)).toBe(Date.parse(now) + 3_600_000);
    expect(await executionsOf(job)).toEqual([]);
  });

  it('4. a paused job that is due is skipped, with an audit event and no side effect', async () => {
    const providerId = await connect();
    const job = await make({ schedule: '0 * * * *', configuration: { provider_id: providerId } });
    const paused = await composed.call<Job>('pauseJob', { params: { id: String(job.id) } });
    expect(paused.display_status).toBe('Paused');
    const calls = sandbox.requests.length;
    due();
    const execution = await ended(job);
    expect(execution).toMatchObject({ status: 'skipped', error_code: 'paused' });
    expect(await auditOf(execution.audit_sequence)).toEqual({
      action: 'execution.skipped',
      target_id: String(execution.id),
      outcome: 'skipped',
    });
    expect(sandbox.requests.length).toBe(calls);
  });

  it('10. every execution has a start, a duration, a status and its audit event', async () => {
    const providerId = await connect();
    const job = await make({ schedule: '0 * * * *', configuration: { provider_id: providerId } });
    const instant = due();
    const execution = await ended(job);
    expect(execution).toMatchObject({
      status: 'succeeded',
      trigger: 'schedule',
      scheduled_for: instant,
      started_at: expect.any(String),
      ended_at: expect.any(String),
      duration_ms: expect.any(Number),
    });
    expect(await auditOf(execution.audit_sequence)).toEqual({
      action: 'execution.succeeded',
      target_id: String(execution.id),
      outcome: 'succeeded',
    });
  });

  it('11. a scheduled sync of one account leaves the schedule of the product’s own sync as it is', async () => {
    const providerId = await connect();
    const own = () => composed.call<Job>('getJob', { params: { id: 'resource_sync' } });
    const before = await own();
    const job = await make({ schedule: '0 * * * *', configuration: { provider_id: providerId } });
    due();
    expect(await ended(job)).toMatchObject({ status: 'succeeded' });
    const after = await own();
    expect(after).toMatchObject({ next_run_at: before.next_run_at, version: before.version });
    expect(new Date(after.next_run_at).getUTCHours() % 6).toBe(0);
  });

  it('the five default schedules have the right next runs; seconds are taken, nonsense and nothing are not', () => {
    const next = Object.values(scheduleDefaults).map((expression) =>
      nextRun(
        { timing: { kind: 'cron', expression }, timeZone: 'UTC' },
        new Date('2026-03-01T00:30:00Z'),
      )?.toISOString(),
    );
    expect(next).toEqual([
      '2026-03-01T06:00:00.000Z',
      '2026-03-01T04:00:00.000Z',
      '2026-03-01T02:00:00.000Z',
      '2026-03-01T03:00:00.000Z',
      '2026-03-01T04:00:00.000Z',
    ]);
    const secret = { ENCRYPTION_KEY: 'ab'.repeat(32) };
    const name = 'JOB_COST_SYNC_SCHEDULE';
    expect(parseConfig({ ...secret, [name]: '30 0 3 * * *' })[name]).toBe('30 0 3 * * *');
    expect(parseConfig({ ...secret, [name]: '' })[name]).toBeUndefined();
    expect(() => parseConfig({ ...secret, [name]: 'at three' })).toThrow(name);
  });

  it('a second request gets the run that is open, and a run that takes too long has failed', async () => {
    const providerId = await connect();
    const job = await make({
      schedule: '0 * * * *',
      configuration: { provider_id: providerId },
      timeout_seconds: 1,
    });
    sandbox.faults.slow('sts:GetCallerIdentity', 3000);
    const trigger = () =>
      composed.call<{ execution_id: number; duplicate: boolean }>('triggerJob', {
        params: { id: String(job.id) },
        body: {},
      });
    const first = await trigger();
    const second = await trigger();
    expect(first.duplicate).toBe(false);
    expect(second).toMatchObject({ execution_id: first.execution_id, duplicate: true });
    expect(await ended(job)).toMatchObject({ status: 'failed', error_code: 'timed_out' });
  });

  it('two schedulers on one database start an instant once; when one dies the other goes on', async () => {
    // A run that fails at once is a run as well.
    sandbox.faults.deny('sts:GetCallerIdentity');
    const job = await make({ schedule: '0 * * * *' });
    const second = await composeForTests(db, { clock, schedules, jobTypes: [acting] });
    due();
    await ended(job);
    expect(await executionsOf(job)).toHaveLength(1);
    await second.stop();
    due();
    await expect.poll(async () => (await executionsOf(job)).length, { timeout: 60_000 }).toBe(2);
    await ended(job);
  });

  it('5. a job whose account is disconnected when it is due is skipped, with an audit event', async () => {
    const providerId = await connect();
    const job = await make({ schedule: '0 * * * *', configuration: { provider_id: providerId } });
    await composed.call('disconnectProvider', { params: { id: String(providerId) } });
    due();
    const execution = await ended(job);
    expect(execution).toMatchObject({
      status: 'skipped',
      error_code: 'dependency_unavailable',
      error: 'provider Acme is disconnected',
    });
    expect(await auditOf(execution.audit_sequence)).toMatchObject({ action: 'execution.skipped' });
  });
});

describe('scheduled jobs over HTTP', () => {
  let suite: SuiteServer;

  beforeAll(async () => {
    suite = await startSuiteServer('postgres');
  });
  afterAll(() => suite?.stop());

  const route = (operationId: string) => {
    const found = suite.routes.find((each) => each.operationId === operationId);
    if (found === undefined) throw new Error(`no route ${operationId}`);
    return found;
  };
  const body = (name: string) => ({ name, type: 'resource_sync', schedule: '0 3 * * *' });

  it('1. owners and administrators make, change and hold jobs; nobody else does', async () => {
    const tenant = await suite.tenant('Acme');
    for (const role of roles) {
      const call = role === 'owner' ? tenant.call : await suite.member(tenant, role);
      const allowed = role === 'owner' || role === 'admin';
      const made = await call(route('createJob'), '/api/v1/jobs', body(`By ${role}`));
      expect([role, made.status]).toEqual([role, allowed ? 201 : 403]);
      const id = allowed ? JSON.parse(made.text).id : 1;
      const edited = await call(route('updateJob'), `/api/v1/jobs/${id}`, { jitter_seconds: 5 });
      expect([role, edited.status]).toEqual([role, allowed ? 200 : 403]);
      for (const verb of ['pause', 'resume', 'disable', 'enable']) {
        const answer = await call(route(`${verb}Job`), `/api/v1/jobs/${id}/${verb}`);
        expect([role, verb, answer.status]).toEqual([role, verb, allowed ? 200 : 403]);
      }
      const deleted = await call(route('deleteJob'), `/api/v1/jobs/${id}`);
      expect([role, deleted.status]).toEqual([role, allowed ? 204 : 403]);
    }
  });

  it('12. a job of another organisation is not found, and nothing of it is told', async () => {
    const theirs = await suite.tenant('Theirs');
    const made = await theirs.call(route('createJob'), '/api/v1/jobs', body('Top secret'));
    const { id } = JSON.parse(made.text);
    const mine = await suite.tenant('Mine');
    for (const [operation, path] of [
      ['getJob', ''],
      ['explainJob', '/explain'],
      ['listJobRevisions', '/revisions'],
      ['listJobExecutions', '/executions'],
      ['pauseJob', '/pause'],
      ['duplicateJob', '/duplicate'],
      ['deleteJob', ''],
    ] as const) {
      const answer = await mine.call(route(operation), `/api/v1/jobs/${id}${path}`);
      expect([operation, answer.status]).toEqual([operation, 404]);
      expect(answer.text).not.toContain('secret');
    }
    const list = await mine.call(route('listJobs'), '/api/v1/jobs');
    expect(list.text).not.toContain('Top secret');
  });
});
