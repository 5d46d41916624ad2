import { choices, count, defineCommand, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, shownOf } from '../../lists.ts';
import { notificationList, notificationStatuses } from './view.ts';

export const command = defineCommand({
  name: 'history',
  summary: 'What was told and what was not, with the reason; newest first',
  options: {
    channel: text('--channel <channel>', 'Id, name or kind of a channel', { completes: 'channel' }),
    days: count('--days <number>', 'Of so many days (7)', { from: 1, to: 90 }),
    status: choices('--status <status>', 'Only these', notificationStatuses),
    event: text('--event <type>', 'Only of this event: alert.created'),
    ...limits,
  },
  examples: [
    {
      command: 'infraudit notification history --status failed,suppressed',
      does: 'what did not arrive, and why',
    },
    { command: 'infraudit notif history --channel slack --days 30 -o json', does: 'a month of one channel' },
  ],
  async run(context, { channel, days, status, event, ...limit }) {
    const api = await context.api();
    const query = onlyGiven({ channel, days, status: status?.join(','), event });
    const { rows, total } = await collect(limit, (paging) =>
      api.call('listNotifications', { query: { ...query, ...paging } }),
    );
    await context.print.list(rows, notificationList(context, 'Nothing happened in these days.'));
    if (rows.length > 0) context.note(`\n${shownOf(rows.length, total, 'notification')}`);
    return 0;
  },
});
