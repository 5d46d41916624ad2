import { choice, defineCommand, text, word } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { channelOptions, channelParts } from './channel-options.ts';
import { findChannel } from './find-channel.ts';
import { channelRecord } from './view.ts';

const yesOrNo = ['true', 'false'] as const;
const truth = (value: 'true' | 'false' | undefined) => (value === undefined ? undefined : value === 'true');

const definition = {
  positionals: { channel: word('<channel>', 'Id, name or kind of the channel', { completes: 'channel' }) },
  options: {
    enabled: choice('--enabled <true|false>', 'On or off', yesOrNo),
    default: choice('--default <true|false>', 'Whether it gets what no rule is about', yesOrNo),
    name: text('--name <name>', 'Another name'),
    ...channelOptions,
  },
} as const;

function updateCommand(name: string) {
  return defineCommand({
    ...definition,
    name,
    summary: 'Switch a channel on or off, or change its settings or secrets',
    description:
      'Settings that are named replace all settings; of the secrets only those that are named change.',
    examples: [
      {
        command: `infraudit notification ${name} slack --enabled false`,
        does: 'nothing goes there any more',
      },
      {
        command: `infraudit notif ${name} 3 --secret-stdin webhook_url < new-address`,
        does: 'another address, not in the list of processes',
      },
    ],
    async run(context, { channel: wanted, enabled, default: isDefault, name: newName, ...given }) {
      const parts = await channelParts(context, given);
      const secrets =
        parts.secrets === undefined
          ? undefined
          : Object.fromEntries(
              Object.entries(parts.secrets).map(([field, value]) => [field, value === '' ? null : value]),
            );
      const body = onlyGiven({
        enabled: truth(enabled),
        is_default: truth(isDefault),
        name: newName,
        settings: parts.settings,
        secrets,
      });
      if (Object.keys(body).length === 0)
        throw usage(
          'Nothing to change is given',
          'Give --enabled, --default, --name, --setting or --secret.',
        );
      const { id } = await findChannel(context, wanted);
      const api = await context.api();
      const channel = await api.call('updateNotificationChannel', { path: { id }, body });
      await context.print.record(channel, channelRecord(context, channel));
      return 0;
    },
  });
}

export const command = updateCommand('update');
/** The same under the noun of channels. */
export const channelsUpdate = { command: updateCommand('channels update') };
