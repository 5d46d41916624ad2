import { defineCommand, flag, id } from '../../command.ts';
import { policyRecord } from './policy-view.ts';

export const command = defineCommand({
  name: 'policy approve',
  summary: 'Approve a standing policy that somebody else proposed',
  positionals: { id: id('Id of the policy') },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit remediation policy approve 3', does: 'shows it, then asks' },
    { command: 'infraudit remediation policy approve 3 --yes -o json', does: 'for scripts' },
  ],
  async run(context, { id: policyId, yes }) {
    const api = await context.api();
    const policy = await api.call('getRemediationPolicy', { path: { id: policyId } });
    context.warn(policyRecord(context, policy).text(context.print.paint));
    if (!(await context.confirm(`Approve policy ${policyId}, revision ${policy.revision}?`, yes))) {
      context.note('Nothing was approved.');
      return 0;
    }
    const approved = await api.call('approveRemediationPolicy', {
      path: { id: policyId },
      body: { revision: policy.revision },
    });
    await context.print.record(approved, policyRecord(context, approved));
    return 0;
  },
});
