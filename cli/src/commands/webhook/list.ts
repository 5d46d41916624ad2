import { defineCommand } from '../../command.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { webhookList } from './view.ts';

export const command = defineCommand({
  name: 'list',
  aliases: ['ls'],
  summary: 'Webhooks and how they are',
  options: limits,
  examples: [
    { command: 'infraudit webhook list', does: 'what is sent where, and whether it arrives' },
    {
      command: `infraudit webhook list -o json | jq '.[] | select(.status == "paused") | .id'`,
      does: 'those that get nothing any more',
    },
  ],
  async run(context, options) {
    const api = await context.api();
    const { rows, total } = await collect(options, (paging) => api.call('listWebhooks', { query: paging }));
    await context.print.list(rows, webhookList(context));
    sayHowMany(context, { rows, total }, 'webhook', ({ id }) => `infraudit webhook deliveries ${id}`);
    return 0;
  },
});
