import { defineCommand, flag, word } from '../../command.ts';
import { counted } from '../../output/text.ts';
import { findChannel } from './find-channel.ts';

export const command = defineCommand({
  name: 'channels delete',
  summary: 'Delete a channel with its rules; what waits for it is not sent',
  positionals: { channel: word('<channel>', 'Id, name or kind of the channel', { completes: 'channel' }) },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit notification channels delete 3', does: 'asks first' },
    { command: 'infraudit notification channels delete security --yes', does: 'for scripts' },
  ],
  async run(context, { channel: wanted, yes }) {
    const channel = await findChannel(context, wanted);
    const rules = channel.rules === 0 ? '' : ` with ${counted(channel.rules, 'rule')}`;
    if (!(await context.confirm(`Delete the channel ${channel.name}${rules}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    const api = await context.api();
    await api.call('deleteNotificationChannel', { path: { id: channel.id } });
    context.note(`Channel ${channel.name} is deleted${rules}.`);
    return 0;
  },
});
