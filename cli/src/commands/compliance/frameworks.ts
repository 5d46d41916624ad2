import { defineCommand, flag } from '../../command.ts';
import { counted } from '../../output/text.ts';
import { numbersOf } from './numbers.ts';

export const command = defineCommand({
  name: 'frameworks',
  aliases: ['list'],
  summary: 'Frameworks, which are enabled, and their newest three numbers',
  options: { enabled: flag('--enabled', 'Only those that are enabled') },
  examples: [
    { command: 'infraudit compliance frameworks', does: 'all, with their versions' },
    { command: 'infraudit compliance frameworks --enabled -o json', does: 'what is assessed now' },
  ],
  async run(context, { enabled }) {
    const api = await context.api();
    const { data } = await api.call('listFrameworks');
    const rows = data.filter((row) => !enabled || row.enabled);
    await context.print.list(rows, {
      keys: ['id', 'version', 'title', 'enabled', 'requirements', 'automated', 'latest'],
      empty: 'No framework is enabled: infraudit compliance enable cis-aws',
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'VERSION', value: ({ version }) => version },
        { title: 'TITLE', value: ({ title }) => title, shrink: 'end' },
        { title: 'ENABLED', value: (row) => (row.enabled ? 'yes' : 'no') },
        {
          title: 'AUTOMATED',
          value: ({ automated, requirements }) => `${automated} of ${requirements}`,
        },
        {
          title: 'PASSED / EVALUATED / TOTAL',
          value: ({ latest }) => (latest === null ? 'not assessed' : numbersOf(latest)),
        },
      ],
    });
    context.closing(
      `${counted(rows.length, 'framework version')}, ${rows.filter((row) => row.enabled).length} enabled`,
    );
    return 0;
  },
});
