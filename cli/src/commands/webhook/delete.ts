import { defineCommand, flag, word } from '../../command.ts';

export const command = defineCommand({
  name: 'delete',
  summary: 'Delete a webhook and its deliveries',
  positionals: { id: word('<id>', 'Id of the webhook', { completes: 'webhook' }) },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit webhook delete wh_4f0c2a6be1d94c0f8a7d', does: 'asks first' },
    { command: 'infraudit webhook delete wh_4f0c2a6be1d94c0f8a7d --yes', does: 'for scripts' },
  ],
  async run(context, { id, yes }) {
    const api = await context.api();
    const webhook = await api.call('getWebhook', { path: { id } });
    if (!(await context.confirm(`Delete the webhook ${webhook.name} and its deliveries?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('deleteWebhook', { path: { id } });
    context.note(`${webhook.name} is deleted.`);
    return 0;
  },
});
