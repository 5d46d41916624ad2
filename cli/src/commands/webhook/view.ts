import type { Answer, Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import type { Paint } from '../../output/paint.ts';
import type { ListView } from '../../output/printer.ts';
import { counted, oneLine } from '../../output/text.ts';
import { exactly, since } from '../../output/when.ts';

export type Webhook = Item<'listWebhooks'>;
export type Delivery = Item<'listWebhookDeliveries'>;
export type DeliveryDetail = Answer<'getWebhookDelivery'>;

export const deliveryStatuses = ['pending', 'success', 'failed', 'suppressed'] as const;

const webhookKeys = [
  'id',
  'name',
  'url',
  'events',
  'status',
  'enabled',
  'paused_reason',
  'paused_at',
  'last_delivery_status',
  'last_delivery_at',
  'failures_in_a_row',
  'failing_since',
  'secret_set_at',
  'former_secret_until',
  'created_at',
  'created_by',
  'updated_at',
] as const satisfies readonly (keyof Webhook)[];

export function webhookList(context: Context): ListView<Webhook> {
  const now = context.terminal.now();
  return {
    keys: webhookKeys,
    empty:
      'No webhook. Make one: infraudit webhook create --name audit --url https://example.com/hook --events drift.detected',
    columns: [
      { title: 'ID', value: ({ id }) => id },
      { title: 'NAME', value: ({ name }) => name, shrink: 'end' },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'EVENTS', value: ({ events }) => events.join(','), shrink: 'end' },
      { title: 'LAST', value: lastText },
      {
        title: 'WHEN',
        value: ({ last_delivery_at }) => (last_delivery_at === null ? '' : since(last_delivery_at, now)),
      },
      { title: 'ADDRESS', value: ({ url }) => url, shrink: 'end' },
    ],
  };
}

const lastText = ({ last_delivery_status }: Webhook): string => last_delivery_status ?? 'never';

/** What a person reads about one. */
function webhookText(context: Context, webhook: Webhook): string {
  const now = context.terminal.now();
  const paused = webhook.status === 'paused' ? `paused: ${webhook.paused_reason}` : webhook.status;
  return context.print.fields([
    ['Webhook', webhook.id],
    ['Name', oneLine(webhook.name)],
    ['Address', webhook.url],
    ['Events', webhook.events.join(', ')],
    ['Status', paused],
    [
      'Last delivery',
      webhook.last_delivery_at === null
        ? 'none yet'
        : `${lastText(webhook)}, ${exactly(webhook.last_delivery_at, now)}`,
    ],
    [
      'Failing since',
      webhook.failing_since === null
        ? null
        : `${exactly(webhook.failing_since, now)}, ${counted(webhook.failures_in_a_row, 'delivery', 'deliveries')} given up`,
    ],
    ['Secret of', exactly(webhook.secret_set_at, now)],
    [
      'Former secret',
      webhook.former_secret_until === null
        ? null
        : `signs too until ${exactly(webhook.former_secret_until, now)}`,
    ],
    ['Created', `${exactly(webhook.created_at, now)} by ${webhook.created_by}`],
  ]);
}

/** One webhook in the chosen format. */
export async function printWebhook(context: Context, webhook: Webhook): Promise<void> {
  await context.print.record(webhook, { keys: webhookKeys, text: () => webhookText(context, webhook) });
}

const deliveryKeys = [
  'id',
  'webhook_id',
  'event',
  'status',
  'attempts',
  'reason',
  'status_code',
  'duration_ms',
  'created_at',
  'next_retry_at',
  'ended_at',
] as const satisfies readonly (keyof Delivery)[];

export function deliveryList(context: Context): ListView<Delivery> {
  const now = context.terminal.now();
  return {
    keys: deliveryKeys,
    empty: 'Nothing was sent that fits.',
    columns: [
      { title: 'DELIVERY', value: ({ id }) => id },
      { title: 'EVENT', value: ({ event }) => event },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'ATTEMPTS', value: ({ attempts }) => String(attempts), align: 'right' },
      { title: 'ANSWER', value: ({ status_code }) => (status_code === null ? '' : String(status_code)) },
      { title: 'WHEN', value: ({ created_at }) => since(created_at, now) },
      { title: 'WHY', value: ({ reason }) => reason ?? '', shrink: 'end' },
    ],
  };
}

/** Every attempt with what was sent and answered. */
export async function printDelivery(context: Context, delivery: DeliveryDetail): Promise<void> {
  await context.print.record(delivery, {
    keys: [...deliveryKeys, 'payload', 'attempt_list'],
    text: (paint) => deliveryText(context, delivery, paint),
  });
}

function deliveryText(context: Context, delivery: DeliveryDetail, paint: Paint): string {
  const now = context.terminal.now();
  const attempts = delivery.attempt_list.map((attempt) => {
    const answer =
      attempt.response === null
        ? ''
        : `, answered ${attempt.response.status} after ${attempt.response.duration_ms} ms`;
    const why = attempt.reason === null ? '' : `: ${oneLine(attempt.reason)}`;
    const body = attempt.response === null ? '' : oneLine(attempt.response.body).slice(0, 200);
    const head = `${attempt.attempt}. ${exactly(attempt.started_at, now)}  ${attempt.outcome}${answer}${why}\n`;
    return body === '' ? head : `${head}   ${body}\n`;
  });
  return [
    context.print.fields([
      ['Delivery', delivery.id],
      ['Event', delivery.event],
      ['Status', delivery.status],
      ['Next attempt', delivery.next_retry_at === null ? null : exactly(delivery.next_retry_at, now)],
    ]),
    `\n${paint.bold('Attempts')}, newest first\n`,
    attempts.length === 0 ? 'None yet.\n' : attempts.join(''),
    `\n${paint.bold('Body')}\n${delivery.payload}\n`,
  ].join('');
}
