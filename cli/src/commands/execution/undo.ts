import { defineCommand, flag, id } from '../../command.ts';
import { startedRun } from './started-run.ts';

export const command = defineCommand({
  name: 'undo',
  summary: 'Take back what a run changed in connected systems',
  description:
    'A new run plans the way back from what is there now. It changes nothing before somebody has approved that plan.',
  positionals: { id: id('Id of the execution', 'execution') },
  options: {
    wait: flag('--wait', 'Wait until it is done; exit with 1 when it does not succeed'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit execution undo 41', does: 'asks first, then plans the way back' },
    { command: 'infraudit execution undo 41 --yes --wait', does: 'for scripts; waits for the approval too' },
  ],
  async run(context, { id: executionId, wait, yes }) {
    const api = await context.api();
    const before = await api.call('getExecution', { path: { id: executionId } });
    if (!(await context.confirm(`Plan to take back what ${before.job_name} changed?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    const execution = await api.call('undoExecution', { path: { id: executionId } });
    return await startedRun(context, api, execution, wait);
  },
});
