import { defineCommand, flag, id } from '../../command.ts';

export const command = defineCommand({
  name: 'write-access revoke',
  summary: 'Delete the credentials for writing: nothing can change the account any more',
  positionals: { id: id('Id of the account', 'provider') },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit provider write-access revoke 1', does: 'asks first' },
    { command: 'infraudit provider write-access revoke 1 --yes', does: 'for scripts' },
  ],
  async run(context, { id: providerId, yes }) {
    const api = await context.api();
    const provider = await api.call('getProvider', { path: { id: providerId } });
    const question = `Delete the credentials for writing of ${provider.name} (${provider.account_id})?`;
    if (!(await context.confirm(question, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('revokeWriteAccess', { path: { id: providerId } });
    context.note(`${provider.name} is read only again.`);
    return 0;
  },
});
