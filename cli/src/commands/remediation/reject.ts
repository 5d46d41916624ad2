import { defineCommand, id, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { oneLine } from '../../output/text.ts';
import { tell } from './view.ts';

export const command = defineCommand({
  name: 'reject',
  summary: 'Refuse a change; nothing of it is made',
  positionals: { id: id('Id of the remediation', 'remediation') },
  options: { reason: text('--reason <text>', 'Told to who asked, and kept in the audit log') },
  examples: [
    { command: 'infraudit remediation reject 12 --reason "not before the release"', does: 'refuses it' },
    { command: 'infraudit remediation reject 12 -o json | jq .status', does: 'prints the new state' },
  ],
  async run(context, { id: remediationId, reason }) {
    const api = await context.api();
    const row = await api.call('rejectRemediation', {
      path: { id: remediationId },
      body: onlyGiven({ reason }),
    });
    await tell(context, api, row, `Rejected: ${oneLine(row.title)}.`);
    return 0;
  },
});
