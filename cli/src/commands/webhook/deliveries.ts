import { choices, defineCommand, optionalWord, text, word } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { deliveryList, deliveryStatuses, printDelivery } from './view.ts';

export const command = defineCommand({
  name: 'deliveries',
  summary: 'What was sent to a webhook; one of them with every attempt',
  positionals: {
    id: word('<id>', 'Id of the webhook', { completes: 'webhook' }),
    delivery: optionalWord('[delivery]', 'Id of one delivery'),
  },
  options: {
    status: choices('--status <status>', 'Only these', deliveryStatuses),
    event: text('--event <event>', 'Only of this event'),
    ...limits,
  },
  examples: [
    {
      command: 'infraudit webhook deliveries wh_4f0c2a6be1d94c0f8a7d --status failed',
      does: 'what did not arrive, and why',
    },
    {
      command: 'infraudit webhook deliveries wh_4f0c2a6be1d94c0f8a7d dlv_0d4b8f1c6a2e4f7a9b3c5d6e',
      does: 'request and answer of each attempt',
    },
  ],
  async run(context, options) {
    const { id, delivery } = options;
    const api = await context.api();
    if (delivery !== undefined) {
      await printDelivery(
        context,
        await api.call('getWebhookDelivery', { path: { id, delivery_id: delivery } }),
      );
      return 0;
    }
    const query = onlyGiven({ status: options.status?.join(','), event: options.event });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listWebhookDeliveries', { path: { id }, query: { ...query, ...paging } }),
    );
    await context.print.list(rows, deliveryList(context));
    sayHowMany(
      context,
      { rows, total },
      'delivery',
      (first) => `infraudit webhook deliveries ${id} ${first.id}`,
    );
    return 0;
  },
});
