import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.ts';
import { exampleNotices } from '../../../plugin-kit/conformance/channel-conformance.ts';
import type { Notice } from '../../../plugin-kit/define-channel.ts';
import { callOf, startReceiver, toolsForTests } from '../testing/tools.ts';
import { slackChannel } from './channel.ts';
import { fitting, renderSlack } from './render.ts';

const token = 'xoxb-of-the-suite';
const tools = toolsForTests();
const { ordinary, nasty } = exampleNotices;
let slack: Emulator;

beforeAll(async () => {
  slack = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      tokens: { [token]: { login: 'infraaudit', scopes: ['chat:write', 'channels:history'] } },
      slack: { channels: [{ name: 'alerts' }], incoming_webhooks: [{ channel: 'alerts' }] },
    },
  });
});
afterAll(async () => {
  await slack.close();
  await tools.close();
});

type Message = {
  ts: string;
  text: string;
  thread_ts?: string;
  attachments?: { color: string; blocks: JsonObject[] }[];
};
async function api<T>(method: string, wanted: Record<string, string>): Promise<T> {
  const response = await fetch(`${slack.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(wanted),
  });
  return (await response.json()) as T;
}
async function channelId(name: string): Promise<string> {
  const { channels } = await api<{ channels: { id: string; name: string }[] }>('conversations.list', {});
  return channels.find((channel) => channel.name === name)?.id ?? '';
}
const messages = async (name = 'alerts') =>
  (
    await api<{ messages: Message[] }>('conversations.history', {
      channel: await channelId(name),
      limit: '100',
    })
  ).messages;
const replies = async (ts: string) =>
  (await api<{ messages: Message[] }>('conversations.replies', { channel: await channelId('alerts'), ts }))
    .messages;

function send(notice: Notice, options: { thread?: JsonObject | null; channel?: string; url?: string } = {}) {
  const secrets = options.url === undefined ? { bot_token: token } : { webhook_url: options.url };
  const settings = slackChannel.settings.parse({
    ...(options.url === undefined ? { channel: options.channel ?? 'alerts' } : {}),
    api_url: `${slack.url}/api/`,
  });
  return slackChannel.send({
    ...callOf(notice, tools),
    settings,
    secrets,
    message: slackChannel.render(notice, settings),
    thread: options.thread ?? null,
  });
}
const threadOf = (outcome: object): JsonObject => (outcome as { thread: JsonObject }).thread;

describe('a bot token', () => {
  it('posts a message with the colour of its severity, what, where, since when and what to do', async () => {
    const sent = await send(ordinary);
    expect(sent).toMatchObject({
      outcome: 'sent',
      thread: { ts: expect.any(String), channel: await channelId('alerts') },
    });
    const message = (await messages()).find(({ ts }) => ts === threadOf(sent).ts);
    expect(message?.text).toBe('[InfraAudit] high: Bucket logs is public');
    expect(message?.attachments?.[0]?.color).toBe('#ff8c00');
    const text = JSON.stringify(message?.attachments);
    for (const part of [
      'BlockPublicAcls',
      'logs (s3_bucket)',
      'Production',
      '2026-05-01 07:00 UTC',
      'alerts/12',
      'Block public access',
    ])
      expect(text).toContain(part);
  });

  it('marks the message and answers in its thread when the alert is resolved', async () => {
    const thread = threadOf(await send(ordinary));
    expect(await send({ ...ordinary, state: 'resolved' }, { thread })).toMatchObject({
      outcome: 'sent',
      thread,
    });
    const parent = (await messages()).find(({ ts }) => ts === thread.ts);
    expect(parent?.text).toBe('[InfraAudit] resolved: Bucket logs is public');
    expect(parent?.attachments?.[0]?.color).toBe('#36a64f');
    const told = await replies(String(thread.ts));
    expect(told.map(({ text }) => text)).toContain('[InfraAudit] resolved: Bucket logs is public');
  });

  it('opens the message again when the alert comes back, in the same thread', async () => {
    const thread = threadOf(await send(ordinary));
    await send({ ...ordinary, state: 'resolved' }, { thread });
    const again = await send(ordinary, { thread });
    expect(threadOf(again)).toEqual(thread);
    expect((await messages()).find(({ ts }) => ts === thread.ts)?.text).toBe(
      '[InfraAudit] high: Bucket logs is public',
    );
    expect(await replies(String(thread.ts))).toHaveLength(3);
  });

  it('tells in the thread alone when the message can no longer be changed', async () => {
    const thread = { ...threadOf(await send(ordinary)) };
    const gone = { ...thread, ts: '1.000001' };
    expect(await send({ ...ordinary, state: 'resolved' }, { thread: gone })).toMatchObject({
      outcome: 'sent',
    });
  });

  it('gives up at a channel that does not exist, with what to do', async () => {
    expect(await send(ordinary, { channel: 'nowhere' })).toMatchObject({
      outcome: 'give_up',
      reason: expect.stringMatching(/channel_not_found: there is no such channel/),
    });
  });

  it.each([
    ['invalid_auth', 'give_up'],
    ['token_revoked', 'give_up'],
    ['internal_error', 'retry'],
    ['ratelimited', 'retry'],
  ])('that is answered %s: %s, and its token is not shown', async (error, outcome) => {
    const receiver = await startReceiver();
    receiver.answers(200, JSON.stringify({ ok: false, error, echo: token }));
    const settings = slackChannel.settings.parse({ channel: 'alerts', api_url: receiver.url });
    const result = await slackChannel.send({
      ...callOf(ordinary, tools),
      settings,
      secrets: { bot_token: token },
      message: slackChannel.render(ordinary, settings),
    });
    await receiver.stop();
    expect(result).toMatchObject({ outcome, reason: expect.stringContaining(error) });
    expect(JSON.stringify(result)).not.toContain(token);
  });
});

describe('an incoming webhook', () => {
  const webhook = () => `${slack.url}/services/T000000001/B000000001/X000000001`;

  it('posts into its channel', async () => {
    expect(await send(ordinary, { url: webhook() })).toMatchObject({ outcome: 'sent' });
    expect((await messages('general')).map(({ text }) => text)).toContain(
      '[InfraAudit] high: Bucket logs is public',
    );
  });

  it('never shows its address', async () => {
    const sent = await send(ordinary, { url: webhook() });
    expect(JSON.stringify(sent)).not.toContain('X000000001');
  });

  it.each([
    [404, 'no_service', 'give_up', /the webhook was removed/],
    [403, 'invalid_token', 'give_up', /the webhook was removed/],
    [410, 'channel_is_archived', 'give_up', /archived/],
    [500, 'rollup_error', 'retry', /answered 500/],
    [429, 'ratelimited', 'retry', /too many messages/],
    [302, '', 'give_up', /redirects are not followed/],
  ])('answers %i %s: %s', async (status, body, outcome, reason) => {
    const receiver = await startReceiver();
    receiver.answers(status, body, { 'retry-after': '17' });
    const result = await send(ordinary, { url: `${receiver.url}/services/a/b/c` });
    await receiver.stop();
    expect(result).toMatchObject({ outcome, reason: expect.stringMatching(reason) });
    if (status === 429) expect(result).toMatchObject({ retryAfterSeconds: 17 });
  });
});

describe('the message', () => {
  it('mentions nobody and links nowhere, whatever a name says', () => {
    const text = JSON.stringify(renderSlack(nasty));
    expect(text).not.toContain('<!channel>');
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;!channel&gt;');
    expect(text).not.toMatch(/"verbatim":false/);
  });

  it('is cut so that it fits when it is escaped', () => {
    expect(fitting('&'.repeat(5000), 3000).length).toBeLessThanOrEqual(3000);
    expect(fitting('abc', 3000)).toBe('abc');
  });
});
