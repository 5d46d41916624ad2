import { defineCommand } from '../../command.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { ago } from '../../output/when.ts';
import { type Policy, policyKeys, scopeWords } from './policy-view.ts';

export const command = defineCommand({
  name: 'policy list',
  summary: 'Standing policies, which approve changes of a kind',
  options: limits,
  examples: [
    { command: 'infraudit remediation policy list', does: 'all policies, with their ends' },
    {
      command: 'infraudit remediation policy list -o json | jq \'.[] | select(.status == "active")\'',
      does: 'those that count',
    },
  ],
  async run(context, { limit, all }) {
    const api = await context.api();
    const { rows, total } = await collect({ limit, all }, (paging) =>
      api.call('listRemediationPolicies', { query: paging }),
    );
    const now = context.terminal.now();
    await context.print.list<Policy>(rows, {
      keys: policyKeys,
      empty: 'No standing policy: a person decides each time.',
      columns: [
        { title: 'ID', value: ({ id }) => String(id), align: 'right' },
        { title: 'TYPE', value: ({ type }) => type, shrink: 'end' },
        { title: 'FOR', value: scopeWords, shrink: 'end' },
        { title: 'UP TO', value: ({ maximum_severity }) => maximum_severity },
        { title: 'STATUS', value: ({ status }) => status },
        { title: 'ENDS', value: ({ expires_at }) => ago(expires_at, now) },
        { title: 'USED', value: (row) => `${row.used_today}/${row.daily_limit}`, align: 'right' },
      ],
    });
    sayHowMany(context, { rows, total }, 'policy');
    return 0;
  },
});
