import { join } from 'node:path';
import { AppError, describeError } from '../../core/errors.ts';
import type { Scope, SystemScope } from '../../core/scope.ts';
import type { Database } from './database.ts';
import { type Engine, sqlState } from './engine.ts';
import { addCopy, addCopyOfRunning, listCopies } from './folder-copies.ts';
import { lockFolder } from './folder-lock.ts';
import { keepTidy } from './maintenance.ts';
import { migrate } from './migrate.ts';
import { openPglite, type PgliteEngine } from './pglite-engine.ts';
import { openPostgres, type PostgresConnection } from './postgres-engine.ts';
import { prepareFolder } from './prepare-folder.ts';
import { outsideTransaction, refuseInsideTransaction, transact } from './transactions.ts';

export type PgliteConfig = {
  engine: 'pglite';
  /** Holds the lock, the database and its copies; null keeps everything in memory (tests). */
  dataDir: string | null;
  sharedBuffersMb?: number;
  /** How often a copy of the database is made while it runs, in minutes; 0 only makes one at stop. */
  copyEveryMinutes?: number;
  keepCopies?: number;
};
export type PostgresConfig = { engine: 'postgres'; connection: PostgresConnection; maxConnections?: number };
export type DatabaseConfig = PgliteConfig | PostgresConfig;

/** What the database has to tell: the log decides how. */
export type DatabaseNotes = {
  info?: (message: string, detail?: Record<string, unknown>) => void;
  error?: (message: string, error: unknown) => void;
  /** How long each transaction took, waiting for its turn included. */
  transaction?: (seconds: number) => void;
};

/** The database with what only the process that opened it needs. */
export type OpenDatabase = Database & { readonly engineRoom: Engine };

export const foldersOf = (dataDir: string): { database: string; copies: string } => ({
  database: join(dataDir, 'database'),
  copies: join(dataDir, 'copies'),
});

/** Opens the database and brings its schema up to date. Throws an AppError that says what to do. */
export async function openDatabase(config: DatabaseConfig, notes: DatabaseNotes = {}): Promise<OpenDatabase> {
  const engine =
    config.engine === 'pglite' ? await openEmbedded(config, notes) : await openServer(config, notes);
  try {
    const applied = await migrate(engine);
    if (applied.length > 0) {
      notes.info?.('schema brought up to date', {
        applied: applied.map(({ number, name }) => `${number}_${name}`),
      });
    }
  } catch (error) {
    await engine.close();
    throw error;
  }
  return databaseOver(engine, notes);
}

/** The door over an engine whose schema is up to date. */
export function databaseOver(engine: Engine, notes: DatabaseNotes = {}): OpenDatabase {
  const hookFailed = (error: unknown): void => notes.error?.('after-commit hook failed', error);
  return {
    engine: engine.name,
    engineRoom: engine,
    within: (scope: Scope, work) => timed(notes, transact(engine, scope, work, hookFailed)),
    asSystem: (scope: SystemScope, work) => timed(notes, transact(engine, scope, work, hookFailed)),
    async ping(timeoutMs) {
      refuseInsideTransaction('ping');
      return answersWithin(engine, timeoutMs);
    },
    async notify(channel, payload) {
      refuseInsideTransaction('notify');
      const session = await engine.acquire();
      try {
        await session.query('SELECT pg_notify($1, $2)', [channel, payload]);
      } finally {
        session.release();
      }
    },
    listen(channel, onMessage) {
      refuseInsideTransaction('listen');
      return outsideTransaction(() => engine.listen(channel, onMessage));
    },
    close: () => engine.close(),
  };
}

async function timed<T>({ transaction }: DatabaseNotes, work: Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work;
  } catch (error) {
    throw sqlState(error) === diskFull ? outOfRoom(error) : error;
  } finally {
    transaction?.((performance.now() - startedAt) / 1000);
  }
}

const diskFull = '53100';

function outOfRoom(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    'The disk of the database is full, so nothing was changed: make room there and try again',
    { cause },
  );
}

async function answersWithin(engine: Engine, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const asked = engine.acquire().then(async (session) => {
    try {
      await session.query('SELECT 1');
      return true;
    } finally {
      session.release();
    }
  });
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, false);
  });
  try {
    return await Promise.race([asked.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function openServer(config: PostgresConfig, notes: DatabaseNotes): Promise<Engine> {
  return openPostgres({
    connection: config.connection,
    maxConnections: config.maxConnections ?? 25,
    onLost: (error) => notes.error?.('lost a connection to the database', error),
  });
}

async function openEmbedded(config: PgliteConfig, notes: DatabaseNotes): Promise<Engine> {
  const sharedBuffersMb = config.sharedBuffersMb ?? 16;
  const onLost = (error: Error): void =>
    notes.error?.('the embedded database stopped and is opened again', error);
  if (config.dataDir === null) return openPglite({ folder: null, sharedBuffersMb, onLost });

  const lock = lockFolder(config.dataDir);
  const folders = foldersOf(config.dataDir);
  try {
    await prepareFolder(folders.database);
    const engine = await openPglite({ folder: folders.database, sharedBuffersMb, onLost }).catch(
      (error: unknown) => offerRestore(folders.database, folders.copies, error),
    );
    return withUpkeep(engine, config, notes, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Vacuum, checkpoint and copies while it runs, a copy at stop, and the lock given back at the very end. */
function withUpkeep(
  engine: PgliteEngine,
  config: PgliteConfig,
  notes: DatabaseNotes,
  unlock: () => void,
): Engine {
  const folders = foldersOf(config.dataDir ?? '');
  const keep = config.keepCopies ?? 3;
  const told = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) =>
      notes.error?.('the copy of the database could not be written', error),
    );
  };
  const upkeep = keepTidy(engine, {
    copyEveryMinutes: config.copyEveryMinutes ?? 360,
    copy: () =>
      told(
        addCopyOfRunning((work) => engine.atRest(work), folders.database, folders.copies, new Date(), keep),
      ),
    onError: (error) => notes.error?.('upkeep of the embedded database failed', error),
  });
  let closing: Promise<void> | undefined;
  return {
    ...engine,
    close() {
      closing ??= (async () => {
        await upkeep.stop();
        await engine.close();
        if (keep > 0) await told(addCopy(folders.database, folders.copies, new Date(), keep));
        unlock();
      })();
      return closing;
    },
  };
}

async function offerRestore(folder: string, copiesFolder: string, error: unknown): Promise<never> {
  const newest = (await listCopies(copiesFolder))[0];
  const offer =
    newest === undefined
      ? 'There is no copy of it to restore.'
      : `The newest copy is of ${newest.at.toISOString()}. To restore it: npm start -- --restore ${newest.name}`;
  throw new AppError(
    'unavailable',
    `The database folder ${folder} does not open: ${firstLine(error)}\n${offer}`,
    {
      cause: error,
    },
  );
}

function firstLine(error: unknown): string {
  return describeError(error).split('\n')[0] ?? 'no reason was given';
}
