import { defineCommand, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { printSent } from './view.ts';

export const command = defineCommand({
  name: 'test',
  summary: 'Send a test to a channel, or to an address that is not stored',
  options: {
    channel: text('--channel <channel>', 'Id, name or kind of a channel', { completes: 'channel' }),
    to: text('--to <addresses>', 'Mail these instead, with commas between'),
    webhookUrl: text('--webhook-url <address>', 'Post there instead; --channel says the kind'),
  },
  examples: [
    { command: 'infraudit notification test --channel slack', does: 'exit code 1 when it fails' },
    {
      command: 'infraudit notif test --channel email --to me@example.com',
      does: 'tries the mail server of the installation',
    },
  ],
  async run(context, { channel, to, webhookUrl }) {
    if (channel === undefined) throw usage('--channel is missing', 'Give slack, email, a name or an id.');
    const api = await context.api();
    const sent = await api.call('testNotification', {
      body: {
        channel,
        ...(to === undefined ? {} : { to: to.split(',').map((part) => part.trim()) }),
        ...(webhookUrl === undefined ? {} : { webhook_url: webhookUrl }),
      },
    });
    return await printSent(context, sent);
  },
});
