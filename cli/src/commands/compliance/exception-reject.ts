import { defineCommand, id, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { exceptionRecord } from './exception-view.ts';

export const command = defineCommand({
  name: 'exception reject',
  summary: 'Refuse what somebody else asked for',
  positionals: { id: id('Id of the exception', 'exception') },
  options: { note: text('--note <text>', 'Why, for the person who asked') },
  examples: [
    {
      command: 'infraudit compliance exception reject 3 --note "switch versioning on"',
      does: 'it stays a failure',
    },
    {
      command: 'infraudit compliance exception reject 3 --note "ask for one bucket only" -o json',
      does: 'and prints what it is now',
    },
  ],
  async run(context, { id: exceptionId, note }) {
    if (note === undefined) throw usage('--note is missing', 'Say why; the person who asked will read it.');
    const api = await context.api();
    const decided = await api.call('rejectException', { path: { id: exceptionId }, body: { note } });
    await context.print.record(decided, {
      ...exceptionRecord(context, decided),
      text: () => `Rejected: exception ${decided.id} of ${decided.control_id}.\n`,
    });
    return 0;
  },
});
