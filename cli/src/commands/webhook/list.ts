import { defineCommand } from '../../command.ts';
import { collect, limits, shownOf } from '../../lists.ts';
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
    if (rows.length > 0) {
      const isTable = context.print.format === 'table';
      context.note(
        `${isTable ? '\n' : ''}${shownOf(rows.length, total, 'webhook')} · infraudit webhook deliveries ${rows[0]?.id}`,
      );
    }
    return 0;
  },
});
