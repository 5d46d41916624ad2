import { defineCommand } from '../../command.ts';
import { collect, limits, shownOf } from '../../lists.ts';
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
    if (rows.length > 0)
      context.note(
        `\n${shownOf(rows.length, total, 'remediation')} · infraudit remediation approve ${rows[0]?.id}`,
      );
    return 0;
  },
});
