import { defineCommand } from '../../command.ts';
import { numbersOf } from './numbers.ts';

export const command = defineCommand({
  name: 'overview',
  summary: 'The enabled frameworks with their newest numbers',
  examples: [
    { command: 'infraudit compliance overview', does: 'one line per framework' },
    { command: 'infraudit compliance overview -o json', does: 'with scores and failing controls' },
  ],
  async run(context) {
    const api = await context.api();
    const overview = await api.call('getComplianceOverview');
    if (context.print.format !== 'table') {
      await context.print.record(overview, {
        keys: ['passed', 'evaluated', 'total', 'score', 'unknown', 'failing_controls', 'frameworks'],
        text: () => '',
      });
      return 0;
    }
    await context.print.list(overview.frameworks, {
      keys: ['framework_id', 'version', 'passed', 'evaluated', 'total'],
      empty: 'No framework is enabled: infraudit compliance enable cis-aws',
      columns: [
        { title: 'FRAMEWORK', value: (row) => `${row.framework_id} ${row.version}` },
        { title: 'TITLE', value: ({ title }) => title, shrink: 'end' },
        { title: 'PASSED / EVALUATED / TOTAL', value: (row) => numbersOf(row) },
        { title: 'FAILED', value: ({ failed }) => String(failed), align: 'right' },
        { title: 'UNKNOWN', value: ({ unknown }) => String(unknown), align: 'right' },
        { title: 'ASSESSED', value: ({ at }) => at ?? 'not yet' },
      ],
    });
    return 0;
  },
});
