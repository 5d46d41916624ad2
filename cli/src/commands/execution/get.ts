import { defineCommand, id } from '../../command.ts';
import { executionDetailKeys, executionText } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One run: outcome, times, steps, what it touched, the end of its log',
  positionals: { id: id('Id of the execution', 'execution') },
  examples: [
    { command: 'infraudit execution get 41', does: 'everything about run 41 on one page' },
    { command: 'infraudit execution get 41 -o json | jq .counts', does: 'its counters for a script' },
  ],
  async run(context, { id: executionId }) {
    const api = await context.api();
    const execution = await api.call('getExecution', { path: { id: executionId } });
    await context.print.record(execution, {
      keys: executionDetailKeys,
      text: (paint) => executionText(context, execution, paint),
    });
    const next =
      execution.status === 'pending_approval'
        ? `infraudit approval get ${execution.approval_id}`
        : `infraudit execution log ${execution.id}${execution.ended_at === null ? ' --follow' : ''}`;
    context.closing(`${api.web(`/executions/${execution.id}`)} · ${next}`);
    return 0;
  },
});
