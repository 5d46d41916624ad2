import { defineCommand, flag, id } from '../../command.ts';

export const command = defineCommand({
  name: 'disconnect',
  summary: 'Disconnect an account: its credentials are deleted, its history is kept',
  positionals: { id: id('Id of the account', 'provider') },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit provider disconnect 1', does: 'asks first' },
    { command: 'infraudit provider disconnect 1 --yes', does: 'for scripts' },
  ],
  async run(context, { id: providerId, yes }) {
    const api = await context.api();
    const provider = await api.call('getProvider', { path: { id: providerId } });
    const question = `Disconnect ${provider.name} (${provider.account_id}) and delete its credentials? Its ${provider.resource_count} resources and their history stay.`;
    if (!(await context.confirm(question, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('disconnectProvider', { path: { id: providerId } });
    context.note(`${provider.name} is disconnected.`);
    return 0;
  },
});
