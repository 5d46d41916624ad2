import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { startReceiver } from '../../../plugins/channels/testing/tools.ts';
import { listAuditEvents } from '../../govern/audit-log/index.ts';
import { createTestTenant } from '../../govern/tenancy/testing.ts';
import { alert, type Desk, openDesk } from './testing/desk.ts';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

describeOnEachEngine('channels of notifications', (open) => {
  let desk: Desk;
  let receiver: Receiver;
  beforeAll(async () => {
    desk = await openDesk(await open());
  });
  afterAll(async () => await desk?.app.stop());
  beforeEach(async () => {
    await desk.fresh();
    receiver = await startReceiver();
    return () => receiver.stop();
  });

  const address = (path = 'a-secret-path') => `${receiver.url}/${path}`;
  const webhook = (name: string, more: object = {}) =>
    desk.channel({ name, kind: 'webhook', secrets: { webhook_url: address(name) }, ...more });
  const statuses = (rows: { status: string }[]) => rows.map(({ status }) => status);

  describe('a channel', () => {
    it('never shows its secrets again: not in answers, the history, the audit log or the database', async () => {
      const channel = await desk.channel({
        name: 'hidden',
        kind: 'webhook',
        secrets: { webhook_url: address('my-secret-path'), signing_secret: 'my-secret-signing-key' },
      });
      expect(channel).toMatchObject({
        secret_fields: ['signing_secret', 'webhook_url'],
        address: new URL(receiver.url).host,
        is_default: true,
        health: 'unknown',
      });
      receiver.answers(404, `no such hook: ${address('my-secret-path')}`);
      await desk.happen([alert()]);
      await desk.settled();
      await desk.as('testNotificationChannel', { params: { id: String(channel.id) } });
      const { events } = await desk.app.db.within(desk.tenant.scope, (tx) =>
        listAuditEvents(tx, {}, { perPage: 100, offset: 0 }),
      );
      const stored = await desk.app.db.asSystem(systemScope('the test looks for secrets'), async (tx) => {
        const rows = [];
        for (const table of [
          'notification_channels',
          'notifications',
          'deliveries',
          'delivery_attempts',
        ] as const)
          rows.push(...(await tx.sql.selectFrom(table).selectAll().execute()));
        return rows;
      });
      const seen = JSON.stringify([
        channel,
        await desk.history(),
        events,
        stored,
        await desk.as('listNotificationChannels'),
      ]);
      expect(seen).not.toContain('my-secret');
      expect(events.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['notification_channel.created', 'notification_channel.tested']),
      );
    });

    it('keeps the secrets that a change does not name, and loses what it sets to null', async () => {
      const channel = await webhook('kept');
      const change = (body: object) =>
        desk.as<{ secret_fields: string[]; name: string }>('updateNotificationChannel', {
          params: { id: String(channel.id) },
          body,
        });
      expect(await change({ name: 'renamed', secrets: { bearer_token: 'token' } })).toMatchObject({
        name: 'renamed',
        secret_fields: ['bearer_token', 'webhook_url'],
      });
      expect(await change({ secrets: { bearer_token: null } })).toMatchObject({
        secret_fields: ['webhook_url'],
      });
      await expect(change({ secrets: { webhook_url: null } })).rejects.toMatchObject({
        code: 'invalid_input',
        details: [{ path: 'secrets.webhook_url' }],
      });
    });

    it.each([
      [{ name: 'a', kind: 'smoke', secrets: {} }, 'kind'],
      [{ name: 'a', kind: 'slack', secrets: { webhook_url: 'nonsense' } }, 'secrets.webhook_url'],
      [{ name: 'a', kind: 'slack', secrets: { bot_token: 'xoxb-123456789' } }, 'settings.channel'],
      [{ name: 'a', kind: 'email', settings: { recipients: ['nobody'] } }, 'settings.recipients.0'],
      [{ name: 'a', kind: 'email', settings: { recipients: ['a@b.example'] } }, 'settings.host'],
      [{ name: 'a', kind: 'pagerduty', secrets: { routing_key: 'short' } }, 'secrets.routing_key'],
    ])('that cannot work is refused by its field: %j', async (body, path) => {
      await expect(desk.channel(body)).rejects.toMatchObject({
        code: 'invalid_input',
        details: expect.arrayContaining([expect.objectContaining({ path })]),
      });
    });

    it('has a name of its own', async () => {
      await webhook('twice');
      await expect(webhook('twice')).rejects.toMatchObject({ code: 'conflict' });
    });

    it('that is switched off or deleted meanwhile gets nothing, and the history says so', async () => {
      const off = await webhook('off');
      const gone = await webhook('gone', { is_default: true });
      receiver.answers(503);
      await desk.happen([alert()]);
      await desk.settled();
      await desk.as('updateNotificationChannel', {
        params: { id: String(off.id) },
        body: { enabled: false },
      });
      await desk.as('deleteNotificationChannel', { params: { id: String(gone.id) } });
      receiver.answers(200);
      const before = receiver.received.length;
      desk.pass(300);
      expect(await untilOver()).toMatchObject([
        { destination: 'gone', status: 'suppressed', reason: 'the channel was deleted' },
        { destination: 'off', status: 'suppressed', reason: 'the channel is switched off' },
      ]);
      expect(receiver.received.length).toBe(before);
    });

    it('that is down is asked again, and what it missed arrives', async () => {
      await webhook('down');
      receiver.answers(503);
      await desk.happen([alert()]);
      expect(await desk.settled()).toMatchObject([
        { status: 'pending', reason: expect.stringMatching(/answered 503; tried again at 2026-07-01T12:05/) },
      ]);
      receiver.answers(200);
      desk.pass(300);
      expect(await untilOver()).toMatchObject([{ status: 'sent', attempts: 2 }]);
    });

    it('that refuses for good is failing, which is announced once, until a message arrives', async () => {
      const channel = await webhook('refusing');
      receiver.answers(410);
      await desk.happen([alert()]);
      await desk.settled();
      await desk.happen([alert()]);
      expect(statuses(await desk.settled())).toEqual(['failed', 'failed']);
      const shown = () =>
        desk.as<{ health: string; last_error: string }>('getNotificationChannel', {
          params: { id: String(channel.id) },
        });
      expect(await shown()).toMatchObject({
        health: 'failing',
        last_error: expect.stringMatching(/answered 410/),
      });
      receiver.answers(204);
      await desk.happen([alert()]);
      await desk.settled();
      expect(await shown()).toMatchObject({ health: 'working', last_error: null });
      expect(await announced()).toEqual(['notification.channel_failing', 'notification.channel_recovered']);
    });

    it('of another organisation is not found', async () => {
      const channel = await webhook('ours');
      const other = await createTestTenant(desk.app.db, 'Other');
      const call = (operationId: string, body?: object) =>
        desk.as(
          operationId,
          { params: { id: String(channel.id) }, ...(body === undefined ? {} : { body }) },
          other.scope,
        );
      for (const operationId of [
        'getNotificationChannel',
        'deleteNotificationChannel',
        'testNotificationChannel',
      ])
        await expect(call(operationId)).rejects.toMatchObject({ code: 'not_found' });
      await expect(call('updateNotificationChannel', { enabled: false })).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(
        desk.as('createNotificationRule', { body: { channel_id: channel.id } }, other.scope),
      ).rejects.toMatchObject({ code: 'unprocessable' });
    });

    async function untilOver() {
      for (let tries = 0; tries < 200; tries += 1) {
        const rows = await desk.history();
        if (!rows.some(({ status }) => status === 'pending')) return rows;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('it is never over');
    }
    async function announced() {
      const rows = await desk.app.db.within(desk.tenant.scope, (tx) =>
        tx.sql
          .selectFrom('outbox_events')
          .select('type')
          .where('type', 'like', 'notification.%')
          .orderBy('id')
          .execute(),
      );
      return rows.map(({ type }) => type);
    }
  });
});
