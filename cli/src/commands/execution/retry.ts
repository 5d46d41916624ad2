import { defineCommand, flag, id } from '../../command.ts';
import { startedRun } from './started-run.ts';

export const command = defineCommand({
  name: 'retry',
  summary: 'Start a failed, cancelled or skipped run again, with the same parameters',
  description:
    'It is a new run. One that changes connected systems is planned anew and needs an approval of its own.',
  positionals: { id: id('Id of the execution', 'execution') },
  options: { wait: flag('--wait', 'Wait until it is done; exit with 1 when it does not succeed') },
  examples: [
    { command: 'infraudit execution retry 41 --wait', does: 'runs it again and prints the counts' },
    { command: 'infraudit execution list --status failed', does: 'shows what can be tried again' },
  ],
  async run(context, { id: executionId, wait }) {
    const api = await context.api();
    const execution = await api.call('retryExecution', { path: { id: executionId } });
    return await startedRun(context, api, execution, wait);
  },
});
