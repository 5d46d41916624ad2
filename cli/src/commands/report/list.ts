import { choices, defineCommand } from '../../command.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { ago } from '../../output/when.ts';
import { deliveredText, reportFormats, reportKeys, reportKinds, sizeText } from './view.ts';

export const command = defineCommand({
  name: 'list',
  summary: 'Reports that were made, newest first',
  options: {
    kind: choices('--kind <kind>', 'Only of these kinds', reportKinds),
    format: choices('--format <format>', 'Only in these formats', reportFormats),
    ...limits,
  },
  examples: [
    { command: 'infraudit report list --kind drift', does: 'reports of drift' },
    { command: "infraudit report list -o json | jq -r '.[0].id'", does: 'the id of the newest one' },
  ],
  async run(context, { kind, format, limit, all }) {
    const api = await context.api();
    const query = {
      ...(kind === undefined ? {} : { kind: kind.join(',') }),
      ...(format === undefined ? {} : { format: format.join(',') }),
    };
    const { rows, total } = await collect({ limit, all }, (paging) =>
      api.call('listReports', { query: { ...query, ...paging } }),
    );
    const now = context.terminal.now();
    await context.print.list(rows, {
      keys: reportKeys,
      empty: 'No reports yet. Make one: infraudit report create inventory --wait',
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'REPORT', value: ({ title }) => title, shrink: 'end' },
        { title: 'FORMAT', value: ({ format: written }) => written },
        { title: 'AS OF', value: ({ as_of }) => ago(as_of, now) },
        { title: 'ROWS', value: (report) => report.rows.toLocaleString('en'), align: 'right' },
        { title: 'SIZE', value: ({ bytes }) => sizeText(bytes), align: 'right' },
        { title: 'RECIPIENTS', value: (report) => deliveredText(report), shrink: 'end' },
      ],
    });
    sayHowMany(context, { rows, total }, 'report', ({ id }) => `infraudit report download ${id}`);
    return 0;
  },
});
