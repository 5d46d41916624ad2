import type { Answer, Item, OperationId } from '../../app/api.ts';
import type { Tone } from '../../ui/badge.tsx';

export type Webhook = Item<'listWebhooks'>;
export type Delivery = Item<'listWebhookDeliveries'>;
export type DeliveryDetail = Answer<'getWebhookDelivery'>;

/** What an act on a webhook changes on the screen. */
export const touched: OperationId[] = [
  'listWebhooks',
  'getWebhook',
  'listWebhookDeliveries',
  'getWebhookDelivery',
];

export const everyEvent = '*';

export const statusTones: Record<Webhook['status'], Tone> = {
  active: 'good',
  disabled: 'quiet',
  paused: 'bad',
};

export const deliveryStatuses: Delivery['status'][] = ['pending', 'success', 'failed', 'suppressed'];

export const deliveryTones: Record<Delivery['status'], Tone> = {
  pending: 'busy',
  success: 'good',
  failed: 'bad',
  suppressed: 'quiet',
};

const deliveryTitles: Record<Delivery['status'], string> = {
  pending: 'Waits',
  success: 'Arrived',
  failed: 'Failed',
  suppressed: 'Not sent',
};

export const deliveryTitle = (status: string): string =>
  deliveryTitles[status as Delivery['status']] ?? status;

const outcomes: Record<DeliveryDetail['attempt_list'][number]['outcome'], { title: string; tone: Tone }> = {
  sent: { title: 'Arrived', tone: 'good' },
  retry: { title: 'Failed, tried again', tone: 'warn' },
  give_up: { title: 'Failed', tone: 'bad' },
  suppressed: { title: 'Not sent', tone: 'quiet' },
  interrupted: { title: 'Interrupted: nobody knows whether it arrived', tone: 'warn' },
};

export const outcomeOf = (outcome: DeliveryDetail['attempt_list'][number]['outcome']) => outcomes[outcome];

export const eventsWords = (events: string[]): string =>
  events.includes(everyEvent) ? 'every event' : events.join(', ');

/** How a receiver checks that a message is ours, in the languages that people ask for first. */
export function verificationSnippets(secret: string): { id: string; title: string; text: string }[] {
  return [
    {
      id: 'node',
      title: 'Node.js',
      text: [
        "import { Webhook } from 'standardwebhooks';",
        '',
        `const webhook = new Webhook('${secret}');`,
        '// The body as it arrived, before anything parses it. Throws when it is not from InfraAudit.',
        'const event = webhook.verify(rawBody, request.headers);',
      ].join('\n'),
    },
    {
      id: 'python',
      title: 'Python',
      text: [
        'from standardwebhooks import Webhook',
        '',
        `webhook = Webhook("${secret}")`,
        '# The body as it arrived, as bytes. Raises when it is not from InfraAudit.',
        'event = webhook.verify(request.get_data(), request.headers)',
      ].join('\n'),
    },
    {
      id: 'shell',
      title: 'Command line',
      text: [
        '# Checks a message that was kept, without a server.',
        `infraudit webhook verify --secret '${secret}' \\`,
        "  --header 'webhook-id: …' --header 'webhook-timestamp: …' --header 'webhook-signature: v1,…' \\",
        '  --body message.json',
      ].join('\n'),
    },
  ];
}
