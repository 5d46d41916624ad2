import { defineCommand, flag, id } from '../../command.ts';
import { CliError } from '../../errors.ts';

export const command = defineCommand({
  name: 'rules delete',
  summary: 'Delete a rule; what it hid is seen again at the next scan',
  positionals: { id: id('Id of the rule', 'drift_rule') },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit drift rules delete 3', does: 'asks first' },
    { command: 'infraudit drift rules delete 3 --yes', does: 'for scripts' },
  ],
  async run(context, { id: ruleId, yes }) {
    const api = await context.api();
    const rule = (await api.call('listDriftRules')).data.find((row) => row.id === ruleId);
    if (rule === undefined)
      throw new CliError('Rule not found', {
        why: `There is no rule ${ruleId} in your organisation.`,
        fix: 'infraudit drift rules list shows ids.',
      });
    if (!(await context.confirm(`Delete the rule for ${rule.path_pattern}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('deleteDriftRule', { path: { id: ruleId } });
    context.note(`Rule ${ruleId} is deleted.`);
    return 0;
  },
});
