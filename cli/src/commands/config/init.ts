import { defineCommand } from '../../command.ts';
import { changeConfig } from '../../config-file.ts';
import { CliError } from '../../errors.ts';
import { outputFormats, serverAddress } from '../../settings.ts';

export const command = defineCommand({
  name: 'init',
  summary: 'Write the configuration file',
  description:
    'Asks for the server and the output format on a terminal; otherwise --server and --output are taken.',
  examples: [
    { command: 'infraudit config init', does: 'asks, writes ~/.infraudit/config.yaml and tries the server' },
    {
      command: 'infraudit config init --server https://audit.example.com -o json',
      does: 'without questions',
    },
  ],
  async run(context) {
    const { settings } = context;
    let { server, output } = settings;
    if (context.canAsk && settings.serverFrom !== 'flag') {
      const prompts = await import('../../prompts.ts');
      server = serverAddress(await prompts.ask('Address of the server', { initial: server }), 'The address');
      if (settings.outputFrom !== 'flag') {
        output = await prompts.askChoice(
          'Output format',
          outputFormats.map((value) => ({ value, label: value })),
        );
      }
    }
    await changeConfig(settings.configPath, { serverUrl: server, output }, context.warn);
    context.note(`Wrote ${settings.configPath}: server_url ${server}, output ${output}.`);
    const { openApi } = await import('../../api.ts');
    const api = await openApi({ ...context, settings: { ...settings, server }, signedIn: false });
    try {
      const { version, setup_required: setupRequired } = await api.call('getSetup');
      context.note(
        `${server} answers, version ${version}. Next: ${setupRequired ? `open ${api.web('/set-up')}` : 'infraudit auth login'}.`,
      );
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      context.warn(`${error.message}. ${error.fix ?? ''}`.trim());
    }
    return 0;
  },
});
