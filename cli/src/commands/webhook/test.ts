import { pause } from '../../api.ts';
import { defineCommand, word } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { printDelivery } from './view.ts';

const pauseMs = 300;
const patienceMs = 20_000;

export const command = defineCommand({
  name: 'test',
  summary: 'Send a ping and tell how it went',
  description: 'Exits with 1 when it did not arrive. A ping is not tried again.',
  positionals: { id: word('<id>', 'Id of the webhook', { completes: 'webhook' }) },
  examples: [
    { command: 'infraudit webhook test wh_4f0c2a6be1d94c0f8a7d', does: 'shows the answer of the receiver' },
    {
      command: 'infraudit webhook test wh_4f0c2a6be1d94c0f8a7d -o json | jq .status_code',
      does: 'for a script',
    },
  ],
  async run(context, { id }) {
    const api = await context.api();
    const { delivery_id } = await api.call('testWebhook', { path: { id } });
    const path = { id, delivery_id };
    const until = Date.now() + patienceMs;
    let delivery = await api.call('getWebhookDelivery', { path });
    while (delivery.status === 'pending' && Date.now() < until) {
      await pause(pauseMs, context.terminal.interrupt);
      delivery = await api.call('getWebhookDelivery', { path });
    }
    await printDelivery(context, delivery);
    if (delivery.status === 'success') return 0;
    if (delivery.status === 'pending') {
      throw new CliError('The ping was not sent yet', {
        why: 'No process of the server that sends messages has taken it.',
        fix: `infraudit webhook deliveries ${id} shows when it was.`,
      });
    }
    throw new CliError('The ping did not arrive', { why: delivery.reason ?? 'There is no reason.' });
  },
});
