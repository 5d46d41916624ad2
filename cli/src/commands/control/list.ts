import { choices, defineCommand, flag, idOption, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { severities, severityTag } from '../../output/paint.ts';
import { controlKeys, countsText } from './view.ts';

const statuses = ['pass', 'fail', 'unknown', 'not_applicable', 'excepted'] as const;

export const command = defineCommand({
  name: 'list',
  aliases: ['ls'],
  summary: 'Every control, with how it stands over the connected accounts',
  options: {
    search: text('--search <text>', 'Only with this text in its id or title'),
    service: text('--service <service>', 'Only of this service: s3'),
    severity: choices('--severity <severity>', 'Only of these severities', severities),
    status: choices('--status <status>', 'Only those that stand so', statuses),
    framework: text('--framework <framework>', 'Only those of a framework, or of a version: cis-aws:5.0'),
    provider: idOption('--provider <id>', 'Only over this account', 'provider'),
    custom: flag('--custom', 'Only those that your organisation wrote'),
    ...limits,
  },
  examples: [
    {
      command: 'infraudit control list --status fail --severity critical',
      does: 'what is broken and matters most',
    },
    { command: 'infraudit control list --custom', does: 'the controls of your organisation' },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = onlyGiven({
      q: options.search,
      service: options.service,
      severity: options.severity?.join(','),
      status: options.status?.join(','),
      framework: options.framework,
      provider_id: options.provider,
      custom: options.custom ? ('true' as const) : undefined,
    });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listControls', { query: { ...query, ...paging } }),
    );
    const { paint } = context.print;
    await context.print.list(rows, {
      keys: controlKeys,
      empty: options.custom
        ? 'Your organisation has no control of its own. Write one: infraudit control apply --file control.yaml'
        : 'No control fits these filters.',
      columns: [
        { title: 'SEVERITY', value: ({ severity }) => severityTag(severity, paint) },
        { title: 'CONTROL', value: ({ id }) => id, shrink: 'end' },
        { title: 'TITLE', value: ({ title }) => title, shrink: 'end' },
        { title: 'STATUS', value: ({ status }) => status?.replaceAll('_', ' ') ?? '' },
        { title: 'RESOURCES', value: ({ counts }) => countsText(counts), shrink: 'end' },
      ],
    });
    sayHowMany(context, { rows, total }, 'control', ({ id }) => `infraudit control show ${id}`);
    return 0;
  },
});
