import { defineCommand, flag, word } from '../../command.ts';

export const command = defineCommand({
  name: 'delete',
  summary: 'Delete a report for everybody',
  description: 'The audit log keeps what it was and its SHA-256.',
  positionals: { report: word('<report>', 'Id of the report', { completes: 'report' }) },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit report delete rpt_4f0c2a6be1d94c0f8a7d3b21', does: 'asks first' },
    { command: 'infraudit report delete rpt_4f0c2a6be1d94c0f8a7d3b21 --yes', does: 'for scripts' },
  ],
  async run(context, { report: id, yes }) {
    const api = await context.api();
    const report = await api.call('getReport', { path: { id } });
    const question = `Delete ${report.title} as of ${report.as_of} for everybody?`;
    if (!(await context.confirm(question, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('deleteReport', { path: { id } });
    context.note(`${report.title} is deleted. Its SHA-256 was ${report.sha256}.`);
    return 0;
  },
});
