import { defineCommand, flag, id, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';

export const command = defineCommand({
  name: 'attestation withdraw',
  summary: 'Withdraw an attestation; the record of it stays',
  positionals: { id: id('Id of the attestation', 'attestation') },
  options: {
    reason: text('--reason <text>', 'Why it does not count any more'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit compliance attestation withdraw 4', does: 'asks first' },
    {
      command: 'infraudit compliance attestation withdraw 4 --yes --reason "wrong account"',
      does: 'for scripts',
    },
  ],
  async run(context, { id: attestationId, reason, yes }) {
    const api = await context.api();
    const { framework_id, requirement_id } = await api.call('getAttestation', {
      path: { id: attestationId },
    });
    if (!(await context.confirm(`Withdraw the attestation of ${framework_id} ${requirement_id}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('withdrawAttestation', { path: { id: attestationId }, query: onlyGiven({ reason }) });
    context.note(`Attestation ${attestationId} is withdrawn.`);
    return 0;
  },
});
