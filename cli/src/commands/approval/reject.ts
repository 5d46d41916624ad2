import { defineCommand, id, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { approvalRecord, changesWords } from './view.ts';

export const command = defineCommand({
  name: 'reject',
  summary: 'Refuse a plan; nothing of it is applied',
  positionals: { id: id('Id of the approval', 'approval') },
  options: { reason: text('--reason <text>', 'Told to who asked, and kept in the audit log') },
  examples: [
    { command: 'infraudit approval reject 5 --reason "not before the release"', does: 'refuses it' },
    { command: 'infraudit approval reject 5 -o json | jq .status', does: 'prints the new state' },
  ],
  async run(context, { id: approvalId, reason }) {
    const api = await context.api();
    const decided = await api.call('rejectApproval', {
      path: { id: approvalId },
      body: onlyGiven({ reason }),
    });
    await context.print.record(decided, {
      ...approvalRecord(context, decided),
      text: () => `Rejected: ${changesWords(decided)} will not be made.\n`,
    });
    context.note(`The run ends as skipped: infraudit execution get ${decided.subject.id}`);
    return 0;
  },
});
