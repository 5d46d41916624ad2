import { defineCommand } from '../../command.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { remediationList } from './view.ts';

export const command = defineCommand({
  name: 'pending',
  summary: 'Remediations that wait for approval',
  options: limits,
  examples: [
    { command: 'infraudit remediation pending', does: 'what somebody has to decide' },
    { command: "infraudit remediation pending -o json | jq '.[].id'", does: 'their ids' },
  ],
  async run(context, { limit, all }) {
    const api = await context.api();
    const { rows, total } = await collect({ limit, all }, (paging) =>
      api.call('listRemediations', { query: { status: 'pending_approval', ...paging } }),
    );
    await context.print.list(rows, remediationList(context, 'No remediation waits for approval.'));
    sayHowMany(context, { rows, total }, 'remediation', ({ id }) => `infraudit remediation approve ${id}`);
    return 0;
  },
});
