import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError, describeError } from '../core/errors.ts';
import { databaseConfigOf } from '../platform/config/database-config.ts';
import { type LoadedConfig, loadConfig } from '../platform/config/load-config.ts';
import type { Config } from '../platform/config/variables.ts';
import { listCopies, restoreCopy } from '../platform/db/folder-copies.ts';
import { lockFolder } from '../platform/db/folder-lock.ts';
import { foldersOf } from '../platform/db/open-database.ts';
import { logOf } from './platform.ts';
import { schedulesOf } from './schedule-variables.ts';
import { type ProcessRole, processRoles, type RunningServer, startServer } from './start-server.ts';

const usage = `Usage: npm start -- [--role all|api|scheduler|worker] [--restore COPY]

  --role     all (default, or what INFRAUDIT_ROLE says) does everything in one process. With several processes
             on one PostgreSQL, api answers, scheduler starts what is due, worker runs it; any number of each
  --restore  put a copy of the embedded database in its place, then exit; the name is under DATA/copies
`;

/** The program behind `npm start`. */
async function serve(args: string[]): Promise<void> {
  const startedAt = performance.now();
  const { values } = parseArgs({
    args,
    options: {
      role: { type: 'string' },
      restore: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const asked = processRoles.find((role) => role === values.role);
  if (values.role !== undefined && asked === undefined)
    throw new AppError('invalid_input', `--role ${values.role}: must be one of ${processRoles.join(', ')}`);
  const folder = process.cwd();
  const loaded = loadConfig({ env: process.env, folder });
  if (values.restore !== undefined) return restore(loaded.config, folder, values.restore);

  const role = asked ?? loaded.config.INFRAUDIT_ROLE;
  if (role !== 'all' && databaseConfigOf(loaded.config, folder).engine === 'pglite') {
    throw new AppError(
      'invalid_input',
      `The role ${role} is for several processes on one PostgreSQL: set DATABASE_URL, or start without a role`,
    );
  }
  const log = logOf(loaded.config);
  if (loaded.wrote !== undefined)
    log.info('wrote a first configuration with fresh secrets', { file: loaded.wrote });
  for (const warning of loaded.warnings) log.warn(warning);
  const server = await startServer({ config: loaded.config, folder, log, role });
  stopOnSignals(server);
  sayStarted(server, loaded, role, performance.now() - startedAt);
}

function sayStarted(server: RunningServer, { config }: LoadedConfig, role: ProcessRole, ms: number): void {
  const { log, database } = server.platform;
  const address = server.url === undefined ? {} : { url: server.publicUrl };
  log.info(`InfraAudit is ready`, { ...address, role, database: database.engine, ms: Math.round(ms) });
  if (database.engine === 'pglite') {
    log.info(
      'the embedded database is for trying out and for small installations: production means PostgreSQL (DATABASE_URL)',
    );
  }
  saySchedules(server, config);
  if (server.setUpRequired)
    log.info('nobody can sign in yet: open the page to create the owner', { url: `${server.publicUrl}/` });
}

/** What does not run by itself, and why. */
function saySchedules({ platform, domain }: RunningServer, config: Config): void {
  const unknown: string[] = [];
  for (const [type, schedule] of schedulesOf(config)) {
    if (!domain.jobTypes.has(type)) {
      if (schedule !== null) unknown.push(type);
    } else if (schedule === null) {
      platform.log.info(`${type} is not scheduled: JOB_${type.toUpperCase()}_SCHEDULE is not set`);
    }
  }
  if (unknown.length > 0)
    platform.log.info('scheduled, but not part of this version', { jobs: unknown.join(', ') });
}

/** The first signal stops in order, the second at once. */
function stopOnSignals(server: RunningServer): void {
  const { log } = server.platform;
  let asked = false;
  const stop = (signal: string): void => {
    if (asked) process.exit(1);
    asked = true;
    log.info('stopping', { signal });
    server.stop().then(
      () => log.info('stopped'),
      (error: unknown) => {
        log.error('could not stop in order', { error });
        process.exitCode = 1;
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

async function restore(config: Config, folder: string, name: string): Promise<void> {
  const database = databaseConfigOf(config, folder);
  if (database.engine !== 'pglite' || database.dataDir === null) {
    throw new AppError(
      'invalid_input',
      '--restore is for the embedded database: with PostgreSQL use its own tools',
    );
  }
  const dataDir = resolve(folder, database.dataDir);
  const folders = foldersOf(dataDir);
  const copies = await listCopies(folders.copies);
  const copy = copies.find((candidate) => candidate.name === name);
  if (copy === undefined) {
    const known = copies.map((candidate) => candidate.name).join(', ');
    throw new AppError(
      'not_found',
      `There is no copy ${name} in ${folders.copies}. There ${known === '' ? 'are none' : `are ${known}`}`,
    );
  }
  const lock = lockFolder(dataDir);
  try {
    const aside = await restoreCopy(copy, folders.database, new Date());
    process.stdout.write(
      `Restored the copy ${name}.${aside === undefined ? '' : ` What was there is in ${aside}.`} Start with: npm start\n`,
    );
  } finally {
    lock.release();
  }
}

/** An expected problem is its sentence; anything else is everything that is known. */
function complain(error: unknown): void {
  const text =
    error instanceof AppError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? describeError(error))
        : String(error);
  process.stderr.write(`${text}\n`);
}

serve(process.argv.slice(2)).catch((error: unknown) => {
  complain(error);
  process.exit(1);
});
