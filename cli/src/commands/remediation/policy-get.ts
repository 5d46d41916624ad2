import { defineCommand, id } from '../../command.ts';
import { policyRecord } from './policy-view.ts';

export const command = defineCommand({
  name: 'policy get',
  summary: 'One standing policy: what it allows, until when, who approved it',
  positionals: { id: id('Id of the policy') },
  examples: [
    { command: 'infraudit remediation policy get 3', does: 'also says why it has no effect' },
    {
      command: 'infraudit remediation policy get 3 -o json | jq .used_today',
      does: 'what it approved today',
    },
  ],
  async run(context, { id: policyId }) {
    const api = await context.api();
    const policy = await api.call('getRemediationPolicy', { path: { id: policyId } });
    await context.print.record(policy, policyRecord(context, policy));
    return 0;
  },
});
