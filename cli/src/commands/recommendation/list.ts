import { choice, choices, defineCommand, idOption, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { severities } from '../../output/paint.ts';
import { recommendationList, recommendationStatuses, recommendationTypes, withAlias } from './view.ts';

export const command = defineCommand({
  name: 'list',
  aliases: ['ls'],
  summary: 'What should be done, the most urgent first',
  options: {
    type: choices('--type <type>', 'Only these types', recommendationTypes),
    priority: choices('--priority <priority>', 'Only these priorities', severities),
    status: choices('--status <status>', 'Only these states; pending when absent', recommendationStatuses),
    provider: idOption('--provider <id>', 'Only of this account', 'provider'),
    resource: idOption('--resource <id>', 'Only about this resource', 'resource'),
    control: text('--control <id>', 'Only where this control fails', { completes: 'control' }),
    search: text('--search <text>', 'Only with this text'),
    sort: choice('--sort <field>', 'Most urgent, newest, or largest savings first', [
      'priority',
      'created_at',
      'savings',
    ]),
    ...limits,
  },
  examples: [
    { command: 'infraudit recommendation list --priority critical,high', does: 'what to do first' },
    {
      command: "infraudit recommendation list --type cost -o json | jq '[.[].estimated_savings] | add'",
      does: 'what pending ones would save each month',
    },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = onlyGiven({
      type: options.type?.join(','),
      priority: options.priority?.join(','),
      status: options.status?.includes('all') ? 'all' : options.status?.join(','),
      provider_id: options.provider === undefined ? undefined : String(options.provider),
      resource_id: options.resource,
      control_id: options.control,
      q: options.search,
      sort: options.sort,
    });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listRecommendations', { query: { ...query, ...paging } }),
    );
    const filtered = Object.keys(query).length > 0;
    await context.print.list(
      rows.map(withAlias),
      recommendationList(filtered ? 'No recommendation fits these filters.' : 'Nothing is recommended.'),
    );
    sayHowMany(context, { rows, total }, 'recommendation', ({ id }) => `infraudit recommendation get ${id}`);
    return 0;
  },
});
