import { defineCommand, id } from '../../command.ts';
import { tell } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One remediation: the change, who allowed it, and what came of it',
  positionals: { id: id('Id of the remediation', 'remediation') },
  examples: [
    { command: 'infraudit remediation get 12', does: 'the change as a diff, or how to make it by hand' },
    { command: "infraudit remediation get 12 -o json | jq '.history'", does: 'who did what, and when' },
  ],
  async run(context, { id: remediationId }) {
    const api = await context.api();
    await tell(context, api, await api.call('getRemediation', { path: { id: remediationId } }));
    return 0;
  },
});
