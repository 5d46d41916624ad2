import { defineCommand, word } from '../../command.ts';
import { printWebhook } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One webhook: address, events, health',
  positionals: { id: word('<id>', 'Id of the webhook', { completes: 'webhook' }) },
  examples: [
    { command: 'infraudit webhook get wh_4f0c2a6be1d94c0f8a7d', does: 'shows whether it arrives' },
    { command: 'infraudit webhook get wh_4f0c2a6be1d94c0f8a7d -o json | jq .events', does: 'its events' },
  ],
  async run(context, { id }) {
    const api = await context.api();
    await printWebhook(context, await api.call('getWebhook', { path: { id } }));
    return 0;
  },
});
