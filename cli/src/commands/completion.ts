import { defineCommand, word } from '../command.ts';
import { type Shell, scripts, shells } from '../completion/scripts.ts';

export const command = defineCommand({
  name: 'completion',
  summary: 'Print the completion script of your shell',
  description: 'Ids are completed by asking the server with your sign-in.',
  positionals: { shell: word('<shell>', 'Your shell', { choices: shells }) },
  examples: [
    {
      command: 'source <(infraudit completion bash)',
      does: 'for this shell; put it into ~/.bashrc to keep it',
    },
    {
      command: 'infraudit completion fish > ~/.config/fish/completions/infraudit.fish',
      does: 'for every fish shell',
    },
  ],
  async run(context, { shell }) {
    await context.print.text(scripts[shell as Shell]);
    return 0;
  },
});
