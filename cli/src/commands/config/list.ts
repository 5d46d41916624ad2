import { defineCommand } from '../../command.ts';
import { settableKeys, settingOf } from './keys.ts';

export const command = defineCommand({
  name: 'list',
  summary: 'Every setting, its value and where it comes from',
  examples: [
    { command: 'infraudit config list', does: 'shows flags, environment, file and defaults combined' },
    { command: 'infraudit config list -o yaml', does: 'for a program' },
  ],
  async run(context) {
    const { stored, environmentToken, configPath } = context.settings;
    const signedIn =
      environmentToken !== null
        ? 'INFRAUDIT_TOKEN'
        : (stored.auth.email ?? (stored.auth.token === null ? 'nobody' : 'a token'));
    const rows = settableKeys.map((key) => settingOf(context.settings, key));
    await context.print.list(rows, {
      columns: [
        { title: 'KEY', value: ({ key }) => key },
        { title: 'VALUE', value: ({ value }) => value },
        { title: 'FROM', value: ({ from }) => from },
      ],
      keys: ['key', 'value', 'from'],
      empty: 'No settings.',
    });
    context.closing(`${configPath} · signed in: ${signedIn}`);
    return 0;
  },
});
