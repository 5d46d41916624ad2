import { defineCommand, flag, word } from '../../command.ts';

export const command = defineCommand({
  name: 'delete',
  summary: 'Delete a control of your organisation; its versions are kept',
  positionals: { id: word('<id>', 'Id of the control', { completes: 'custom_control' }) },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit control delete custom-buckets-have-an-owner', does: 'asks first' },
    { command: 'infraudit control delete custom-buckets-have-an-owner --yes', does: 'for scripts' },
  ],
  async run(context, { id, yes }) {
    const api = await context.api();
    const control = await api.call('getCustomControl', { path: { id } });
    if (!(await context.confirm(`Delete ${control.id} (${control.title})?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('deleteCustomControl', { path: { id } });
    context.note(`${id} is deleted. Saved again it goes on with version ${control.version + 1}.`);
    return 0;
  },
});
