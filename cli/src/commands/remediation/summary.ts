import { defineCommand } from '../../command.ts';
import { remediationStatuses } from './view.ts';

export const command = defineCommand({
  name: 'summary',
  summary: 'How many remediations are in each state',
  examples: [
    { command: 'infraudit remediation summary', does: 'counts by state' },
    { command: "infraudit remediation summary -o json | jq '.by_status.failed'", does: 'one count' },
  ],
  async run(context) {
    const api = await context.api();
    const summary = await api.call('getRemediationSummary');
    await context.print.record(summary, {
      keys: ['total', 'by_status', 'under_way'],
      text: () =>
        context.print.fields([
          ...remediationStatuses.map((status): [string, string] => [
            status.replace('_', ' '),
            String(summary.by_status[status] ?? 0),
          ]),
          ['Total', String(summary.total)],
        ]),
    });
    return 0;
  },
});
