import { defineCommand, word } from '../../command.ts';
import { changeConfig } from '../../config-file.ts';
import { checkedValue, settableKey, settableKeys } from './keys.ts';

export const command = defineCommand({
  name: 'set',
  summary: 'Store a setting',
  positionals: {
    key: {
      ...word('<key>', `One of ${settableKeys.join(', ')}`),
      choices: settableKeys,
      read: (raw: string | undefined) => settableKey(raw ?? ''),
    },
    value: word('<value>', 'Its value'),
  },
  examples: [
    {
      command: 'infraudit config set server_url https://audit.example.com',
      does: 'names the server of all commands',
    },
    { command: 'infraudit config set output json', does: 'JSON unless a flag says otherwise' },
  ],
  async run(context, { key, value }) {
    const checked = checkedValue(key, value);
    await changeConfig(
      context.settings.configPath,
      key === 'server_url' ? { serverUrl: checked } : { output: checked },
      context.warn,
    );
    context.note(`${key} is ${checked} in ${context.settings.configPath}.`);
    return 0;
  },
});
