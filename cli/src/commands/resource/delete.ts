import { defineCommand, flag, id } from '../../command.ts';

export const command = defineCommand({
  name: 'delete',
  summary: 'Delete the record of a resource, never the cloud object',
  description: 'A resource that still exists comes back with the next sync, without its history.',
  positionals: { id: id('Id of the resource', 'resource') },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit resource delete 34', does: 'asks first' },
    { command: 'infraudit resource delete 34 --yes', does: 'for scripts' },
  ],
  async run(context, { id: resourceId, yes }) {
    const api = await context.api();
    const resource = await api.call('getResource', { path: { id: resourceId } });
    const question = `Delete the record of ${resource.name} with its versions, baselines and drifts?`;
    if (!(await context.confirm(question, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('deleteResourceRecord', { path: { id: resourceId } });
    context.note(`The record of ${resource.name} is deleted. Nothing was changed in the cloud.`);
    return 0;
  },
});
