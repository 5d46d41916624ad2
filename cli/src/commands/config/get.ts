import { defineCommand, word } from '../../command.ts';
import { settableKey, settableKeys, settingOf } from './keys.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'Print a setting as it counts now',
  positionals: {
    key: {
      ...word('<key>', `One of ${settableKeys.join(', ')}`),
      choices: settableKeys,
      read: (raw: string | undefined) => settableKey(raw ?? ''),
    },
  },
  examples: [
    { command: 'infraudit config get server_url', does: 'prints the address, wherever it comes from' },
    { command: 'infraudit config get output -o json', does: 'with where it comes from' },
  ],
  async run(context, { key }) {
    const setting = settingOf(context.settings, key);
    await context.print.record(setting, { keys: ['key', 'value', 'from'], text: () => `${setting.value}\n` });
    return 0;
  },
});
