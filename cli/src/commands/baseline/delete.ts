import { defineCommand, flag, id } from '../../command.ts';

export const command = defineCommand({
  name: 'delete',
  summary: 'Delete a baseline, unless it is the only one of its resource',
  positionals: { id: id('Id of the baseline', 'baseline') },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit baseline delete 7', does: 'asks first' },
    { command: 'infraudit baseline delete 7 --yes', does: 'for scripts' },
  ],
  async run(context, { id: baselineId, yes }) {
    const api = await context.api();
    const baseline = await api.call('getBaseline', { path: { id: baselineId } });
    const active = baseline.is_active ? ' It is the one that scans compare with.' : '';
    if (
      !(await context.confirm(`Delete baseline ${baselineId} of ${baseline.resource_name}?${active}`, yes))
    ) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('deleteBaseline', { path: { id: baselineId } });
    context.note(`Baseline ${baselineId} is deleted.`);
    return 0;
  },
});
