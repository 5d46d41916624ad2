import { defineCommand, id } from '../../command.ts';
import { approvalRecord } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One approval with its plan, step by step',
  positionals: { id: id('Id of the approval', 'approval') },
  examples: [
    { command: 'infraudit approval get 5', does: 'who asks for what, and the plan as a diff' },
    { command: "infraudit approval get 5 -o json | jq '.plan.steps[].call'", does: 'the calls of the plan' },
  ],
  async run(context, { id: approvalId }) {
    const api = await context.api();
    const approval = await api.call('getApproval', { path: { id: approvalId } });
    await context.print.record(approval, approvalRecord(context, approval));
    const next = approval.can_decide ? ` · infraudit approval approve ${approvalId}` : '';
    context.closing(`${api.web(`/approvals/${approvalId}`)}${next}`);
    return 0;
  },
});
