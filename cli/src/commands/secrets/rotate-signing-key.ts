import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand, flag, text } from '../../command.ts';
import { CliError } from '../../errors.ts';

export const command = defineCommand({
  name: 'rotate-signing-key',
  summary: 'Replace the key that signs checkpoints, exports and evidence',
  description:
    'Runs on the machine of the installation with its .env. The former public key stays, so what it signed can still be verified. ' +
    'With the embedded database the server must be stopped.',
  options: {
    dir: text('--dir <folder>', 'Folder with the .env of the installation (this folder)', {
      completes: 'file',
    }),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit secrets rotate-signing-key', does: 'in the folder of the installation' },
    { command: 'infraudit secrets rotate-signing-key --dir /srv/infraudit --yes', does: 'for scripts' },
  ],
  async run(context, { dir, yes }) {
    const folder = dir ?? process.cwd();
    if (!existsSync(join(folder, '.env')) && !context.terminal.environment.ENCRYPTION_KEY) {
      throw new CliError(`${folder} is not an installation`, {
        why: 'It has no .env, and ENCRYPTION_KEY is not in the environment.',
        fix: 'Name the folder of the installation with --dir.',
      });
    }
    if (!(await context.confirm(`Replace the signing key of ${folder}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    const { replaceSigningKey } = await import('@infraudit/server/admin');
    let result: Awaited<ReturnType<typeof replaceSigningKey>>;
    try {
      result = await replaceSigningKey(folder);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new CliError('The signing key was not replaced', {
        why: error.message,
        fix: 'Run it in the folder of the installation; stop the server first when it uses the embedded database.',
        cause: error,
      });
    }
    const summary = { key_id: result.keyId, retired: result.retired };
    await context.print.record(summary, {
      keys: ['key_id', 'retired'],
      text: () =>
        context.print.fields([
          ['Key', result.keyId],
          ['Retired', result.retired ?? 'none'],
        ]),
    });
    return 0;
  },
});
