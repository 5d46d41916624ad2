import { AppError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { OutboundAnswer } from '../../../platform/outbound-http/outbound-http.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import type { Delivery, DeliveryKindHandler, SendOutcome, SendResult } from '../deliveries/index.ts';
import { bodyOf } from './payloads.ts';
import { recordedAttempts } from './recorded.ts';
import { openSecrets } from './secrets.ts';
import type { WebhooksDeps } from './service.ts';
import { signatureHeaders } from './signature.ts';
import { getWebhook, type WebhookRow } from './store.ts';

const timeoutMs = 10_000;
/** The body of an answer means nothing to us; its start helps people who look for a fault. */
const keptOfBody = { bytes: 4096, ms: 2000 };

/** Sends deliveries to webhooks and keeps account of which of them are alive. */
export function webhookDeliveries(deps: WebhooksDeps & { announce: Announce }): DeliveryKindHandler {
  const readRow = rowReader(deps);
  return {
    recorded: (tx, attempts) => recordedAttempts(deps, tx, attempts),
    async send(delivery, signal) {
      const row = await readRow(delivery);
      if (row === undefined) return { outcome: 'suppressed', reason: 'the webhook was deleted' };
      if (row.status !== 'active') return { outcome: 'suppressed', reason: `the webhook is ${row.status}` };
      return await post(deps, row, delivery, signal);
    },
  };
}

async function post(
  deps: WebhooksDeps,
  row: WebhookRow,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<SendResult> {
  const { timestamp, data } = delivery.body as { timestamp: string; data: JsonObject };
  const at = deps.clock.now();
  const body = bodyOf({
    event: delivery.eventType,
    timestamp,
    webhook_id: row.id,
    delivery_id: delivery.id,
    data,
  });
  const signed = signatureHeaders(openSecrets(deps.secrets, row, at), { id: delivery.id, at, body });
  const headers = {
    'content-type': 'application/json',
    'x-infraaudit-event': delivery.eventType,
    'x-infraaudit-delivery': delivery.id,
    'x-infraaudit-timestamp': signed['webhook-timestamp'] ?? '',
    ...signed,
  };
  const request = { method: 'POST', host: new URL(row.url).host, headers: withoutSignatures(headers) };
  try {
    const answer = await deps.outbound.request({
      method: 'POST',
      url: row.url,
      headers,
      body,
      timeoutMs,
      cutBody: keptOfBody,
      signal,
    });
    return { ...outcomeOf(answer, at, delivery.eventType), request, response: shown(answer) };
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return { ...failed(error.message, delivery.eventType), request };
  }
}

/** What an answer means. 2xx is a success; a redirect is not followed, because nobody agreed to its target. */
function outcomeOf(
  answer: Pick<OutboundAnswer, 'status' | 'headers'>,
  now: Date,
  event: string,
): SendOutcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (status === 410) return { outcome: 'give_up', reason: 'it answered 410: it wants nothing any more' };
  if (status >= 300 && status < 400) {
    return failed(
      `it answered ${status}: redirects are not followed, enter the address that it leads to`,
      event,
    );
  }
  const outcome = failed(`it answered ${status}`, event);
  const seconds =
    status === 429 || status === 503 ? retryAfterSeconds(answer.headers['retry-after'], now) : undefined;
  return outcome.outcome === 'retry' && seconds !== undefined
    ? { ...outcome, retryAfterSeconds: seconds }
    : outcome;
}

/** A ping tells whether an address works now: it is not tried again. */
function failed(reason: string, event: string): SendOutcome {
  return { outcome: event === 'ping' ? 'give_up' : 'retry', reason };
}

/** Seconds, or a date; undefined for anything else. */
function retryAfterSeconds(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

/** Enough of a signature to compare it, too little to use it. */
function withoutSignatures(headers: Record<string, string>): Record<string, string> {
  const shortened = (value: string) =>
    value
      .split(' ')
      .map((signature) => `${signature.slice(0, 15)}…`)
      .join(' ');
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name.endsWith('-signature') ? shortened(value) : value,
    ]),
  );
}

function shown(answer: OutboundAnswer): NonNullable<SendResult['response']> {
  const { status, durationMs, body } = answer;
  const headers = Object.fromEntries(
    Object.entries(answer.headers)
      .filter(([name]) => name !== 'set-cookie')
      .slice(0, 50)
      .map(([name, value]) => [name, value.slice(0, 500)]),
  );
  return { status, headers, body: body.toString('utf8'), durationMs };
}

/** Rows of webhooks; those who want the same one while it is read get the same answer. */
function rowReader(deps: WebhooksDeps): (delivery: Delivery) => Promise<WebhookRow | undefined> {
  const reading = new Map<string, Promise<WebhookRow | undefined>>();
  return ({ organizationId, destinationId }) => {
    const known = reading.get(destinationId);
    if (known !== undefined) return known;
    const scope = organizationScope(organizationId, 'webhooks');
    const row = deps.db
      .within(scope, (tx) => getWebhook(tx, destinationId))
      .finally(() => reading.delete(destinationId));
    reading.set(destinationId, row);
    return row;
  };
}
