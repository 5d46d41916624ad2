import { defineCommand, flag, id, text } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { counted } from '../../output/text.ts';
import { exceptionRecord } from './exception-view.ts';

export const command = defineCommand({
  name: 'exception approve',
  summary: 'Accept what somebody else asked for',
  description: 'Shows what would be accepted and asks. Nobody approves what they asked for themselves.',
  positionals: { id: id('Id of the exception', 'exception') },
  options: {
    note: text('--note <text>', 'For those who ask later'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit compliance exception approve 3', does: 'shows the evidence, then asks' },
    {
      command: 'infraudit compliance exception approve 3 --yes --note "seen with Data"',
      does: 'for scripts',
    },
  ],
  async run(context, { id: exceptionId, note, yes }) {
    const api = await context.api();
    const exception = await api.call('getException', { path: { id: exceptionId } });
    if (exception.state === 'requested' && exception.decision_problem !== null)
      throw new CliError(`You cannot decide exception ${exceptionId}`, { why: exception.decision_problem });
    // On standard error, so that the answer stays alone on standard output.
    context.warn(exceptionRecord(context, exception).text(context.print.paint));
    const what = `${counted(exception.finding_count, 'finding')} of ${exception.control_id}`;
    if (!(await context.confirm(`Accept ${what} until ${exception.expires_at}?`, yes))) {
      context.note('Nothing was approved.');
      return 0;
    }
    const decided = await api.call('approveException', {
      path: { id: exceptionId },
      body: onlyGiven({ note }),
    });
    await context.print.record(decided, {
      ...exceptionRecord(context, decided),
      text: () => `Accepted: ${what}, until ${decided.expires_at}. It counts as accepted, not as passed.\n`,
    });
    return 0;
  },
});
