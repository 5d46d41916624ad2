import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from 'emulate';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { startReceiver } from '../../../plugins/channels/testing/tools.ts';
import { addTestMember } from '../../govern/tenancy/testing.ts';
import { rotateChannelSecrets } from './rotate-secrets.ts';
import { alert, type ChannelView, type Desk, openDesk } from './testing/desk.ts';

const token = 'xoxb-of-the-suite';

describeOnEachEngine('people, variables and threads', (open) => {
  let desk: Desk;
  let mails: { mail: Email; to: string[] }[] = [];
  let server: SMTPServer;
  let slack: Emulator;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            mails.push({ mail, to: session.envelope.rcptTo.map(({ address }) => address) });
            done();
          });
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    receiver = await startReceiver();
    slack = await createEmulator({
      service: 'slack',
      port: 0,
      seed: {
        tokens: { [token]: { login: 'infraaudit', scopes: ['chat:write', 'channels:history'] } },
        slack: { channels: [{ name: 'alerts' }] },
      },
    });
    desk = await openDesk(await open(), {
      mailServer: {
        host: '127.0.0.1',
        port: (server.server.address() as AddressInfo).port,
        user: null,
        password: null,
        from: 'infraaudit@acme.example',
        tls: 'none',
        authority: null,
      },
      environment: {
        digestTime: '07:00',
        channels: [
          {
            kind: 'slack',
            name: 'Slack of this installation',
            settings: { channel: '#alerts' },
            secrets: { webhook_url: `${receiver.url}/secret-of-the-variables` },
          },
        ],
      },
    });
  });
  afterAll(async () => {
    await desk?.app.stop();
    await slack?.close();
    await receiver?.stop();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  beforeEach(async () => {
    await desk.fresh();
    mails = [];
  });

  const approval = (assignees: number[], more: object = {}) => ({
    type: 'approval.requested',
    payload: {
      approval_id: 12,
      title: 'Block public access of logs',
      target_system: 'Production',
      assignee_ids: assignees,
      changes: 1,
      expires_at: '2026-07-08T12:00:00.000Z',
      ...more,
    },
  });

  describe('a person', () => {
    it('who is asked to approve gets a mail that says what, where and until when', async () => {
      const approver = await addTestMember(desk.app.db, desk.tenant, 'approver');
      await desk.happen([approval([approver.id])]);
      await desk.settled();
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatchObject({
        to: [approver.email],
        mail: { subject: '[InfraAudit] approval: Approval wanted: Block public access of logs' },
      });
      expect(mails[0]?.mail.text).toContain('http://127.0.0.1/approvals/12');
      expect(mails[0]?.mail.text).toContain('until 2026-07-08 12:00 UTC');
    });

    it('sees their own mail in the history, and nobody else’s', async () => {
      const approver = await addTestMember(desk.app.db, desk.tenant, 'approver');
      await desk.channel({ name: 'all', kind: 'webhook', secrets: { webhook_url: `${receiver.url}/all` } });
      await desk.happen([approval([approver.id])]);
      await desk.settled();
      const seenBy = async (scope: typeof approver.scope) =>
        (
          await desk.as<{ data: { destination: string }[] }>('listNotifications', { query: {} }, scope)
        ).data.map(({ destination }) => destination);
      expect((await seenBy(approver.scope)).sort()).toEqual(['all', approver.email].sort());
      expect(await seenBy(desk.tenant.scope)).toEqual(['all']);
    });

    it('decides what they are mailed, and is believed', async () => {
      const viewer = await addTestMember(desk.app.db, desk.tenant, 'viewer');
      const put = (body: object) => desk.as('updateMyNotifications', { body }, viewer.scope);
      expect(await desk.as('getMyNotifications', {}, viewer.scope)).toEqual({
        email: viewer.email,
        mail_possible: true,
        assigned: true,
        alerts: null,
        quiet_hours: null,
        digest: null,
      });
      expect(await put({ alerts: 'high', quiet_hours: { from: '22:00', to: '07:00' } })).toMatchObject({
        alerts: 'high',
        assigned: true,
        quiet_hours: { time_zone: 'UTC', urgent: 'critical' },
      });
      await desk.happen([alert(), alert({ severity: 'low' })]);
      await desk.settled();
      expect(mails.map(({ to }) => to)).toEqual([[viewer.email]]);
      await expect(
        put({ quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Mars' } }),
      ).rejects.toMatchObject({
        code: 'invalid_input',
      });
      await put({ assigned: false, alerts: null });
      await desk.happen([approval([viewer.id]), alert()]);
      await desk.settled();
      expect(mails).toHaveLength(1);
    });

    it('who is no member any more is not written to', async () => {
      const approver = await addTestMember(desk.app.db, desk.tenant, 'approver');
      await desk.as(
        'updateMyNotifications',
        { body: { quiet_hours: { from: '11:00', to: '13:00' } } },
        approver.scope,
      );
      await desk.happen([approval([approver.id])]);
      await desk.app.db.asSystem(systemScope('the test lets somebody go'), (tx) =>
        tx.sql.deleteFrom('memberships').where('user_id', '=', approver.id).execute(),
      );
      desk.at('2026-07-01T13:00:00.000Z');
      await desk.release();
      await desk.settled();
      const rows = await desk.app.db.within(desk.tenant.scope, (tx) =>
        tx.sql
          .selectFrom('notifications')
          .select(['status', 'reason'])
          .where('user_id', '=', approver.id)
          .execute(),
      );
      expect(rows).toEqual([{ status: 'suppressed', reason: 'the person is no member any more' }]);
      expect(mails).toEqual([]);
    });
  });

  describe('a channel of the variables', () => {
    const channels = async () => (await desk.as<{ data: ChannelView[] }>('listNotificationChannels')).data;

    it('belongs to the first organisation only, and is its default', async () => {
      expect(await channels()).toEqual([]);
      await desk.happen([alert()]);
      expect(await desk.settled()).toMatchObject([{ reason: 'there is no channel' }]);
      desk.tenant = desk.app.tenant;
      expect(await channels()).toMatchObject([
        { name: 'Slack of this installation', origin: 'environment', is_default: true, enabled: true },
      ]);
      expect(JSON.stringify(await channels())).not.toContain('secret-of-the-variables');
      await desk.happen([alert({ title: 'for the operator' })]);
      await desk.settled();
      expect(receiver.received.filter(({ path }) => path === '/secret-of-the-variables')).toMatchObject([
        { body: expect.stringContaining('for the operator') },
      ]);
    });

    it('is switched off here and changed there', async () => {
      desk.tenant = desk.app.tenant;
      const [channel] = await channels();
      const input = { params: { id: String(channel?.id) } };
      expect(
        await desk.as('updateNotificationChannel', { ...input, body: { enabled: false } }),
      ).toMatchObject({
        enabled: false,
      });
      for (const body of [{ name: 'mine' }, { settings: {} }, { secrets: { webhook_url: null } }])
        await expect(desk.as('updateNotificationChannel', { ...input, body })).rejects.toMatchObject({
          code: 'unprocessable',
        });
      await expect(desk.as('deleteNotificationChannel', input)).rejects.toMatchObject({
        code: 'unprocessable',
      });
    });
  });

  it('Slack has one thread per alert, whose first message says what is now', async () => {
    await desk.channel({
      name: 'slack',
      kind: 'slack',
      settings: { channel: 'alerts', api_url: `${slack.url}/api/` },
      secrets: { bot_token: token },
    });
    const call = async <T>(method: string, wanted: Record<string, string>): Promise<T> => {
      const response = await fetch(`${slack.url}/api/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams(wanted),
      });
      return (await response.json()) as T;
    };
    for (const event of [
      alert({ alert_id: 70 }),
      alert({ type: 'alert.updated', change: 'acknowledged', alert_id: 70 }),
      alert({ type: 'alert.resolved', alert_id: 70 }),
    ]) {
      await desk.happen([event]);
      await desk.settled();
    }
    const { channels } = await call<{ channels: { id: string; name: string }[] }>('conversations.list', {});
    const channel = channels.find(({ name }) => name === 'alerts')?.id ?? '';
    type Message = { ts: string; text: string };
    const { messages } = await call<{ messages: Message[] }>('conversations.history', { channel });
    const first = messages
      .filter(({ text }) => text === '[InfraAudit] resolved: Bucket logs is public')
      .at(-1);
    const thread = await call<{ messages: Message[] }>('conversations.replies', {
      channel,
      ts: first?.ts ?? '',
    });
    expect(thread.messages.map(({ text }) => text)).toEqual([
      '[InfraAudit] resolved: Bucket logs is public',
      '[InfraAudit] acknowledged: Bucket logs is public',
      '[InfraAudit] resolved: Bucket logs is public',
    ]);
  });

  it('secrets are sealed again with a new key and still work', async () => {
    const channel = await desk.channel({
      name: 'rotated',
      kind: 'webhook',
      secrets: { webhook_url: `${receiver.url}/rotated` },
    });
    const next = createSecretBox('cd'.repeat(32), ['ab'.repeat(32)]);
    const result = await rotateChannelSecrets({ db: desk.app.db, secrets: next });
    expect(result.failed).toEqual([]);
    expect(result.rotated).toBeGreaterThan(0);
    const keys = async () =>
      await desk.app.db.within(desk.tenant.scope, (tx) =>
        tx.sql
          .selectFrom('notification_channels')
          .select(['secret_key_id'])
          .where('id', '=', channel.id)
          .execute(),
      );
    expect(await keys()).toEqual([{ secret_key_id: next.currentKeyId }]);
    await rotateChannelSecrets({
      db: desk.app.db,
      secrets: createSecretBox('ab'.repeat(32), ['cd'.repeat(32)]),
    });
    await desk.happen([alert()]);
    expect(await desk.settled()).toMatchObject([{ status: 'sent' }]);
  });
});
