import { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import { defineChannel } from '../../../plugin-kit/define-channel.ts';
import { exchange, hostOf, outcomeOf } from '../../../plugin-kit/http-outcome.ts';
import { renderPagerDuty } from './render.ts';

const settings = z.strictObject({
  api_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default('https://events.pagerduty.com')
    .describe('https://events.eu.pagerduty.com for accounts in the European region.'),
});
const secrets = z.strictObject({
  routing_key: z
    .string()
    .regex(/^[A-Za-z0-9]{32}$/, 'must be the integration key of a service: 32 letters and digits')
    .optional(),
});

export const pagerDutyChannel = defineChannel({
  kind: 'pagerduty',
  title: 'PagerDuty',
  sentence: 'One incident per alert by the Events API v2: triggered, acknowledged and resolved with it.',
  settings,
  secrets,
  problemOf: (_given, hidden) =>
    hidden.routing_key === undefined
      ? { field: 'routing_key', message: 'give the integration key of the service' }
      : null,
  addressOf: (given) => hostOf(given.api_url),
  states: ['open', 'acknowledged', 'resolved'],
  perMinute: null,
  maxBytes: 500_000,
  example: { settings: {}, secrets: { routing_key: 'R0123456789ABCDEF0123456789ABCDE' } },
  render: (notice) => renderPagerDuty(notice),
  async send({ settings: given, secrets: hidden, message, tools, signal }) {
    const key = hidden.routing_key ?? '';
    const { answer, text, shown } = await exchange(
      tools,
      {
        method: 'POST',
        url: `${given.api_url.replace(/\/+$/, '')}/v2/enqueue`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ routing_key: key, ...(message as JsonObject) }),
        signal,
      },
      [key],
    );
    const outcome = outcomeOf(answer, hostOf(given.api_url));
    if (answer.status === 400)
      return {
        outcome: 'give_up',
        reason: `PagerDuty refused the event: ${text.replaceAll(key, '').slice(0, 200)}`,
        ...shown,
      };
    return { ...outcome, ...shown };
  },
});
