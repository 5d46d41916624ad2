import { choice, defineCommand, flag, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { channelOptions, channelParts } from './channel-options.ts';
import { channelRecord } from './view.ts';

export const channelKinds = ['slack', 'email', 'teams', 'pagerduty', 'webhook'] as const;

export const command = defineCommand({
  name: 'channels create',
  summary: 'Add a channel; its secrets are sealed and never shown again',
  description:
    'infraudit notification channels kinds lists what each kind takes. The first channel is the default: it gets what no rule is about.',
  options: {
    name: text('--name <name>', 'What people call it'),
    kind: choice('--kind <kind>', 'Its kind', channelKinds),
    ...channelOptions,
    default: flag('--default', 'It gets what no rule is about'),
    disabled: flag('--disabled', 'Send nothing until it is enabled'),
  },
  examples: [
    {
      command:
        'printf %s "$SLACK_WEBHOOK" | infraudit notification channels create --name security --kind slack --secret-stdin webhook_url',
      does: 'Slack, with the address from standard input',
    },
    {
      command:
        'infraudit notif channels create --name finops --kind email --setting recipients=finops@example.com',
      does: 'mails through the mail server of the installation',
    },
  ],
  async run(context, { name, kind, default: isDefault, disabled, ...given }) {
    if (name === undefined || kind === undefined)
      throw usage('--name and --kind are needed', 'infraudit notification channels kinds lists kinds.');
    const parts = await channelParts(context, given);
    const api = await context.api();
    const channel = await api.call('createNotificationChannel', {
      body: {
        name,
        kind,
        enabled: !disabled,
        ...onlyGiven({ ...parts, is_default: isDefault ? true : undefined }),
      },
    });
    await context.print.record(channel, channelRecord(context, channel));
    context.closing(`Try it: infraudit notification channels test ${channel.id}`);
    return 0;
  },
});
