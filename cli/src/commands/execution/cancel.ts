import { defineCommand, id } from '../../command.ts';
import { executionKeys } from '../../wait.ts';

export const command = defineCommand({
  name: 'cancel',
  summary: 'Stop a run',
  positionals: { id: id('Id of the execution', 'execution') },
  examples: [
    {
      command: 'infraudit execution cancel 41',
      does: 'asks the server to stop it; what it stored so far stays',
    },
    { command: 'infraudit execution list --status running', does: 'shows what can be stopped' },
  ],
  async run(context, { id: executionId }) {
    const api = await context.api();
    const execution = await api.call('cancelExecution', { path: { id: executionId } });
    await context.print.record(execution, {
      keys: executionKeys,
      text: () => `Execution ${executionId} is ${execution.status}.\n`,
    });
    if (execution.ended_at === null)
      context.note(`It stops at the next safe point: infraudit execution log ${executionId} --follow`);
    return 0;
  },
});
