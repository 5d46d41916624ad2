import { defineCommand } from '../../command.ts';
import { changeConfig } from '../../config-file.ts';
import { CliError } from '../../errors.ts';

export const command = defineCommand({
  name: 'logout',
  summary: 'End the sign-in here and on the server',
  examples: [
    {
      command: 'infraudit auth logout',
      does: 'ends the tokens and removes them from the configuration file',
    },
    { command: 'infraudit auth logout --config ci.yaml', does: 'the same for another configuration file' },
  ],
  async run(context) {
    const { stored, configPath, environmentToken } = context.settings;
    const { token, refreshToken, serverUrl } = stored.auth;
    if (token === null && refreshToken === null) {
      context.note(
        environmentToken === null
          ? 'You were not signed in.'
          : 'You are signed in by INFRAUDIT_TOKEN: unset it.',
      );
      return 0;
    }
    let problem: string | null = null;
    try {
      const { openApi } = await import('../../api.ts');
      const settings = {
        ...context.settings,
        environmentToken: null,
        server: serverUrl ?? context.settings.server,
      };
      const api = await openApi({ ...context, settings, signedIn: true });
      await api.call('logout');
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      problem = error.message;
    }
    await changeConfig(configPath, { auth: null }, context.warn);
    if (problem === null) context.note('Signed out.');
    else
      context.warn(
        `The tokens were removed here, but the server was not told: ${problem}. They expire by themselves.`,
      );
    return 0;
  },
});
