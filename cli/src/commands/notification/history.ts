import { choices, count, defineCommand, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { requireChannel } from './find-channel.ts';
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
    // What no channel has been told may be a channel that there is not.
    if (rows.length === 0 && channel !== undefined) await requireChannel(context, channel);
    const filtered = Object.keys(query).some((name) => name !== 'days');
    const empty = filtered ? 'Nothing in these days fits.' : 'Nothing happened in these days.';
    await context.print.list(rows, notificationList(context, empty));
    sayHowMany(context, { rows, total }, 'notification');
    return 0;
  },
});
