import { choice, choices, defineCommand, flag, idOption, moment, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, shownOf } from '../../lists.ts';
import { severities } from '../../output/paint.ts';
import { wantedSeverities } from '../drift/list.ts';
import { alertList, alertStatuses, alertTypes } from './view.ts';

export const command = defineCommand({
  name: 'list',
  aliases: ['ls'],
  summary: 'Alerts that are not resolved, unless --status says otherwise',
  description: 'One severity means that one and worse; several with commas mean exactly these.',
  options: {
    severity: choices('--severity <severity>', 'This severity and worse, or exactly these', severities),
    status: choices('--status <status>', 'Only these states', alertStatuses),
    type: choices('--type <type>', 'Only these types', alertTypes),
    source: text('--source <source>', 'Only about this kind, or one thing: job, job:12'),
    provider: text('--provider <id>', 'Only of these accounts; several with commas', {
      completes: 'provider',
    }),
    resource: idOption('--resource <id>', 'Only of this resource', 'resource'),
    control: text('--control <id>', 'Only about this control, or mapped to it', { completes: 'control' }),
    assignee: text('--assignee <who>', 'Only of me, of none, or of the member with this id'),
    muted: flag('--muted', 'Only those that are muted'),
    notMuted: flag('--not-muted', 'Only those that are not'),
    flapping: flag('--flapping', 'Only those that open again and again'),
    from: moment('--from <time>', 'Only those that occurred since then'),
    to: moment('--to <time>', 'Only those that last occurred before'),
    search: text('--search <text>', 'Only with this text'),
    firstCheck: flag('--first-check', 'Only what failed already when it was first checked'),
    notFirstCheck: flag('--not-first-check', 'Only what came later'),
    sort: choice('--sort <field>', 'What needs somebody first (default), newest first, or worst first', [
      'attention',
      'last_occurred_at',
      'severity',
    ]),
    reverse: flag('--reverse', 'In the opposite order'),
    ...limits,
  },
  examples: [
    { command: 'infraudit alert list --severity high', does: 'what waits and is high or critical' },
    { command: 'infraudit alert list --assignee me --not-muted', does: 'what you look after' },
    {
      command: "infraudit alert list --status open -o json | jq 'length'",
      does: 'how many nobody looks after yet',
    },
  ],
  async run(context, options) {
    if (options.muted && options.notMuted) throw usage('say --muted or --not-muted, not both');
    if (options.firstCheck && options.notFirstCheck)
      throw usage('say --first-check or --not-first-check, not both');
    const api = await context.api();
    const query = onlyGiven({
      severity: options.severity === undefined ? undefined : wantedSeverities(options.severity).join(','),
      status: options.status?.includes('all') ? 'all' : options.status?.join(','),
      type: options.type?.join(','),
      source: options.source,
      provider_id: options.provider,
      resource_id: options.resource,
      control: options.control,
      assignee: options.assignee,
      muted: options.muted ? ('true' as const) : options.notMuted ? ('false' as const) : undefined,
      flapping: options.flapping ? ('true' as const) : undefined,
      first_check: options.firstCheck
        ? ('true' as const)
        : options.notFirstCheck
          ? ('false' as const)
          : undefined,
      from: options.from,
      to: options.to,
      q: options.search,
      sort: options.sort,
      order: options.reverse ? ('asc' as const) : undefined,
    });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listAlerts', { query: { ...query, ...paging } }),
    );
    const filtered = Object.keys(query).length > 0;
    await context.print.list(
      rows,
      alertList(context, filtered ? 'No alert fits these filters.' : 'No alert is open.'),
    );
    if (rows.length > 0) {
      const isTable = context.print.format === 'table';
      context.note(
        `${isTable ? '\n' : ''}${shownOf(rows.length, total, 'alert')} · infraudit alert get ${rows[0]?.id}`,
      );
    }
    return 0;
  },
});
