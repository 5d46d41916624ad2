import { defineCommand, word } from '../../command.ts';

export const command = defineCommand({
  name: 'redeliver',
  summary: 'Send a message again now, with the same id',
  description: 'A receiver that has handled that id already does nothing: that is what the id is for.',
  positionals: {
    id: word('<id>', 'Id of the webhook', { completes: 'webhook' }),
    delivery: word('<delivery>', 'Id of the delivery'),
  },
  examples: [
    {
      command: 'infraudit webhook redeliver wh_4f0c2a6be1d94c0f8a7d dlv_0d4b8f1c6a2e4f7a9b3c5d6e',
      does: 'sends it once more',
    },
    {
      command:
        "infraudit webhook deliveries wh_4f0c2a6be1d94c0f8a7d --status failed --all -o json | jq -r '.[].id' | xargs -n1 infraudit webhook redeliver wh_4f0c2a6be1d94c0f8a7d",
      does: 'everything that failed',
    },
  ],
  async run(context, { id, delivery }) {
    const api = await context.api();
    const queued = await api.call('redeliverWebhookDelivery', { path: { id, delivery_id: delivery } });
    await context.print.record(queued, {
      keys: ['id', 'event', 'status', 'attempts'],
      text: () => `${queued.id} (${queued.event}) is sent again.\n`,
    });
    return 0;
  },
});
