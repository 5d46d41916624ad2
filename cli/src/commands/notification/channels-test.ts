import { defineCommand, word } from '../../command.ts';
import { findChannel } from './find-channel.ts';
import { printSent } from './view.ts';

export const command = defineCommand({
  name: 'channels test',
  summary: 'Send a test to a channel and wait for what comes of it',
  positionals: { channel: word('<channel>', 'Id, name or kind of the channel', { completes: 'channel' }) },
  examples: [
    { command: 'infraudit notification channels test security', does: 'exit code 1 when it fails' },
    { command: 'infraudit notification channels test 3 -o json | jq -r .reason', does: 'why it failed' },
  ],
  async run(context, { channel: wanted }) {
    const { id } = await findChannel(context, wanted);
    const api = await context.api();
    return await printSent(context, await api.call('testNotificationChannel', { path: { id } }));
  },
});
