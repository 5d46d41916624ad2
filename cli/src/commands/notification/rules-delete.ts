import { defineCommand, flag, id } from '../../command.ts';

export const command = defineCommand({
  name: 'rules delete',
  summary: 'Delete a rule',
  positionals: { id: id('Id of the rule', 'notification_rule') },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit notification rules delete 2', does: 'asks first' },
    { command: 'infraudit notification rules delete 2 --yes', does: 'for scripts' },
  ],
  async run(context, { id: ruleId, yes }) {
    const api = await context.api();
    const rule = await api.call('getNotificationRule', { path: { id: ruleId } });
    if (!(await context.confirm(`Delete the rule ${rule.name}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('deleteNotificationRule', { path: { id: ruleId } });
    context.note(`Rule ${ruleId} is deleted.`);
    return 0;
  },
});
