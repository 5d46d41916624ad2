import { defineCommand, word } from '../../command.ts';
import { CliError } from '../../errors.ts';

export const command = defineCommand({
  name: 'describe',
  summary: 'Say a cron expression in words',
  positionals: { expression: word('<expression>', 'Cron expression of 5 fields, or 6 with leading seconds') },
  examples: [
    { command: 'infraudit schedule describe "30 2 * * MON-FRI"', does: 'the sentence' },
    { command: 'infraudit schedule describe "0 */6 * * *" -o json', does: 'the same for a script' },
  ],
  async run(context, { expression }) {
    const offline = await import('@infraudit/server/offline');
    const timing = { kind: 'cron', expression } as const;
    const problem = offline.scheduleProblem({ timing, timeZone: 'UTC' }, context.terminal.now());
    if (problem !== null) throw new CliError('The expression does not run', { why: problem });
    const words = offline.describeTiming(timing);
    await context.print.record(
      { expression, words },
      { keys: ['expression', 'words'], text: () => `${words}\n` },
    );
    return 0;
  },
});
