import { choice, choices, defineCommand, flag, idOption, text } from '../../command.ts';
import { exitForFindings, failOn } from '../../fail-on.ts';
import { closingLine } from '../../freshness.ts';
import { collect, limits } from '../../lists.ts';
import { fromSeverity, type Severity, severities } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';
import { driftList, driftTypes } from './view.ts';

export const command = defineCommand({
  name: 'list',
  summary: 'Drifts, the open ones unless --status says otherwise',
  description:
    'One severity means that one and worse; several with commas mean exactly these. With --fail-on all of them are read.',
  options: {
    severity: choices('--severity <severity>', 'This severity and worse, or exactly these', severities),
    status: choices('--status <status>', 'Only these states', [
      'detected',
      'investigating',
      'resolved',
      'all',
    ]),
    type: choices('--type <type>', 'Only these kinds', driftTypes),
    provider: text('--provider <id>', 'Only of these accounts; several with commas', {
      completes: 'provider',
    }),
    resource: idOption('--resource <id>', 'Only of this resource', 'resource'),
    resourceType: text('--resource-type <type>', 'Only of these types; several with commas', {
      completes: 'resource_type',
    }),
    search: text('--search <text>', 'Only with this text in the resource or the change'),
    sort: choice('--sort <field>', 'Newest first, or worst first', ['detected_at', 'severity']),
    reverse: flag('--reverse', 'In the opposite order'),
    ...limits,
    failOn,
  },
  examples: [
    { command: 'infraudit drift list --severity high', does: 'open drifts that are high or critical' },
    {
      command: 'infraudit drift list --all --fail-on critical -o json',
      does: 'for a pipeline: exit code 2 when one is critical',
    },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = {
      ...(options.severity === undefined ? {} : { severity: wantedSeverities(options.severity).join(',') }),
      ...(options.status === undefined
        ? {}
        : { status: options.status.includes('all') ? 'all' : options.status.join(',') }),
      ...(options.type === undefined ? {} : { type: options.type.join(',') }),
      ...(options.provider === undefined ? {} : { provider_id: options.provider }),
      ...(options.resource === undefined ? {} : { resource_id: options.resource }),
      ...(options.resourceType === undefined ? {} : { resource_type: options.resourceType }),
      ...(options.search === undefined ? {} : { q: options.search }),
      sort: options.sort ?? ('severity' as const),
      order: options.reverse ? ('asc' as const) : ('desc' as const),
    };
    const wanted = { limit: options.limit, all: options.all || options.failOn !== undefined };
    const { rows, total } = await collect(wanted, (paging) =>
      api.call('listDrifts', { query: { ...query, ...paging } }),
    );
    const summary =
      context.settings.quiet || context.print.format !== 'table' ? null : await api.call('getDriftSummary');
    await context.print.list(
      rows,
      driftList(context, summary?.open === 0 ? 'No open drift.' : 'No drift fits these filters.'),
    );
    const isOpenList = options.status === undefined;
    const of = isOpenList && summary !== null ? Math.max(summary.open, total) : total;
    const head =
      rows.length < of ? `${rows.length} of ${counted(of, 'drift')}` : counted(rows.length, 'drift');
    await closingLine(context, api, rows.length < total ? `${head} (--all shows the rest)` : head, {
      ...(summary === null ? {} : { scannedAt: summary.last_scan_at }),
      ...(rows.length === 0 ? {} : { next: `infraudit drift get ${rows[0]?.id}` }),
    });
    return exitForFindings(
      context,
      rows.filter(({ status }) => status !== 'resolved'),
      options.failOn,
    );
  },
});

export function wantedSeverities(given: readonly Severity[]): readonly Severity[] {
  const [only] = given;
  return given.length === 1 && only !== undefined ? fromSeverity(only) : given;
}
