import { defineCommand, id, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { membersOf } from '../job/members.ts';
import { approvalRecord } from './view.ts';

export const command = defineCommand({
  name: 'reassign',
  summary: 'Ask other people to decide',
  positionals: { id: id('Id of the approval', 'approval') },
  options: {
    to: text('--to <who>', 'Addresses or ids of members, separated by commas', { completes: 'member' }),
  },
  examples: [
    { command: 'infraudit approval reassign 5 --to ben@example.com', does: 'only Ben is asked now' },
    { command: 'infraudit approval reassign 5 --to ben@example.com,12 -o json', does: 'Ben or member 12' },
  ],
  async run(context, { id: approvalId, to }) {
    if (to === undefined) throw usage('--to is missing', 'Name who is to decide: --to ben@example.com');
    const api = await context.api();
    const assignee_ids = await membersOf(api, '--to', to);
    const approval = await api.call('reassignApproval', { path: { id: approvalId }, body: { assignee_ids } });
    const names = approval.assignees.map(({ email }) => email).join(', ');
    await context.print.record(approval, {
      ...approvalRecord(context, approval),
      text: () => `Approval ${approvalId} waits for ${names}.\n`,
    });
    return 0;
  },
});
