import { defineCommand, flag, text } from '../../command.ts';
import { requireSuccess, waitForExecution } from '../../wait.ts';
import { askFor, awsCredentialOptions, awsCredentials } from './aws-credentials.ts';
import { printSyncResult } from './sync-result.ts';
import { providerRecord } from './view.ts';

export const command = defineCommand({
  name: 'connect aws',
  summary: 'Connect an AWS account',
  description:
    'The server signs in to AWS before anything is stored, and starts the first sync at once. Without enough options you are asked. ' +
    'Profiles and the default chain are those of the machine of the server.',
  options: {
    name: text('--name <name>', 'What you call the account'),
    ...awsCredentialOptions,
    wait: flag('--wait', 'Wait for the first sync'),
  },
  examples: [
    {
      command: 'infraudit provider connect aws --name prod --from-env --region eu-central-1',
      does: 'with the keys of this shell',
    },
    {
      command:
        'infraudit provider connect aws --name prod --role-arn arn:aws:iam::123456789012:role/infraudit --external-id infraudit-x1',
      does: 'by a role',
    },
  ],
  async run(context, options) {
    const { name: givenName, wait, ...signIn } = options;
    const credentials = await awsCredentials(context, signIn);
    const name = givenName ?? (await askFor(context, '--name', 'Name of the account'));
    const body = { ...credentials, name };
    const api = await context.api();
    const progress = await context.progress();
    progress.step('Signing in to AWS');
    let provider: Awaited<ReturnType<typeof api.call<'connectAws'>>>;
    try {
      provider = await api.call('connectAws', { body });
    } finally {
      progress.stop();
    }
    if (wait && provider.running_execution_id !== null) {
      const execution = await waitForExecution(
        context,
        api,
        provider.running_execution_id,
        `Sync of ${provider.name}`,
      );
      requireSuccess(execution, `The first sync of ${provider.name}`);
      await printSyncResult(context, api, provider.id, execution);
      return 0;
    }
    await context.print.record(provider, providerRecord(context, provider));
    const running = provider.running_execution_id;
    context.closing(
      `Connected. ${running === null ? `infraudit provider sync ${provider.id} reads it.` : `The first sync runs: infraudit job log ${running} --follow`}`,
    );
    return 0;
  },
});
