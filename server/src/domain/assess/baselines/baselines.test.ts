import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { notedReport, type ObservedAccount, observedAccount } from '../../../../test/observed-account.ts';
import type { Scope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { listAuditEvents, verifyAuditLog } from '../../govern/audit-log/index.ts';
import { addTestMember, createTestTenant } from '../../govern/tenancy/testing.ts';
import { detectDrift } from '../drift/detect.ts';
import { captureMissingBaselines, removeExpiredBaselines } from './index.ts';

type Baseline = {
  id: number;
  source: string;
  is_active: boolean;
  version_id: number;
  created_by: { id: number } | null;
};
type Drift = { status: string; resolution_reason: string | null; attribute: string };

const day = 86_400_000;

describeOnEachEngine('baselines', (open) => {
  let app: Composed;
  let scope: Scope;
  let account: ObservedAccount;
  let now = new Date('2026-05-01T00:00:00Z');
  const clock = { now: () => now };

  beforeAll(async () => {
    app = await composeForTests(await open(), { clock });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    now = new Date('2026-05-01T00:00:00Z');
    const tenant = await createTestTenant(app.db, 'Baselines');
    scope = tenant.scope;
    account = await observedAccount({ db: app.db, clock, resourceTypes: app.domain.resourceTypes }, scope);
  });

  const bucket = (status: string) => ({
    name: 'media',
    configuration: { BucketName: 'media', VersioningConfiguration: { Status: status } },
  });
  /** As the sync job does: read the account, then capture what has no baseline. */
  async function sync(status: string) {
    now = new Date(now.getTime() + 3_600_000);
    await account.observe('s3_bucket', [bucket(status)]);
    const report = notedReport();
    await captureMissingBaselines({ db: app.db, clock }, scope, account.providerId, report);
    return report;
  }
  async function detect() {
    const report = notedReport();
    const deps = {
      db: app.db,
      clock,
      announce,
      resourceTypes: app.domain.resourceTypes,
      requiredTags: [],
    };
    const signal = new AbortController().signal;
    await detectDrift(deps, scope, { executionId: 1, signal, report });
    return report.counts;
  }
  const call = <T>(operation: string, input: object = {}) => app.call<T>(operation, { scope, ...input });
  const resourceId = () => account.idOf('media');
  const list = async () =>
    (await call<{ data: Baseline[] }>('listBaselines', { query: { resource_id: await resourceId() } })).data;
  const capture = async (more: object = {}) =>
    await call<Baseline>('createBaseline', { body: { resource_id: await resourceId(), ...more } });
  const drifts = async () =>
    (await call<{ data: Drift[] }>('listDrifts', { query: { status: 'all' } })).data.map(
      ({ status, resolution_reason }) => [status, resolution_reason],
    );
  const params = (baseline: { id: number }) => ({ params: { id: String(baseline.id) } });

  it('are captured after the first sync, and a sync never replaces one', async () => {
    expect((await sync('Enabled')).counts).toEqual({ baselines_created: 1 });
    const [first] = await list();
    expect(first).toMatchObject({ source: 'initial_sync', is_active: true, created_by: null });
    expect((await sync('Suspended')).counts).toEqual({});
    expect(await list()).toEqual([first]);
    const { events } = await app.db.within(scope, (tx) =>
      listAuditEvents(tx, { action: 'baseline.captured_automatically' }, { perPage: 10, offset: 0 }),
    );
    expect(events).toHaveLength(1);
  });

  it('captured by hand become what counts, and leave open drifts for the next scan', async () => {
    await sync('Enabled');
    await sync('Suspended');
    await detect();
    expect(await drifts()).toEqual([['detected', null]]);
    const captured = await capture({ description: 'versioning is off on purpose' });
    expect(captured).toMatchObject({ source: 'manual', is_active: true });
    expect((await list()).map((baseline) => baseline.is_active)).toEqual([true, false]);
    expect(await drifts()).toEqual([['detected', null]]);
    expect(await detect()).toMatchObject({ resolved: 1 });
    expect(await drifts()).toEqual([['resolved', 'baseline_updated']]);
  });

  it('promoted resolve the open drifts of their resource at once', async () => {
    await sync('Enabled');
    await sync('Suspended');
    await detect();
    expect(await capture({ promote: true })).toMatchObject({ source: 'promotion', is_active: true });
    expect(await drifts()).toEqual([['resolved', 'baseline_updated']]);
    expect(await detect()).toEqual({ evaluated: 1 });
    expect(await verifyAuditLog(app.db, scope)).toMatchObject({ verified: true });
  });

  it('of one resource are compared as drift is', async () => {
    await sync('Enabled');
    await sync('Suspended');
    const second = await capture();
    const first = (await list())[1];
    const comparison = await call<{ diff: object[] }>('compareBaselines', {
      params: { id: String(first?.id), other_id: String(second.id) },
    });
    expect(comparison.diff).toEqual([
      {
        path: 'VersioningConfiguration.Status',
        change: 'modified',
        baseline_a_value: 'Enabled',
        baseline_b_value: 'Suspended',
      },
    ]);
  });

  it('of two resources cannot be compared', async () => {
    const configuration = { BucketName: 'x' };
    await account.observe('s3_bucket', [
      { name: 'a', configuration },
      { name: 'b', configuration },
    ]);
    const [a, b] = await Promise.all(
      ['a', 'b'].map(async (name) =>
        call<Baseline>('createBaseline', { body: { resource_id: await account.idOf(name) } }),
      ),
    );
    await expect(
      call('compareBaselines', { params: { id: String(a?.id), other_id: String(b?.id) } }),
    ).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('different resources'),
    });
  });

  it('can be deleted, but not the only one', async () => {
    await sync('Enabled');
    const [only] = await list();
    await expect(call('deleteBaseline', params(only as Baseline))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('capture another one first'),
    });
    const second = await capture();
    await call('deleteBaseline', params(second));
    expect(await list()).toEqual([only]);
    await expect(call('getBaseline', params(second))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leave the drifts that were found with them when they are deleted', async () => {
    await sync('Enabled');
    await sync('Suspended');
    await detect();
    const [first] = await list();
    await sync('Enabled');
    await capture();
    await call('deleteBaseline', params(first as Baseline));
    expect(await drifts()).toEqual([['detected', null]]);
    await detect();
    expect(await drifts()).toEqual([['resolved', 'baseline_updated']]);
  });

  it('expire when they are old and replaced; the newest stays however old it is', async () => {
    await sync('Enabled');
    now = new Date(now.getTime() + 10 * day);
    await capture();
    now = new Date(now.getTime() + 10 * day);
    const newest = await capture();
    now = new Date(now.getTime() + 200 * day);
    const report = notedReport();
    await removeExpiredBaselines({ db: app.db, clock }, scope, 90, report);
    expect((await list()).map(({ id }) => id)).toEqual([newest.id]);
    expect(report.lines.join()).toContain('2 baselines older than 90 days');
    await removeExpiredBaselines({ db: app.db, clock }, scope, 90, report);
    expect(await list()).toHaveLength(1);
  });

  it('cannot be captured of a deleted resource, whose old ones stay readable', async () => {
    await sync('Enabled');
    const id = await resourceId();
    await account.observe('s3_bucket', []);
    await expect(call('createBaseline', { body: { resource_id: id } })).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('deleted'),
    });
    expect(await list()).toHaveLength(1);
  });

  it('refuse unknown ids', async () => {
    await expect(call('createBaseline', { body: { resource_id: 999_999_999 } })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(call('listBaselines', { query: { resource_id: 999_999_999 } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('are changed only by those whose role says so', async () => {
    const may = async (role: 'owner' | 'admin' | 'approver' | 'requester' | 'auditor' | 'viewer') =>
      (await addTestMember(app.db, { organizationId: scope.organizationId }, role)).scope.permissions.has(
        'manage_baselines',
      );
    const access = app.domain.routes
      .filter(({ url, method }) => url.startsWith('/api/v1/baselines') && method !== 'GET')
      .map((route) => route.access);
    expect(new Set(access)).toEqual(new Set(['manage_baselines']));
    expect(await may('viewer')).toBe(false);
    expect(await may('auditor')).toBe(false);
    expect(await may('admin')).toBe(true);
  });

  describe('of another organisation', () => {
    it('are not found, by whatever call', async () => {
      await sync('Enabled');
      await sync('Suspended');
      await capture();
      const [own] = await list();
      const id = await resourceId();
      const other = (await createTestTenant(app.db, 'Other')).scope;
      const calls: [string, object][] = [
        ['getBaseline', params(own as Baseline)],
        ['deleteBaseline', params(own as Baseline)],
        ['compareBaselines', { params: { id: String(own?.id), other_id: String(own?.id) } }],
        ['createBaseline', { body: { resource_id: id } }],
        ['listBaselines', { query: { resource_id: id } }],
      ];
      for (const [operation, input] of calls)
        await expect(app.call(operation, { scope: other, ...input }), operation).rejects.toMatchObject({
          code: 'not_found',
        });
      expect(await list()).toHaveLength(2);
    });
  });
});
