import { defineCommand, flag, id } from '../../command.ts';
import { executionKeys, requireSuccess, waitForExecution } from '../../wait.ts';
import { printSyncResult } from './sync-result.ts';

export const command = defineCommand({
  name: 'sync',
  summary: 'Read an account into the inventory now',
  description:
    'With --wait it ends with what was found, created, updated, unchanged, deleted and unreadable.',
  positionals: { id: id('Id of the account', 'provider') },
  options: { wait: flag('--wait', 'Wait until it is done; exit with 1 when it fails') },
  examples: [
    { command: 'infraudit provider sync 1 --wait', does: 'reads account 1 and prints the counts' },
    { command: 'infraudit provider sync 1 -o json | jq .execution_id', does: 'starts it and goes on' },
  ],
  async run(context, { id: providerId, wait }) {
    const api = await context.api();
    const triggered = await api.call('syncProvider', { path: { id: providerId } });
    if (triggered.duplicate) context.note(`A sync is running already: execution ${triggered.execution_id}.`);
    if (!wait) {
      await context.print.record(triggered, {
        keys: ['execution_id', 'job_id', 'status', 'started_at', 'duplicate', 'message'],
        text: () => `Execution ${triggered.execution_id} is ${triggered.status}.\n`,
      });
      context.note(`Follow it: infraudit job log ${triggered.execution_id} --follow`);
      return 0;
    }
    const execution = await waitForExecution(context, api, triggered.execution_id, 'Sync');
    if (execution.status !== 'succeeded' && context.print.format !== 'table') {
      await context.print.record(execution, { keys: executionKeys, text: () => '' });
    }
    requireSuccess(execution, 'The sync');
    await printSyncResult(context, api, providerId, execution);
    return 0;
  },
});
