import { choices, defineCommand, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { severities } from '../../output/paint.ts';

export const command = defineCommand({
  name: 'failing-controls',
  summary: 'Controls that fail in the newest assessments, worst first',
  options: {
    severity: choices('--severity <severity>', 'Only these', severities),
    framework: text('--framework <id>', 'Only of this framework', { completes: 'framework' }),
    ...limits,
  },
  examples: [
    { command: 'infraudit compliance failing-controls --severity critical,high', does: 'what to mend first' },
    { command: 'infraudit compliance failing-controls --framework cis-aws', does: 'of one framework' },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = onlyGiven({ severity: options.severity?.join(','), framework_id: options.framework });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listFailingControls', { query: { ...query, ...paging } }),
    );
    await context.print.list(rows, {
      keys: ['control_id', 'title', 'severity', 'counts', 'failing_since', 'frameworks'],
      empty: 'No control fails in the newest assessments.',
      columns: [
        { title: 'SEVERITY', value: ({ severity }) => severity },
        { title: 'CONTROL', value: ({ control_id: control }) => control },
        { title: 'TITLE', value: ({ title }) => title, shrink: 'end' },
        { title: 'RESOURCES', value: ({ counts }) => String(counts.fail), align: 'right' },
        { title: 'SINCE', value: ({ failing_since: since }) => since ?? '' },
      ],
    });
    sayHowMany(
      context,
      { rows, total },
      'control',
      ({ control_id }) => `infraudit control show ${control_id}`,
    );
    return 0;
  },
});
