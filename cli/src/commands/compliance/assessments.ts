import { defineCommand, idOption, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { numbersOf } from './numbers.ts';

export const command = defineCommand({
  name: 'assessments',
  summary: 'Assessments, newest first',
  options: {
    framework: text('--framework <id>', 'Only of this framework', { completes: 'framework' }),
    provider: idOption('--provider <id>', 'Only over this account', 'provider'),
    ...limits,
  },
  examples: [
    { command: 'infraudit compliance assessments --framework cis-aws', does: 'the history of one framework' },
    { command: 'infraudit compliance assessments -o json', does: 'with all numbers, for a script' },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = onlyGiven({ framework_id: options.framework, provider_id: options.provider });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listAssessments', { query: { ...query, ...paging } }),
    );
    await context.print.list(rows, {
      keys: [
        'id',
        'framework_id',
        'framework_version',
        'started_at',
        'as_of',
        'passed',
        'evaluated',
        'total',
        'score',
        'failed',
        'unknown',
        'trigger',
      ],
      empty: 'Nothing was assessed yet: infraudit compliance enable cis-aws',
      columns: [
        { title: 'ID', value: ({ id }) => String(id) },
        { title: 'FRAMEWORK', value: (row) => `${row.framework_id} ${row.framework_version}` },
        { title: 'OF', value: (row) => row.as_of ?? row.started_at },
        { title: 'PASSED / EVALUATED / TOTAL', value: (row) => numbersOf(row) },
        { title: 'FAILED', value: ({ failed }) => String(failed), align: 'right' },
        { title: 'UNKNOWN', value: ({ unknown }) => String(unknown), align: 'right' },
      ],
    });
    sayHowMany(context, { rows, total }, 'assessment', ({ id }) => `infraudit compliance results ${id}`);
    return 0;
  },
});
