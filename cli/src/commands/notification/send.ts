import { defineCommand, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { printSent } from './view.ts';

export const command = defineCommand({
  name: 'send',
  summary: 'Send words of your own to a channel',
  options: {
    channel: text('--channel <channel>', 'Id, name or kind of the channel', { completes: 'channel' }),
    message: text('--message <text>', 'What to say'),
    title: text('--title <text>', 'Its first line'),
  },
  examples: [
    {
      command: 'infraudit notification send --channel slack --message "Deploying at 18:00"',
      does: 'tells them',
    },
    {
      command: 'infraudit notif send --channel finops --title "Bill" --message "The bill is in"',
      does: 'with a title',
    },
  ],
  async run(context, { channel, message, title }) {
    if (channel === undefined || message === undefined)
      throw usage(
        '--channel and --message are needed',
        'infraudit notification channels list shows channels.',
      );
    const api = await context.api();
    const sent = await api.call('sendNotification', {
      body: { channel, message, ...(title === undefined ? {} : { title }) },
    });
    return await printSent(context, sent);
  },
});
