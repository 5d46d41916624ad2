import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { deliveries, type EventDelivery, eventDelivery } from '../../../../test/event-delivery.ts';
import type { JsonObject } from '../../../core/json.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import { lookAtCredentials } from './provider-alerts.ts';

type AlertView = {
  id: number;
  title: string;
  description: string;
  severity: string;
  status: string;
  occurrences: number;
  resolution_note: string | null;
};

const dayMs = 86_400_000;

describeOnEachEngine('alerts of operation', (openDatabase) => {
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
    time.now = new Date();
    tenant = await createTestTenant(app.db, 'Acme');
    events = eventDelivery(app, tenant.scope, ['operation-alerts']);
  });

  const tell = (type: string, payload: JsonObject) =>
    app.db.within(tenant.scope, (tx) => announce(tx, { type, payload }));
  const list = async () =>
    (await app.call<{ data: AlertView[] }>('listAlerts', { scope: tenant.scope, query: { status: 'all' } }))
      .data;
  const insert = (table: 'providers' | 'sync_runs' | 'api_keys', values: object) =>
    app.db.within(tenant.scope, async (tx) => {
      const row = { organization_id: tenant.organizationId, ...values } as never;
      return (await tx.sql.insertInto(table).values(row).returning('id').executeTakeFirstOrThrow()).id;
    });
  const connect = (more: object = {}) =>
    insert('providers', {
      type: 'aws',
      name: 'Production',
      account_id: '123456789012',
      auth_method: 'access_keys',
      status: 'synced',
      credentials: Buffer.from('sealed'),
      credentials_key_id: 'k',
      created_at: time.now,
      ...more,
    });

  describe.each([
    [
      'webhook.paused',
      'webhook.enabled',
      { webhook_id: 'wh_1', name: 'CI', reason: 'It answered 410.' },
      'Webhook CI is paused',
    ],
    [
      'notification.channel_failing',
      'notification.channel_recovered',
      { channel_id: 4, name: 'Ops', kind: 'slack', reason: 'It answered 404.' },
      'Channel Ops does not deliver',
    ],
    [
      'remediation.failed',
      'remediation.rolled_back',
      { remediation_id: 9, title: 'Close the bucket', error: 'It answered 404.', may_have_written: true },
      'Remediation failed: Close the bucket',
    ],
  ])('%s', (raisedBy, settledBy, payload, title) => {
    it.each(deliveries)(
      `raises one alert, and ${settledBy} resolves it, when events come %s`,
      async (how) => {
        await tell(raisedBy, payload);
        await events.deliver('twice');
        expect(await list()).toMatchObject([{ title, status: 'open', occurrences: 1 }]);
        await tell(raisedBy, payload);
        await tell(settledBy, payload);
        await events.deliver(how);
        expect(await list()).toMatchObject([{ title, status: 'resolved', occurrences: 2 }]);
      },
    );
  });

  it('of a remediation that may have written is critical', async () => {
    await tell('remediation.failed', {
      remediation_id: 9,
      title: 'Close',
      error: 'gone',
      may_have_written: true,
    });
    await events.deliver();
    expect(await list()).toMatchObject([
      { severity: 'critical', description: expect.stringMatching(/may have changed/) },
    ]);
  });

  describe('of an account', () => {
    let provider: number;
    beforeEach(async () => {
      provider = await connect();
    });
    const synced = async (status: string, hoursLater = 1) => {
      time.now = new Date(time.now.getTime() + hoursLater * 3_600_000);
      const error = status === 'failed' ? 'access was denied' : null;
      const times = { started_at: time.now, ended_at: time.now };
      await insert('sync_runs', { provider_id: provider, status, error, ...times });
      await tell('provider.synced', { provider_id: provider, status, error });
    };

    it.each(deliveries)('is raised by the third failed sync in a row, when events come %s', async (how) => {
      await synced('succeeded');
      await synced('failed');
      await synced('failed');
      await events.deliver(how);
      expect(await list()).toEqual([]);
      await synced('failed');
      await events.deliver();
      expect(await list()).toMatchObject([
        {
          title: 'Account Production cannot be read',
          severity: 'high',
          description: expect.stringContaining(
            'The newest 3 syncs failed, the last one with: access was denied',
          ),
          provider: { id: provider },
        },
      ]);
      await synced('partial');
      await events.deliver(how);
      expect(await list()).toMatchObject([
        { status: 'resolved', resolution_note: 'the account was read again' },
      ]);
    });

    it('is raised when it fails for a day, and ends when it is disconnected', async () => {
      await synced('failed');
      await synced('failed', 25);
      await events.deliver();
      expect(await list()).toMatchObject([{ status: 'open' }]);
      await app.db.within(tenant.scope, (tx) =>
        tx.sql
          .updateTable('providers')
          .set({ disconnected_at: time.now })
          .where('id', '=', provider)
          .execute(),
      );
      await tell('provider.disconnected', { provider_id: provider, account_id: '1', name: 'Production' });
      await events.deliver();
      expect(await list()).toMatchObject([{ status: 'resolved' }]);
    });
  });

  describe('of credentials', () => {
    const deps = () => ({ db: app.db, clock, announce });
    const look = async (daysLater: number) => {
      time.now = new Date(time.now.getTime() + daysLater * dayMs);
      await lookAtCredentials(deps());
    };

    it('tells of access keys after 90 days, once, and ends when they are replaced', async () => {
      // The audit log has the time of the database.
      time.now = new Date(Date.now() - 91 * dayMs);
      const provider = await connect();
      await connect({ name: 'By role', account_id: '2', auth_method: 'assume_role' });
      await look(89);
      expect(await list()).toEqual([]);
      await look(2);
      await look(0);
      expect(await list()).toMatchObject([
        {
          title: 'Access keys for reading Production are old',
          severity: 'medium',
          occurrences: 1,
          description: expect.stringContaining(
            'stored here for 91 days; how old they were then is not known',
          ),
        },
      ]);
      await app.db.within(tenant.scope, (tx) =>
        recordAudit(tx, {
          action: 'provider.credentials_replaced',
          target: { type: 'provider', id: provider },
        }),
      );
      await look(1);
      expect(await list()).toMatchObject([{ status: 'resolved' }]);
    });

    it('tells a week before an API key ends, and stops when it has ended', async () => {
      await insert('api_keys', {
        created_by: tenant.owner.id,
        name: 'CI',
        prefix: 'ia_live_ab12cd',
        key_hash: `hash ${tenant.organizationId}`,
        role: 'viewer',
        expires_at: new Date(time.now.getTime() + 10 * dayMs),
      });
      await look(1);
      expect(await list()).toEqual([]);
      await look(3);
      expect(await list()).toMatchObject([{ title: 'API key CI ends soon', status: 'open' }]);
      await look(7);
      expect(await list()).toMatchObject([{ status: 'resolved' }]);
    });
  });
});
