import { defineCommand, id } from '../../command.ts';
import { providerRecord } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One account',
  positionals: { id: id('Id of the account', 'provider') },
  examples: [
    { command: 'infraudit provider get 1', does: 'shows how it signs in, its coverage and its last sync' },
    { command: 'infraudit provider get 1 -o yaml', does: 'for a program' },
  ],
  async run(context, input) {
    const api = await context.api();
    const provider = await api.call('getProvider', { path: { id: input.id } });
    await context.print.record(provider, providerRecord(context, provider));
    return 0;
  },
});
