import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand, flag, text } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'rotate',
  summary: 'Encrypt the stored credentials again with the current key',
  description:
    'Runs on the machine of the installation with its .env: put the old key into ENCRYPTION_KEY_PREVIOUS, the new one into ENCRYPTION_KEY. ' +
    'With the embedded database the server must be stopped.',
  options: {
    dir: text('--dir <folder>', 'Folder with the .env of the installation (this folder)', {
      completes: 'file',
    }),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit secrets rotate', does: 'in the folder of the installation' },
    { command: 'infraudit secrets rotate --dir /srv/infraudit --yes', does: 'for scripts' },
  ],
  async run(context, { dir, yes }) {
    const folder = dir ?? process.cwd();
    if (!existsSync(join(folder, '.env')) && !context.terminal.environment.ENCRYPTION_KEY) {
      throw new CliError(`${folder} is not an installation`, {
        why: 'It has no .env, and ENCRYPTION_KEY is not in the environment.',
        fix: 'Name the folder of the installation with --dir.',
      });
    }
    if (!(await context.confirm(`Encrypt all stored credentials of ${folder} with the current key?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    const { rotateSecrets } = await import('@infraudit/server/admin');
    let result: Awaited<ReturnType<typeof rotateSecrets>>;
    try {
      result = await rotateSecrets(folder);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new CliError('The credentials were not rotated', {
        why: error.message,
        fix: 'Run it in the folder of the installation; stop the server first when it uses the embedded database.',
        cause: error,
      });
    }
    const { keyId, rotated, failed } = result;
    const summary = { key_id: keyId, rotated, failed };
    await context.print.record(summary, {
      keys: ['key_id', 'rotated', 'failed'],
      text: () =>
        context.print.fields([
          ['Key', keyId],
          ['Rotated', counted(rotated, 'secret')],
          ['Failed', String(failed.length)],
        ]),
    });
    if (failed.length === 0) return 0;
    throw new CliError(`${counted(failed.length, 'secret')} could not be rotated`, {
      why: failed
        .map(
          ({ providerId, channelId, message }) =>
            `${providerId === undefined ? `channel ${channelId}` : `provider ${providerId}`}: ${message}`,
        )
        .join('; '),
      fix: 'Check ENCRYPTION_KEY_PREVIOUS, or enter these credentials again.',
    });
  },
});
