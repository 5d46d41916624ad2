import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { startReceiver } from '../../../plugins/channels/testing/tools.ts';
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
});
