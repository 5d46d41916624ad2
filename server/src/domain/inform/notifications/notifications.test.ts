import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { startReceiver } from '../../../plugins/channels/testing/tools.ts';
import { listAuditEvents } from '../../govern/audit-log/index.ts';
import { createTestTenant } from '../../govern/tenancy/testing.ts';
import { alert, type Desk, ofType, openDesk } from './testing/desk.ts';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

describeOnEachEngine('notifications', (open) => {
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
  const bodies = () =>
    receiver.received.map(
      ({ body }) =>
        JSON.parse(body) as { title: string; state: string; items: { title: string }[]; more: number },
    );
  const statuses = (rows: { status: string }[]) => rows.map(({ status }) => status);

  describe('an event', () => {
    it('reaches the default channel once, however often it is delivered, and stands in the history', async () => {
      await webhook('default');
      const event = alert({ title: 'Port 22 is open' });
      const first = await desk.happen([event]);
      await desk.happen([event], first);
      const [row, ...others] = await desk.settled();
      expect(others).toEqual([]);
      expect(row).toMatchObject({
        event: 'alert.created',
        status: 'sent',
        destination: 'default',
        channel: 'webhook',
        title: 'Port 22 is open',
        attempts: 1,
        delivery_id: expect.stringMatching(/^dlv_/),
      });
      expect(bodies()).toMatchObject([{ title: 'Port 22 is open', state: 'open' }]);
      expect(receiver.received[0]?.headers['x-infraaudit-delivery']).toBe(row?.delivery_id);
    });

    it('goes where the rules say, each channel once, and the default keeps still', async () => {
      await webhook('default');
      const urgent = await webhook('urgent');
      const all = await webhook('all');
      await desk.rule({ channel_id: urgent.id, severity: 'high', alert_type: 'security' });
      await desk.rule({ channel_id: urgent.id, severity: 'critical' });
      await desk.rule({ channel: 'all', event: 'alert.*' });
      await desk.happen([alert({ severity: 'critical' }), ofType(alert({ severity: 'medium' }), 'cost')]);
      await desk.settled();
      expect(receiver.received.map(({ path }) => path).sort()).toEqual(['/all', '/all', '/urgent']);
      expect((await desk.history({ channel: String(all.id) })).length).toBe(2);
    });

    it.each([
      ['of a muted alert', alert({ muted: true }), 'the alert is muted'],
      [
        'of an alert that recurs',
        alert({ type: 'alert.updated', change: 'occurred' }),
        'it recurred, and was told of when it opened',
      ],
      [
        'of a failed job, of which an alert tells',
        { type: 'job.failed', payload: { execution_id: 5, job_type: 'resource_sync', error: 'denied' } },
        'no rule names job.failed',
      ],
    ])('%s is not told, and the history says why', async (_what, event, reason) => {
      await webhook('default');
      await desk.happen([event as ReturnType<typeof alert>]);
      expect(await desk.settled()).toMatchObject([{ status: 'suppressed', reason }]);
      expect(receiver.received).toEqual([]);
    });

    it('without any channel is in the history all the same', async () => {
      await desk.happen([alert()]);
      expect(await desk.settled()).toMatchObject([{ status: 'suppressed', reason: 'there is no channel' }]);
    });

    it('of another organisation is none of ours', async () => {
      await webhook('default');
      const ours = desk.tenant;
      await desk.fresh('Others');
      await desk.happen([alert()]);
      expect(await desk.settled()).toMatchObject([{ reason: 'there is no channel' }]);
      expect(await desk.as('listNotifications', { query: {} }, ours.scope)).toMatchObject({ data: [] });
      expect(receiver.received).toEqual([]);
    });
  });

  describe('what becomes of an alert', () => {
    it('is told where its opening was told, and nowhere else', async () => {
      const told = await webhook('default');
      await desk.happen([alert({ alert_id: 7 })]);
      await desk.settled();
      const other = await webhook('other');
      await desk.rule({ channel_id: other.id });
      await desk.happen([alert({ type: 'alert.resolved', alert_id: 7, note: 'closed again' })]);
      await desk.settled();
      expect(bodies().map(({ state }) => state)).toEqual(['open', 'resolved']);
      expect((await desk.history({ channel: String(told.id) })).map(({ state }) => state)).toEqual([
        'resolved',
        'open',
      ]);
    });

    it('is not told of one that was over before anybody could be told', async () => {
      await webhook('default');
      await desk.happen([alert({ alert_id: 8 }), alert({ type: 'alert.resolved', alert_id: 8 })]);
      expect(await desk.settled()).toMatchObject([
        { state: 'resolved', status: 'suppressed', reason: 'its opening was not told here' },
        { state: 'open', status: 'suppressed', reason: 'it was over before it could be told' },
      ]);
      expect(receiver.received).toEqual([]);
    });

    it('is told again when it comes back', async () => {
      await webhook('default');
      for (const event of [
        alert({ alert_id: 9 }),
        alert({ type: 'alert.resolved', alert_id: 9 }),
        alert({ type: 'alert.updated', change: 'reopened', alert_id: 9 }),
        alert({ type: 'alert.resolved', alert_id: 9 }),
      ]) {
        await desk.happen([event]);
        await desk.settled();
      }
      expect(bodies().map(({ state }) => state)).toEqual(['open', 'resolved', 'open', 'resolved']);
    });
  });

  describe('held back', () => {
    const nights = { from: '22:00', to: '07:00', time_zone: 'UTC' };

    it('is what comes in quiet hours, until they end', async () => {
      await webhook('default');
      await desk.rule({ channel: 'default', quiet_hours: nights });
      desk.at('2026-07-01T23:00:00.000Z');
      await desk.happen([alert({ title: 'later' }), alert({ title: 'now', severity: 'critical' })]);
      expect((await desk.settled()).find(({ title }) => title === 'later')).toMatchObject({
        status: 'pending',
        waits_for: 'quiet',
      });
      await desk.release();
      expect(bodies().map(({ title }) => title)).toEqual(['now']);
      desk.at('2026-07-02T07:00:00.000Z');
      await desk.release();
      expect(statuses(await desk.settled())).toEqual(['sent', 'sent']);
      expect(bodies().map(({ title }) => title)).toEqual(['now', 'later']);
    });

    it('and taken back when it is over before they end', async () => {
      await webhook('default');
      await desk.rule({ channel: 'default', quiet_hours: nights });
      desk.at('2026-07-01T23:00:00.000Z');
      await desk.happen([alert({ alert_id: 20 })]);
      await desk.happen([alert({ type: 'alert.resolved', alert_id: 20 })]);
      desk.at('2026-07-02T07:00:00.000Z');
      await desk.release();
      expect(await desk.settled()).toMatchObject([
        { state: 'resolved', status: 'suppressed' },
        { state: 'open', status: 'suppressed', reason: 'it was over before the quiet hours were' },
      ]);
      expect(receiver.received).toEqual([]);
    });

    it('is everything of a daily summary, which tells what is over by then', async () => {
      await webhook('default');
      await desk.rule({ channel: 'default', digest: 'daily' });
      await desk.happen([
        alert({ alert_id: 30, title: 'A', severity: 'low' }),
        alert({ alert_id: 31, title: 'B', severity: 'critical' }),
        alert({ alert_id: 32, title: 'C' }),
      ]);
      await desk.happen([alert({ type: 'alert.resolved', alert_id: 32, title: 'C' })]);
      await desk.release();
      expect(receiver.received).toEqual([]);
      desk.at('2026-07-02T07:00:00.000Z');
      await desk.release();
      const rows = await desk.settled();
      expect(bodies()).toMatchObject([
        {
          title: 'Daily summary: 1 critical, 1 low, 1 resolved',
          items: [{ title: 'B', resolved: false }, { title: 'A' }, { title: 'C', resolved: true }],
        },
      ]);
      const summary = rows.find(({ event }) => event === 'notification.summary');
      expect(rows.filter(({ summary_id }) => summary_id === summary?.id)).toMatchObject([
        { status: 'sent' },
        { status: 'sent' },
        { status: 'sent' },
      ]);
    });

    it('is what is too much at once: the rest comes as one summary, and nothing is lost', async () => {
      await desk.channel({ name: 'chat', kind: 'slack', secrets: { webhook_url: address('chat') } });
      await desk.happen(Array.from({ length: 45 }, (_, index) => alert({ title: `alert ${index}` })));
      await desk.settled();
      expect(receiver.received).toHaveLength(30);
      desk.pass(60);
      await desk.release();
      const rows = await desk.settled();
      expect(receiver.received).toHaveLength(31);
      expect(receiver.received.at(-1)?.body).toContain('Many at once: 15 high');
      expect(new Set(statuses(rows))).toEqual(new Set(['sent']));
      expect(rows).toHaveLength(46);
    });
  });

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

  describe('a rule', () => {
    it('in the published shape makes the channel that it names by an address', async () => {
      const rule = await desk.rule({
        channel: 'slack',
        alertType: 'security',
        severity: 'high',
        webhookUrl: address('published'),
        enabled: true,
      });
      expect(rule).toMatchObject({ channel: 'slack', alert_type: 'security', severity: 'high' });
      await desk.happen([alert(), alert({ severity: 'medium' })]);
      await desk.settled();
      expect(receiver.received.map(({ path }) => path)).toEqual(['/published']);
    });

    it('is changed by what is named, and deleted', async () => {
      const channel = await webhook('target');
      const rule = await desk.rule({ channel_id: channel.id, severity: 'high', tags: { env: 'prod' } });
      const input = { params: { id: String(rule.id) } };
      expect(
        await desk.as('updateNotificationRule', {
          ...input,
          body: { severity: 'low', quietHours: { from: '20:00', to: '08:00' } },
        }),
      ).toMatchObject({
        severity: 'low',
        tags: { env: 'prod' },
        quiet_hours: { from: '20:00', to: '08:00', time_zone: 'UTC', urgent: 'critical' },
      });
      await desk.as('deleteNotificationRule', input);
      await expect(desk.as('getNotificationRule', input)).rejects.toMatchObject({ code: 'not_found' });
    });

    it.each([
      [{}, 'invalid_input'],
      [{ channel: 'nowhere' }, 'not_found'],
      [{ channel: 'target', provider_id: 999_999 }, 'unprocessable'],
      [
        { channel: 'target', quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Mars/Base' } },
        'invalid_input',
      ],
    ])('that makes no sense is refused: %j', async (body, code) => {
      await webhook('target');
      await expect(desk.rule(body)).rejects.toMatchObject({ code });
    });

    it('cannot sum up for a channel that takes single alerts only', async () => {
      await desk.channel({ name: 'pager', kind: 'pagerduty', secrets: { routing_key: 'R'.repeat(32) } });
      await expect(desk.rule({ channel: 'pager', digest: true })).rejects.toMatchObject({
        code: 'unprocessable',
      });
    });

    it('can be tried on what happened before it, without anything being sent', async () => {
      await desk.happen([
        alert({ alert_id: 40, severity: 'critical', title: 'old and bad' }),
        alert({ alert_id: 41, severity: 'low' }),
      ]);
      desk.pass(3600 * 11);
      await desk.happen([
        alert({ alert_id: 42, severity: 'high' }),
        alert({ type: 'alert.resolved', alert_id: 40 }),
      ]);
      const preview = await desk.as('previewNotificationRule', {
        body: { rule: { severity: 'high', quiet_hours: { from: '22:00', to: '07:00' } }, days: 30 },
      });
      expect(preview).toMatchObject({
        events: 4,
        matches: 3,
        messages: 1,
        held_for_quiet_hours: 2,
        summaries: 0,
        by_severity: { critical: 1, high: 1, medium: 0, low: 0 },
        examples: [
          { event: 'alert.resolved' },
          { outcome: 'hold', told_at: '2026-07-02T07:00:00.000Z' },
          { title: 'old and bad', outcome: 'send' },
        ],
      });
      expect(receiver.received).toEqual([]);
    });
  });

  describe('by hand', () => {
    it('a test says at once what comes of it', async () => {
      const channel = await webhook('tested');
      const test = (body: object) => desk.as('testNotification', { body });
      expect(await test({ channel: channel.id })).toMatchObject({
        status: 'sent',
        channel: 'tested',
        reason: null,
      });
      expect(await test({ channel: 'slack', webhook_url: address('new') })).toMatchObject({ status: 'sent' });
      receiver.answers(404, 'no_service');
      expect(await test({ channel: 'slack', webhookUrl: address('new') })).toMatchObject({
        status: 'failed',
        may_pass: false,
        reason: expect.stringMatching(/the webhook was removed/),
      });
      expect(receiver.received.map(({ path }) => path)).toEqual(['/tested', '/new', '/new']);
      expect(await desk.history()).toHaveLength(3);
    });

    it('words of one’s own reach a channel', async () => {
      await webhook('chat');
      expect(
        await desk.as('sendNotification', { body: { channel: 'webhook', message: 'Deploying at 18:00.' } }),
      ).toMatchObject({
        status: 'sent',
      });
      expect(receiver.received[0]?.body).toContain('Deploying at 18:00.');
    });

    it('a channel is found by its kind only when that is clear', async () => {
      await webhook('one', { is_default: false });
      await webhook('two', { is_default: false });
      await expect(
        desk.as('sendNotification', { body: { channel: 'webhook', message: 'x' } }),
      ).rejects.toMatchObject({
        code: 'unprocessable',
        message: expect.stringMatching(/There are 2 channels of kind webhook/),
      });
    });
  });
});
