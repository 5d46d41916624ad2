import { choices, defineCommand, idOption, moment, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { severities } from '../../output/paint.ts';
import { wantedSeverities } from '../drift/list.ts';
import { alertHistory, alertTypes } from './view.ts';

export const command = defineCommand({
  name: 'history',
  summary: 'Alerts that are resolved, the newest end first',
  description: 'They are kept for ninety days after their end, unless the job of retention says otherwise.',
  options: {
    severity: choices('--severity <severity>', 'This severity and worse, or exactly these', severities),
    type: choices('--type <type>', 'Only these types', alertTypes),
    provider: text('--provider <id>', 'Only of these accounts; several with commas', {
      completes: 'provider',
    }),
    resource: idOption('--resource <id>', 'Only of this resource', 'resource'),
    from: moment('--from <time>', 'Only those that ended since then'),
    to: moment('--to <time>', 'Only those that ended before'),
    search: text('--search <text>', 'Only with this text'),
    ...limits,
  },
  examples: [
    { command: 'infraudit alert history --from 7d', does: 'what ended in the last week' },
    {
      command: "infraudit alert history --all -o json | jq 'group_by(.resolution) | map(length)'",
      does: 'how many people resolved and how many ended by themselves',
    },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = onlyGiven({
      severity: options.severity === undefined ? undefined : wantedSeverities(options.severity).join(','),
      type: options.type?.join(','),
      provider_id: options.provider,
      resource_id: options.resource,
      from: options.from,
      to: options.to,
      q: options.search,
    });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listAlertHistory', { query: { ...query, ...paging } }),
    );
    await context.print.list(rows, alertHistory(context));
    sayHowMany(context, { rows, total }, 'alert', ({ id }) => `infraudit alert get ${id}`);
    return 0;
  },
});
