import { defineCommand, id } from '../../command.ts';
import { tell } from './view.ts';

export const command = defineCommand({
  name: 'cancel',
  summary: 'Withdraw a change that is not being executed',
  positionals: { id: id('Id of the remediation', 'remediation') },
  examples: [
    { command: 'infraudit remediation cancel 12', does: 'nobody has to decide any more' },
    { command: 'infraudit remediation cancel 12 -o json | jq .status', does: 'prints the new state' },
  ],
  async run(context, { id: remediationId }) {
    const api = await context.api();
    const row = await api.call('cancelRemediation', { path: { id: remediationId } });
    await tell(context, api, row, `Remediation ${remediationId} is withdrawn.`);
    return 0;
  },
});
