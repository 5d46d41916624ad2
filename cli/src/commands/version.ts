import { defineCommand } from '../command.ts';
import { CliError } from '../errors.ts';
import { version } from '../version.ts';

export const command = defineCommand({
  name: 'version',
  summary: 'Versions of this command, of Node.js and of the server',
  description: 'A server that cannot be reached is told on standard error and is no error.',
  examples: [
    { command: 'infraudit version', does: 'all versions' },
    { command: 'infraudit --version', does: 'only that of this command, without asking the server' },
  ],
  async run(context) {
    let server: string | null = null;
    try {
      const api = await context.publicApi();
      server = (await api.call('getSetup')).version;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      context.note(`${error.message}.`);
    }
    const versions = {
      command: version,
      node: process.versions.node,
      server,
      server_url: context.settings.server,
    };
    await context.print.record(versions, {
      keys: ['command', 'node', 'server', 'server_url'],
      text: () =>
        context.print.fields([
          ['infraudit', version],
          ['Node.js', versions.node],
          ['Server', `${server ?? 'not reached'} (${versions.server_url})`],
        ]),
    });
    return 0;
  },
});
