import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { type EventDelivery, eventDelivery } from '../../../../test/event-delivery.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { listAuditEvents } from '../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import { alertRetention } from './retention.ts';
import { lookAtTimes } from './timers.ts';

type AlertView = {
  id: number;
  title: string;
  status: string;
  muted: boolean;
  muted_until: string | null;
  mute_note: string | null;
  assignee: { id: number; email: string } | null;
  resource: { id: number; name: string } | null;
  provider: { id: number } | null;
  source: { kind: string; name: string };
  history: { change: string; note: string | null }[];
};

const dayMs = 86_400_000;

describeOnEachEngine('alerts and people', (openDatabase) => {
  let app: Composed;
  let tenant: TestTenant;
  let events: EventDelivery;
  const time = { now: new Date() };
  const clock = { now: () => time.now };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date('2026-05-01T00:00:00Z');
    tenant = await createTestTenant(app.db, 'Acme');
    events = eventDelivery(app, tenant.scope, []);
  });

  const as = <T>(operationId: string, input: object = {}) =>
    app.call<T>(operationId, { scope: tenant.scope, ...input });
  const raise = (body: object = {}) =>
    as<AlertView>('createAlert', {
      body: { title: 'The badge reader is broken', type: 'security', severity: 'high', ...body },
    });
  const act = (operation: string, { id }: { id: number }, body?: object) =>
    as<AlertView>(operation, { params: { id: String(id) }, ...(body === undefined ? {} : { body }) });
  const list = async (query: object = {}) =>
    (await as<{ data: AlertView[] }>('listAlerts', { query })).data.map(({ id }) => id);
  const pass = (ms: number) => {
    time.now = new Date(time.now.getTime() + ms);
  };
  const bucket = () =>
    app.db.within(tenant.scope, async (tx) => {
      const of = { organization_id: tenant.organizationId };
      const provider = await tx.sql
        .insertInto('providers')
        .values({ ...of, type: 'aws', name: 'Acme', account_id: '1', auth_method: 'role', status: 'synced' })
        .returning('id')
        .executeTakeFirstOrThrow();
      const scope = await tx.sql
        .insertInto('inventory_scopes')
        .values({ ...of, provider_id: provider.id, source: 's3_bucket', region: 'global' })
        .returning('id')
        .executeTakeFirstOrThrow();
      const times = { first_seen_at: time.now, last_seen_at: time.now, changed_at: time.now };
      const row = await tx.sql
        .insertInto('resources')
        .values({
          ...of,
          ...times,
          provider_id: provider.id,
          scope_id: scope.id,
          external_id: 'data',
          name: 'data',
          type: 's3_bucket',
          region: 'global',
          status: 'active',
          content_hash: '',
          version_id: 0,
          tags: JSON.stringify({ env: 'production' }),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { id: row.id, providerId: provider.id };
    });

  it('are raised by hand, each one of its own, with the resource that they are about', async () => {
    const { id: resource_id, providerId } = await bucket();
    const alert = await raise({ resource_id, description: 'Seen on Monday.' });
    await raise({ resource_id });
    expect(alert).toMatchObject({
      title: 'The badge reader is broken',
      status: 'open',
      source: { kind: 'manual', id: tenant.owner.id, name: tenant.owner.email },
      resource: { id: resource_id, name: 'data' },
      provider: { id: providerId },
    });
    const told = await events.announced();
    expect(told).toHaveLength(2);
    expect(told[0]?.payload).toMatchObject({
      tags: { env: 'production' },
      resource_id,
      provider_id: providerId,
    });
    expect(await list({ resource_id: String(resource_id) })).toHaveLength(2);
    expect(await list({ provider_id: String(providerId + 1) })).toEqual([]);
    await expect(raise({ resource_id: 999_999_999 })).rejects.toMatchObject({
      details: [{ path: 'resource_id' }],
    });
  });

  describe('muting', () => {
    it('keeps an alert listed and says until when, and ends by itself', async () => {
      const alert = await raise();
      expect(await act('muteAlert', alert, { days: 2, note: 'the part is ordered' })).toMatchObject({
        muted: true,
        muted_until: '2026-05-03T00:00:00.000Z',
        mute_note: 'the part is ordered',
        status: 'open',
      });
      expect(await list({ muted: 'true' })).toEqual([alert.id]);
      expect(await list({ muted: 'false' })).toEqual([]);
      expect(await as('getAlertSummary')).toMatchObject({ open: 1, muted: 1 });
      await events.announced();
      pass(2 * dayMs);
      expect(await lookAtTimes({ db: app.db, clock, announce })).toBe(1);
      expect(await lookAtTimes({ db: app.db, clock, announce })).toBe(0);
      expect((await events.announced()).map(({ payload }) => [payload.change, payload.muted])).toEqual([
        ['unmuted', false],
      ]);
      expect((await act('getAlert', alert)).history.map(({ change, note }) => [change, note])).toEqual([
        ['unmuted', 'the time was over'],
        ['muted', 'until 2026-05-03T00:00:00.000Z: the part is ordered'],
        ['raised', ''],
      ]);
    });

    it('lasts a week when nothing is said, ninety days at most, and can be taken back', async () => {
      const alert = await raise();
      expect(await act('muteAlert', alert)).toMatchObject({ muted_until: '2026-05-08T00:00:00.000Z' });
      for (const until of ['2026-04-30T00:00:00Z', '2026-08-01T00:00:00Z'])
        await expect(act('muteAlert', alert, { until })).rejects.toMatchObject({
          details: [{ path: 'until' }],
        });
      expect(await act('unmuteAlert', alert)).toMatchObject({ muted: false, muted_until: null });
      await act('resolveAlert', alert);
      await expect(act('muteAlert', alert)).rejects.toMatchObject({ code: 'unprocessable' });
    });
  });

  it('are assigned to a member, to oneself and to nobody, and to no stranger', async () => {
    const stranger = await createTestTenant(app.db, 'Others');
    const alert = await raise();
    expect(await list({ assignee: 'none' })).toEqual([alert.id]);
    expect(await act('assignAlert', alert, { assignee: 'me' })).toMatchObject({
      assignee: { id: tenant.owner.id, email: tenant.owner.email },
    });
    expect(await list({ assignee: 'me' })).toEqual([alert.id]);
    expect(await list({ assignee: String(tenant.owner.id) })).toEqual([alert.id]);
    expect(await list({ assignee: 'none' })).toEqual([]);
    expect(await as('getAlertSummary')).toMatchObject({ assigned_to_me: 1, unassigned: 0 });
    await expect(act('assignAlert', alert, { assignee: stranger.owner.id })).rejects.toMatchObject({
      details: [{ path: 'assignee', message: 'is not a member of the organisation' }],
    });
    expect(await act('assignAlert', alert, { assignee: null })).toMatchObject({ assignee: null });
    const { events: audit } = await app.db.within(tenant.scope, (tx) =>
      listAuditEvents(tx, { action: 'alert.assigned' }, { perPage: 10, offset: 0 }),
    );
    expect(audit).toHaveLength(2);
  });

  it('are muted and assigned many at once', async () => {
    const ids = [(await raise()).id, (await raise()).id];
    const bulk = (body: object) => as('changeAlerts', { body: { ids, ...body } });
    const both = { changed: ids, unchanged: [], not_found: [] };
    const neither = { changed: [], unchanged: ids, not_found: [] };
    expect(await bulk({ action: 'mute', days: 3 })).toEqual(both);
    expect(await bulk({ action: 'mute', days: 3 })).toEqual(neither);
    expect(await bulk({ action: 'unmute' })).toEqual(both);
    expect(await bulk({ action: 'assign', assignee: 'me' })).toEqual(both);
    expect(await bulk({ action: 'assign', assignee: 'me' })).toEqual(neither);
    await expect(bulk({ action: 'assign' })).rejects.toMatchObject({ details: [{ path: 'assignee' }] });
    expect(await bulk({ action: 'resolve', note: 'repaired' })).toEqual(both);
  });

  it('have a history of those that are resolved, and are found by their time', async () => {
    const first = await raise();
    pass(dayMs);
    const second = await raise();
    await act('resolveAlert', second);
    pass(dayMs);
    await act('resolveAlert', first);
    const history = async (query: object = {}) =>
      (await as<{ data: AlertView[] }>('listAlertHistory', { query })).data.map(({ id }) => id);
    expect(await history()).toEqual([first.id, second.id]);
    expect(await history({ from: '2026-05-03T00:00:00Z' })).toEqual([first.id]);
    expect(await history({ to: '2026-05-03T00:00:00Z' })).toEqual([second.id]);
    expect(await list({ status: 'all', to: '2026-05-01T12:00:00Z' })).toEqual([first.id]);
  });

  it('are removed ninety days after they were resolved, with their history, and not before', async () => {
    const old = await raise();
    await act('resolveAlert', old);
    pass(60 * dayMs);
    const young = await raise();
    await act('resolveAlert', young);
    const living = await raise();
    pass(31 * dayMs);
    const before = new Date(time.now.getTime() - (alertRetention.days ?? 0) * dayMs);
    const counts = await app.db.within(tenant.scope, async (tx) => [
      await alertRetention.count(tx, before),
      await alertRetention.remove(tx, before, 100),
      await alertRetention.remove(tx, before, 100),
    ]);
    expect(counts).toEqual([1, 1, 0]);
    expect(await list({ status: 'all' })).toEqual([living.id, young.id]);
    await expect(act('getAlert', old)).rejects.toMatchObject({ code: 'not_found' });
    const { events: audit } = await app.db.within(tenant.scope, (tx) =>
      listAuditEvents(tx, { action: 'alert.removed' }, { perPage: 10, offset: 0 }),
    );
    expect(audit).toMatchObject([{ detail: { count: 1 } }]);
  });
});
