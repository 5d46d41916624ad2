import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand, flag, text } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'move',
  summary: 'Copy everything into another, empty database',
  description:
    'Runs on the machine of the installation with its .env, while the server is stopped. The target is checked to be empty, ' +
    'every count is compared, and a failure leaves nothing behind. Afterwards put the target into DATABASE_URL yourself.',
  options: {
    to: text('--to <database>', 'postgres://user:password@host/name, or embedded for the data folder'),
    dir: text('--dir <folder>', 'Folder with the .env of the installation (this folder)', {
      completes: 'file',
    }),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    {
      command: 'infraudit db move --to postgres://infraudit@db.internal/infraudit',
      does: 'from the embedded database to PostgreSQL',
    },
    {
      command: 'infraudit db move --to embedded --dir /srv/infraudit --yes',
      does: 'back again, for scripts',
    },
  ],
  async run(context, { to, dir, yes }) {
    const folder = dir ?? process.cwd();
    if (to === undefined) {
      throw new CliError('Where to is missing', {
        why: 'A database can only be moved to a named one.',
        fix: 'Add --to postgres://user:password@host/name, or --to embedded.',
      });
    }
    if (!existsSync(join(folder, '.env')) && !context.terminal.environment.ENCRYPTION_KEY) {
      throw new CliError(`${folder} is not an installation`, {
        why: 'It has no .env, and ENCRYPTION_KEY is not in the environment.',
        fix: 'Name the folder of the installation with --dir.',
      });
    }
    if (!(await context.confirm(`Copy the database of ${folder} to ${withoutPassword(to)}?`, yes))) {
      context.note('Nothing was copied.');
      return 0;
    }
    const { moveToDatabase } = await import('@infraudit/server/admin');
    let told = '';
    try {
      const result = await moveToDatabase(folder, to, ({ table, rows, of }) => {
        if (table !== told || rows === of) context.note(`${table}: ${rows} of ${of} rows`);
        told = table;
      });
      await context.print.record(result, {
        keys: ['from', 'to', 'tables', 'rows'],
        text: () =>
          context.print.fields([
            ['From', result.from],
            ['To', result.to],
            ['Moved', `${counted(result.rows, 'row')} of ${counted(result.tables, 'table')}`],
          ]),
      });
      context.note(
        'Every count was compared. Now put the target into DATABASE_URL, or take DATABASE_URL out, and start.',
      );
      return 0;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new CliError('The database was not moved', {
        why: error.message,
        fix: 'Stop the server, give an empty target, and try again; nothing was kept there.',
        cause: error,
      });
    }
  },
});

/** An address as it may be shown. */
function withoutPassword(to: string): string {
  if (!URL.canParse(to)) return to;
  const shown = new URL(to);
  if (shown.password !== '') shown.password = '…';
  return decodeURIComponent(shown.href);
}
