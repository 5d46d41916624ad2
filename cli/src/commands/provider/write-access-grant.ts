import { defineCommand, id } from '../../command.ts';
import { awsCredentialOptions, awsCredentials } from './aws-credentials.ts';

export const command = defineCommand({
  name: 'write-access grant',
  summary: 'Store the credentials with which approved plans may change an account',
  description:
    'They are apart from the credentials for reading and must belong to the same account. Only a run whose plan ' +
    'was approved uses them. infraudit provider write-access policy prints what they need.',
  positionals: { id: id('Id of the account', 'provider') },
  options: awsCredentialOptions,
  examples: [
    { command: 'infraudit provider write-access grant 1 --from-env', does: 'with the keys of this shell' },
    {
      command:
        'infraudit provider write-access grant 1 --role-arn arn:aws:iam::123456789012:role/infraudit-write',
      does: 'by a role of its own',
    },
  ],
  async run(context, { id: providerId, ...signIn }) {
    const body = await awsCredentials(context, signIn);
    const api = await context.api();
    const provider = await api.call('grantWriteAccess', { path: { id: providerId }, body });
    const principal = provider.write_access.principal ?? 'the given credentials';
    context.note(`Approved plans may now change ${provider.name} as ${principal}.`);
    return 0;
  },
});
