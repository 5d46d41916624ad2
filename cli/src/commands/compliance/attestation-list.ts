import { choice, defineCommand, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { oneLine } from '../../output/text.ts';
import { ago } from '../../output/when.ts';
import { attestationKeys, attestationStates } from './attestation-view.ts';

export const command = defineCommand({
  name: 'attestation list',
  summary: 'What people attested about requirements that no control can answer',
  options: {
    framework: text('--framework <id>', 'Only of this framework: cis-aws'),
    requirement: text('--requirement <id>', 'Only of this requirement'),
    state: choice('--state <state>', 'Only in this state', attestationStates),
    ...limits,
  },
  examples: [
    { command: 'infraudit compliance attestation list --framework cis-aws', does: 'newest first' },
    {
      command: 'infraudit compliance attestation list --state expired -o csv',
      does: 'what must be looked at again',
    },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = onlyGiven({
      framework_id: options.framework,
      requirement_id: options.requirement,
      state: options.state,
    });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listAttestations', { query: { ...query, ...paging } }),
    );
    const now = context.terminal.now();
    await context.print.list(rows, {
      keys: attestationKeys,
      empty: 'Nobody attested anything that fits.',
      columns: [
        { title: 'ID', value: ({ id }) => String(id), align: 'right' },
        {
          title: 'REQUIREMENT',
          value: (row) => `${row.framework_id} ${row.framework_version} ${row.requirement_id}`,
        },
        { title: 'STATE', value: ({ state }) => state },
        { title: 'VALID UNTIL', value: ({ valid_until }) => ago(valid_until, now) },
        { title: 'BY', value: ({ attested_by }) => attested_by, shrink: 'end' },
        { title: 'FILE', value: ({ file }) => (file === null ? '' : oneLine(file.name)), shrink: 'middle' },
        { title: 'STATEMENT', value: ({ statement }) => oneLine(statement), shrink: 'end' },
      ],
    });
    sayHowMany(context, { rows, total }, 'attestation');
    return 0;
  },
});
