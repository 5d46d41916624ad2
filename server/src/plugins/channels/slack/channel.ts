import { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import {
  type ChannelOutcome,
  type ChannelTools,
  defineChannel,
  type Exchange,
} from '../../../plugin-kit/define-channel.ts';
import { exchange, hostOf, outcomeOf, retryAfterOf } from '../../../plugin-kit/http-outcome.ts';
import { renderSlack } from './render.ts';

const settings = z.strictObject({
  channel: z
    .string()
    .trim()
    .max(80)
    .regex(/^[#@]?[\p{L}\p{N}._-]+$/u, 'must be a channel such as #alerts, or its id')
    .optional()
    .describe('Channel to post in: needed with a bot token; an incoming webhook has one of its own.'),
  api_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://slack.com/api')
    .describe('Where Slack answers the bot token; another one only for GovSlack.'),
});
const secrets = z.strictObject({
  webhook_url: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address of an incoming webhook, https://hooks.slack.com/…',
    })
    .max(2000)
    .optional(),
  bot_token: z
    .string()
    .regex(/^xox[a-z]-[A-Za-z0-9-]{8,500}$/, 'must be a bot token, which begins with xoxb-')
    .optional(),
});
type Settings = z.output<typeof settings>;

/** What Slack says while it has trouble of its own; everything else will be the same at the next attempt. */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
  'rollup_error',
]);
const advice: Record<string, string> = {
  not_in_channel: 'invite the app to the channel',
  channel_not_found: 'there is no such channel, or it is private and the app is not in it',
  is_archived: 'the channel is archived',
  channel_is_archived: 'the channel is archived',
  invalid_auth: 'the token is wrong',
  token_revoked: 'the token was revoked',
  account_inactive: 'the app was removed',
  missing_scope: 'the app needs the scope chat:write',
  no_service: 'the webhook was removed',
  invalid_token: 'the webhook was removed',
};
const words = (error: string): string =>
  `Slack answered ${error}${advice[error] === undefined ? '' : `: ${advice[error]}`}`;

export const slackChannel = defineChannel({
  kind: 'slack',
  title: 'Slack',
  sentence: 'Posts into a channel by an incoming webhook, or by a bot token with one thread per alert.',
  settings,
  secrets,
  problemOf(given, hidden) {
    if (hidden.webhook_url === undefined && hidden.bot_token === undefined)
      return { field: 'webhook_url', message: 'give a webhook_url, or a bot_token with a channel' };
    if (hidden.webhook_url === undefined && given.channel === undefined)
      return { field: 'channel', message: 'a bot token needs the channel to post in' };
    return null;
  },
  addressOf: (given, hidden) =>
    [given.channel, hidden.bot_token === undefined ? hostOf(hidden.webhook_url) : 'bot']
      .filter((part) => part !== undefined && part !== '')
      .join(' · '),
  states: ['open', 'acknowledged', 'resolved', 'message'],
  perMinute: 30,
  maxBytes: 40_000,
  example: {
    settings: { channel: '#alerts' },
    secrets: { webhook_url: 'https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXX' },
  },
  render: (notice) => renderSlack(notice),
  async send({ settings: given, secrets: hidden, message, notice, thread, tools, signal }) {
    const body = message as JsonObject;
    if (hidden.bot_token === undefined)
      return await postToWebhook(tools, hidden.webhook_url ?? '', given, body, signal);
    const call = (method: string, parameters: JsonObject) =>
      callApi(tools, { method, given, token: hidden.bot_token ?? '', parameters, signal });
    if (thread === null || typeof thread.ts !== 'string' || notice.state === 'message')
      return await call('chat.postMessage', { channel: given.channel ?? '', ...body });
    // The first message shows what the alert is now; the thread tells how it came about.
    const parent = { channel: thread.channel ?? '', ts: thread.ts };
    const marked = await call('chat.update', { ...parent, ...body });
    if (marked.outcome === 'retry') return marked;
    const told = await call('chat.postMessage', {
      channel: parent.channel,
      thread_ts: parent.ts,
      // An alert that came back is told in the channel too.
      ...(notice.state === 'open' ? { reply_broadcast: true } : {}),
      text: body.text ?? '',
    });
    return told.outcome === 'sent' ? { ...told, thread: parent } : told;
  },
});

async function postToWebhook(
  tools: ChannelTools,
  url: string,
  given: Settings,
  body: JsonObject,
  signal: AbortSignal,
): Promise<ChannelOutcome> {
  const { answer, text, shown } = await exchange(
    tools,
    {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      // Webhooks of today have one channel; older ones heed this.
      body: JSON.stringify(
        given.channel === undefined ? body : { channel: given.channel.replace(/^#/, ''), ...body },
      ),
      signal,
    },
    [url],
  );
  const outcome = outcomeOf(answer, hostOf(url));
  const error = text.trim();
  if (outcome.outcome === 'give_up' && /^[a-z_]{3,60}$/.test(error)) {
    return {
      ...(passing.has(error) ? { outcome: 'retry' as const } : { outcome: 'give_up' as const }),
      reason: words(error),
      ...shown,
    };
  }
  return { ...outcome, ...shown };
}

type Answer = { ok: boolean; error?: string; ts?: string; channel?: string };

async function callApi(
  tools: ChannelTools,
  call: { method: string; given: Settings; token: string; parameters: JsonObject; signal: AbortSignal },
): Promise<ChannelOutcome> {
  const { answer, text, shown } = await exchange(
    tools,
    {
      method: 'POST',
      url: `${call.given.api_url.replace(/\/+$/, '')}/${call.method}`,
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${call.token}` },
      body: JSON.stringify(call.parameters),
      signal: call.signal,
    },
    [call.token],
  );
  const outcome = outcomeOf(answer, hostOf(call.given.api_url));
  if (outcome.outcome !== 'sent') return { ...outcome, ...shown };
  return { ...readAnswer(text, retryAfterOf(answer), shown), ...shown };
}

function readAnswer(text: string, retryAfterSeconds: number | undefined, shown: Exchange): ChannelOutcome {
  let answer: Answer;
  try {
    answer = JSON.parse(text) as Answer;
  } catch {
    return { outcome: 'retry', reason: 'Slack answered with something that is not JSON', ...shown };
  }
  if (answer.ok === true) {
    return answer.ts === undefined || answer.channel === undefined
      ? { outcome: 'sent' }
      : { outcome: 'sent', thread: { ts: answer.ts, channel: answer.channel } };
  }
  const error = (answer.error ?? 'no reason').slice(0, 100);
  if (!passing.has(error)) return { outcome: 'give_up', reason: words(error) };
  return {
    outcome: 'retry',
    reason: words(error),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
