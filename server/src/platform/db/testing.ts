import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, inject } from 'vitest';
import { sha256Hex } from '../hash.ts';
import { type Engine, quoteIdentifier } from './engine.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { databaseOver, type OpenDatabase } from './open-database.ts';
import { openPglite } from './pglite-engine.ts';
import { openPostgres } from './postgres-engine.ts';
import { engineVersion, prepareFolder } from './prepare-folder.ts';

/**
 * Opens a fresh database with the current schema, or without any (`bare`). It is closed and removed when the
 * suite ends.
 */
export type OpenFresh = (kind?: 'migrated' | 'bare') => Promise<OpenDatabase>;

/**
 * Runs a suite on the embedded engine and on a real PostgreSQL server. Call `open` in `beforeAll`, or in each
 * test that wants a database of its own. Where no server is installed that half is counted as skipped.
 */
export function describeOnEachEngine(
  name: string,
  suite: (open: OpenFresh, engine: 'pglite' | 'postgres') => void,
): void {
  describe(`${name} (embedded)`, () => suite(freshDatabases(freshPgliteFolder, openFolder), 'pglite'));
  describe.skipIf(inject('postgresDoor') === null)(`${name} (PostgreSQL)`, () =>
    suite(freshDatabases(freshPostgresUrl, openUrl), 'postgres'),
  );
}

function freshDatabases(
  make: (kind: 'migrated' | 'bare') => Promise<string>,
  open: (place: string) => Promise<Engine>,
): OpenFresh {
  const opened: OpenDatabase[] = [];
  const folders: string[] = [];
  afterAll(async () => {
    for (const database of opened) await database.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return async (kind = 'migrated') => {
    const place = await make(kind);
    if (!place.includes('://')) folders.push(place);
    const database = databaseOver(await open(place));
    opened.push(database);
    return database;
  };
}

const openFolder = (folder: string): Promise<Engine> => openPglite({ folder, sharedBuffersMb: 16 });
const openUrl = (url: string): Promise<Engine> =>
  openPostgres({ connection: { connectionString: url }, maxConnections: 8 });

/** A copy of a database folder that is prepared once per schema and kept between runs. */
export async function freshPgliteFolder(kind: 'migrated' | 'bare' = 'migrated'): Promise<string> {
  const prepared = await preparedFolder(kind);
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-pglite-'));
  cpSync(prepared, folder, { recursive: true });
  return folder;
}

async function preparedFolder(kind: 'migrated' | 'bare'): Promise<string> {
  const migrations = kind === 'bare' ? [] : await readMigrations();
  const folder = join(cacheFolder(), `pglite-${kind}-${fingerprint(migrations)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(cacheFolder(), { recursive: true });
  await prepareFolder(draft);
  if (kind === 'migrated') {
    const engine = await openFolder(draft);
    await migrate(engine, migrations);
    await engine.close();
  }
  try {
    renameSync(draft, folder);
  } catch {
    // Another worker was faster; its folder is as good.
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** A database of its own on the server of this run, copied from a template with the current schema. */
export async function freshPostgresUrl(kind: 'migrated' | 'bare' = 'migrated'): Promise<string> {
  const door = inject('postgresDoor');
  if (door === null) throw new Error('no PostgreSQL server on this machine');
  const response = await fetch(door);
  const text = await response.text();
  if (!response.ok) throw new Error(`the test server did not start: ${text}`);
  const name = `suite_${randomBytes(6).toString('hex')}`;
  const template = kind === 'bare' ? 'template1' : await ensureTemplate(text);
  await onServer(text, async (query) => {
    // Copying needs the template to itself.
    await query('SELECT pg_advisory_lock(1)');
    await query(`CREATE DATABASE ${quoteIdentifier(name)} TEMPLATE ${quoteIdentifier(template)}`);
  });
  return withDatabase(text, name);
}

async function ensureTemplate(serverUrl: string): Promise<string> {
  const migrations = await readMigrations();
  const name = `template_${fingerprint(migrations)}`;
  await onServer(serverUrl, async (query) => {
    await query('SELECT pg_advisory_lock(1)');
    const { rows } = await query(`SELECT 1 FROM pg_database WHERE datname = '${name}'`);
    if (rows.length > 0) return;
    await query(`CREATE DATABASE ${quoteIdentifier(`${name}_draft`)}`);
    const engine = await openUrl(withDatabase(serverUrl, `${name}_draft`));
    await migrate(engine, migrations).finally(() => engine.close());
    await query(`ALTER DATABASE ${quoteIdentifier(`${name}_draft`)} RENAME TO ${quoteIdentifier(name)}`);
  });
  return name;
}

/** The session's advisory lock ends with its connection. */
async function onServer(
  url: string,
  work: (query: (text: string) => Promise<{ rows: unknown[] }>) => Promise<void>,
): Promise<void> {
  const engine = await openUrl(url);
  try {
    const session = await engine.acquire();
    try {
      await work((text) => session.query(text));
    } finally {
      session.release(true);
    }
  } finally {
    await engine.close();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function fingerprint(migrations: Migration[]): string {
  return sha256Hex(
    [engineVersion(), ...migrations.map(({ name, sha256 }) => `${name} ${sha256}`)].join('\n'),
  ).slice(0, 16);
}

function cacheFolder(): string {
  return fileURLToPath(new URL('../../../../node_modules/.cache/infraudit/', import.meta.url));
}
