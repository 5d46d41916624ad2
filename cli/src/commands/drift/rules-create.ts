import { defineCommand } from '../../command.ts';
import { ruleBody, ruleKeys, ruleOptions, scopeText } from './rule-view.ts';

export const command = defineCommand({
  name: 'rules create',
  summary: 'Hide changes below a path from now on',
  description: 'Look at infraudit drift rules preview first: it shows what would have been hidden.',
  options: ruleOptions,
  examples: [
    {
      command: 'infraudit drift rules create --path Tags.CostCenter --reason "set by billing"',
      does: 'everywhere',
    },
    {
      command:
        'infraudit drift rules create --path DesiredCapacity --resource-type auto_scaling_group --expires 30d --reason "load test"',
      does: 'for one type, for a month',
    },
  ],
  async run(context, options) {
    const body = ruleBody(options, true);
    const api = await context.api();
    const rule = await api.call('createDriftRule', { body });
    await context.print.record(rule, {
      keys: ruleKeys,
      text: () =>
        context.print.fields([
          ['Rule', `#${rule.id}`],
          ['Hides', rule.path_pattern],
          ['For', scopeText(rule)],
          ['Until', rule.expires_at ?? 'it is deleted'],
          ['Reason', rule.reason],
        ]),
    });
    context.note('\nIt counts from the next scan: infraudit drift detect');
    return 0;
  },
});
