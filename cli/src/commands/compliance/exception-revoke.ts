import { defineCommand, flag, id, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { exceptionRecord } from './exception-view.ts';

export const command = defineCommand({
  name: 'exception revoke',
  summary: 'End an exception, or take a request back',
  positionals: { id: id('Id of the exception', 'exception') },
  options: {
    reason: text('--reason <text>', 'Why it ends now'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit compliance exception revoke 3', does: 'asks first' },
    { command: 'infraudit compliance exception revoke 3 --yes --reason "repaired"', does: 'for scripts' },
  ],
  async run(context, { id: exceptionId, reason, yes }) {
    const api = await context.api();
    const exception = await api.call('getException', { path: { id: exceptionId } });
    if (!(await context.confirm(`End exception ${exceptionId} of ${exception.control_id}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    const ended = await api.call('revokeException', {
      path: { id: exceptionId },
      body: onlyGiven({ reason }),
    });
    await context.print.record(ended, {
      ...exceptionRecord(context, ended),
      text: () => `Ended: exception ${ended.id}. What it accepted counts as failing again.\n`,
    });
    return 0;
  },
});
