import { defineCommand, id } from '../../command.ts';
import { settled, tell } from './view.ts';

export const command = defineCommand({
  name: 'plan',
  summary: 'Plan a suggestion again, after write access was granted',
  positionals: { id: id('Id of the remediation', 'remediation') },
  examples: [
    { command: 'infraudit remediation plan 12', does: 'asks for approval if it can be made now' },
    { command: 'infraudit remediation plan 12 -o json | jq .status', does: 'prints the new state' },
  ],
  async run(context, { id: remediationId }) {
    const api = await context.api();
    await api.call('planRemediation', { path: { id: remediationId } });
    await tell(context, api, await settled(context, api, remediationId));
    return 0;
  },
});
