import { defineCommand } from '../../command.ts';
import { channelList } from './view.ts';

export const command = defineCommand({
  name: 'channels list',
  summary: 'Where people are told, and whether it works',
  examples: [
    { command: 'infraudit notification channels list', does: 'all channels with their state' },
    {
      command: `infraudit notif channels list -o json | jq '.[] | select(.health == "failing")'`,
      does: 'those that do not work',
    },
  ],
  async run(context) {
    const api = await context.api();
    const { data } = await api.call('listNotificationChannels');
    await context.print.list(data, channelList(context));
    return 0;
  },
});
