import { defineCommand, id } from '../../command.ts';
import { exceptionRecord } from './exception-view.ts';

export const command = defineCommand({
  name: 'exception get',
  summary: 'One exception with the evidence that it accepts',
  positionals: { id: id('Id of the exception', 'exception') },
  examples: [
    { command: 'infraudit compliance exception get 3', does: 'what is accepted, by whom and until when' },
    { command: "infraudit compliance exception get 3 -o json | jq '.findings'", does: 'the evidence' },
  ],
  async run(context, input) {
    const api = await context.api();
    const exception = await api.call('getException', { path: { id: input.id } });
    await context.print.record(exception, exceptionRecord(context, exception));
    if (exception.state === 'requested' && exception.decision_problem === null)
      context.closing(`infraudit compliance exception approve ${exception.id}`);
    return 0;
  },
});
