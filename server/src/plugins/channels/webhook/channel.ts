import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { defineChannel } from '../../../plugin-kit/define-channel.ts';
import { exchange, hostOf, outcomeOf } from '../../../plugin-kit/http-outcome.ts';
import { renderJson } from './render.ts';

const settings = z.strictObject({});
const secrets = z.strictObject({
  webhook_url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .max(2000)
    .optional(),
  signing_secret: z.string().min(16, 'must have at least 16 characters').max(200).optional(),
  bearer_token: z
    .string()
    .regex(/^[\x21-\x7e]{1,2000}$/, 'must be printable and without spaces')
    .optional(),
});

export const webhookChannel = defineChannel({
  kind: 'webhook',
  title: 'JSON over HTTP',
  sentence:
    'Posts each message as JSON to an address, for chat systems and programs that have no channel here.',
  settings,
  secrets,
  problemOf: (_given, hidden) =>
    hidden.webhook_url === undefined
      ? { field: 'webhook_url', message: 'give the address to post to' }
      : null,
  addressOf: (_given, hidden) => hostOf(hidden.webhook_url),
  states: ['open', 'acknowledged', 'resolved', 'message'],
  perMinute: null,
  maxBytes: 300_000,
  example: { settings: {}, secrets: { webhook_url: 'https://hooks.example.com/XXXXXXXXXXXX' } },
  render: (notice) => renderJson(notice),
  async send({ secrets: hidden, message, notice, deliveryId, tools, signal }) {
    const url = hidden.webhook_url ?? '';
    const body = JSON.stringify(message);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-infraaudit-event': notice.event,
      'x-infraaudit-delivery': deliveryId,
    };
    if (hidden.signing_secret !== undefined) {
      const hmac = createHmac('sha256', hidden.signing_secret).update(body).digest('hex');
      headers['x-infraaudit-signature'] = `sha256=${hmac}`;
    }
    if (hidden.bearer_token !== undefined) headers.authorization = `Bearer ${hidden.bearer_token}`;
    const { answer, shown } = await exchange(tools, { method: 'POST', url, headers, body, signal }, [
      url,
      hidden.signing_secret,
      hidden.bearer_token,
    ]);
    return { ...outcomeOf(answer, hostOf(url)), ...shown };
  },
});
