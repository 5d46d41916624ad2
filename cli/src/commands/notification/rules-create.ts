import { defineCommand, flag, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { conditionOptions, conditionsOf } from './rule-options.ts';
import { ruleRecord } from './view.ts';

export const command = defineCommand({
  name: 'rules create',
  summary: 'Add a rule: which events go to a channel, and when',
  description:
    'Every rule that fits sends, each channel once. infraudit notification rules preview shows what it would have told.',
  options: {
    channel: text('--channel <channel>', 'Id, name or kind of the channel', { completes: 'channel' }),
    name: text('--name <name>', 'What people call it'),
    ...conditionOptions,
    disabled: flag('--disabled', 'It counts only when it is enabled'),
  },
  examples: [
    {
      command: 'infraudit notification rules create --channel security --type security --severity critical',
      does: 'critical security alerts',
    },
    {
      command:
        'infraudit notif rules create --channel finops --type cost --digest 08:00 --time-zone Europe/Berlin',
      does: 'a summary each morning',
    },
  ],
  async run(context, { channel, name, disabled, ...given }) {
    if (channel === undefined)
      throw usage('--channel is missing', 'infraudit notification channels list shows channels.');
    const api = await context.api();
    const target = /^\d+$/.test(channel) ? { channel_id: Number(channel) } : { channel };
    const rule = await api.call('createNotificationRule', {
      body: {
        ...target,
        ...conditionsOf(given),
        ...(name === undefined ? {} : { name }),
        enabled: !disabled,
      },
    });
    await context.print.record(rule, ruleRecord(context, rule));
    return 0;
  },
});
