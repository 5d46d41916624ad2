import { defineCommand, flag, id } from '../../command.ts';

export const command = defineCommand({
  name: 'policy revoke',
  summary: 'End a standing policy; its record stays',
  positionals: { id: id('Id of the policy') },
  options: { yes: flag('-y, --yes', 'Do not ask') },
  examples: [
    { command: 'infraudit remediation policy revoke 3', does: 'asks first' },
    { command: 'infraudit remediation policy revoke 3 --yes', does: 'for scripts' },
  ],
  async run(context, { id: policyId, yes }) {
    const api = await context.api();
    if (!(await context.confirm(`Revoke policy ${policyId}?`, yes))) {
      context.note('Nothing was revoked.');
      return 0;
    }
    await api.call('revokeRemediationPolicy', { path: { id: policyId } });
    context.note(`Policy ${policyId} is revoked: a person decides from now on.`);
    return 0;
  },
});
