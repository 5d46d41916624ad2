import { defineCommand, idOption, text, word } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'preflight',
  summary: 'What of a framework cannot be judged with the permissions of today, and what to grant',
  positionals: { framework: word('<framework>', 'Id such as cis-aws', { completes: 'framework' }) },
  options: {
    frameworkVersion: text('--framework-version <version>', 'This version'),
    provider: idOption('--provider <id>', 'Only this account', 'provider'),
  },
  examples: [
    { command: 'infraudit compliance preflight cis-aws', does: 'missing permissions with what they hide' },
    { command: 'infraudit compliance preflight cis-aws -o json', does: 'with the policy to add' },
  ],
  async run(context, { framework, frameworkVersion, provider }) {
    const api = await context.api();
    const answer = await api.call('getCompliancePreflight', {
      query: { framework_id: framework, ...onlyGiven({ version: frameworkVersion, provider_id: provider }) },
    });
    if (context.print.format !== 'table') {
      await context.print.record(answer, {
        keys: ['framework_id', 'version', 'providers'],
        text: () => '',
      });
      return 0;
    }
    const rows = answer.providers.flatMap((account) =>
      account.missing_permissions.map((missing) => ({ account: account.name, ...missing })),
    );
    await context.print.list(rows, {
      keys: ['account', 'permission', 'control_ids', 'requirement_ids'],
      empty: answer.providers.some(({ never_read: never }) => never)
        ? 'An account was never read: run infraudit provider sync first.'
        : 'Every control of it can be judged.',
      columns: [
        { title: 'ACCOUNT', value: ({ account }) => account },
        { title: 'MISSING', value: ({ permission }) => permission },
        { title: 'CONTROLS', value: ({ control_ids: ids }) => String(ids.length), align: 'right' },
        { title: 'REQUIREMENTS', value: ({ requirement_ids: ids }) => ids.join(', '), shrink: 'end' },
      ],
    });
    if (rows.length > 0) context.closing(`${counted(rows.length, 'permission')} to grant`);
    return 0;
  },
});
