import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { startReceiver } from '../../../plugins/channels/testing/tools.ts';
import { alert, type Desk, openDesk } from './testing/desk.ts';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

describeOnEachEngine('rules of notifications', (open) => {
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
