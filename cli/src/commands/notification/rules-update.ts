import { choice, defineCommand, id, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { changedConditionOptions, conditionsOf } from './rule-options.ts';
import { ruleRecord } from './view.ts';

export const command = defineCommand({
  name: 'rules update',
  summary: 'Change what is named of a rule',
  positionals: { id: id('Id of the rule', 'notification_rule') },
  options: {
    enabled: choice('--enabled <true|false>', 'On or off', ['true', 'false']),
    name: text('--name <name>', 'Another name'),
    ...changedConditionOptions,
  },
  examples: [
    {
      command: 'infraudit notification rules update 2 --quiet-hours 22:00-07:00 --time-zone Europe/Berlin',
      does: 'quiet nights',
    },
    {
      command: 'infraudit notification rules update 2 --severity critical --type any',
      does: 'of every type, but critical only',
    },
    { command: 'infraudit notification rules update 2 --enabled false', does: 'it stays and sends nothing' },
  ],
  async run(context, { id: ruleId, enabled, name, ...given }) {
    const body = {
      ...conditionsOf(given),
      ...onlyGiven({ name, enabled: enabled === undefined ? undefined : enabled === 'true' }),
    };
    if (Object.keys(body).length === 0)
      throw usage('Nothing to change is given', 'Give --enabled, --name or a condition such as --severity.');
    const api = await context.api();
    const rule = await api.call('updateNotificationRule', { path: { id: ruleId }, body });
    await context.print.record(rule, ruleRecord(context, rule));
    return 0;
  },
});
