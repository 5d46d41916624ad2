import { choices, defineCommand, flag, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { approvalList, approvalPriorities, approvalStatuses, approvalTypes } from './view.ts';

export const command = defineCommand({
  name: 'list',
  aliases: ['ls'],
  summary: 'What waits for a decision, the oldest first',
  options: {
    mine: flag('--mine', 'Only what you are asked to decide'),
    status: choices('--status <status>', 'Only these states (pending)', approvalStatuses),
    type: choices('--type <type>', 'Only these types', approvalTypes),
    priority: choices('--priority <priority>', 'Only these priorities', approvalPriorities),
    submitter: text('--submitter <who>', 'Only asked for by this address; me is you', {
      completes: 'member',
    }),
    ...limits,
  },
  examples: [
    { command: 'infraudit approval list --mine', does: 'what waits for you' },
    {
      command: 'infraudit approval list --type remediation --priority urgent,high',
      does: 'repairs that should not wait',
    },
    {
      command: 'infraudit approval list --status all --all -o csv > approvals.csv',
      does: 'every decision, for an auditor',
    },
  ],
  async run(context, { mine, status, type, priority, submitter, limit, all }) {
    const api = await context.api();
    const query = onlyGiven({
      assigned: mine ? ('me' as const) : undefined,
      status: status?.includes('all') ? 'all' : status?.join(','),
      type: type?.join(','),
      priority: priority?.join(','),
      submitter,
    });
    const { rows, total } = await collect({ limit, all }, (paging) =>
      api.call('listApprovals', { query: { ...query, ...paging } }),
    );
    await context.print.list(rows, approvalList(context, 'Nothing waits for a decision here.'));
    sayHowMany(context, { rows, total }, 'approval', ({ id }) => `infraudit approval get ${id}`);
    return 0;
  },
});
