import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError, describeError } from '../../core/errors.ts';
import { sha256Hex } from '../hash.ts';
import type { Engine, Session } from './engine.ts';
import { ensureTenantRole } from './tenant-role.ts';

export type Migration = { number: number; name: string; sql: string; sha256: string };

/** Any fixed number: two processes that migrate at once wait for each other on it. */
const lockKey = 7_305_118;
const fileName = /^(\d{4})_([a-z0-9_]+)\.sql$/;

const migrationsFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url));

/** The numbered files, in order. A gap, a double number or an odd name is refused. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const [index, file] of files.entries()) {
    const match = fileName.exec(file);
    const number = Number(match?.[1]);
    if (match?.[2] === undefined || number !== index + 1) {
      throw new AppError(
        'internal',
        `Migration ${file}: expected a name like ${String(index + 1).padStart(4, '0')}_what_it_does.sql`,
      );
    }
    const sql = await readFile(`${folder}/${file}`, 'utf8');
    migrations.push({ number, name: match[2], sql, sha256: sha256Hex(sql) });
  }
  return migrations;
}

/**
 * Brings the schema up to date and returns the files that were applied now. Each file is one transaction. Safe
 * when several processes start at once. A file that changed after it was applied stops the start.
 */
export async function migrate(engine: Engine, migrations?: Migration[]): Promise<Migration[]> {
  const wanted = migrations ?? (await readMigrations());
  const session = await engine.acquire();
  let broken = false;
  try {
    await session.query('SELECT pg_advisory_lock($1)', [lockKey]);
    try {
      await ensureTenantRole(session);
      return await applyMissing(session, wanted);
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [lockKey]).catch(() => {
        broken = true;
      });
    }
  } finally {
    session.release(broken);
  }
}

async function applyMissing(session: Session, wanted: Migration[]): Promise<Migration[]> {
  await session.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`);
  const { rows } = await session.query('SELECT number, name, sha256 FROM schema_migrations ORDER BY number');
  const applied = new Map((rows as Omit<Migration, 'sql'>[]).map((row) => [row.number, row]));
  for (const row of applied.values()) checkApplied(row, wanted);
  const missing = wanted.filter(({ number }) => !applied.has(number));
  for (const migration of missing) await apply(session, migration);
  return missing;
}

function checkApplied(row: Omit<Migration, 'sql'>, wanted: Migration[]): void {
  const file = wanted.find(({ number }) => number === row.number);
  const label = labelOf(row);
  if (file === undefined) {
    throw new AppError(
      'unavailable',
      `The database has migration ${label}, which this version does not know: it belongs to a newer version. Start that one`,
    );
  }
  if (file.name !== row.name || file.sha256 !== row.sha256) {
    throw new AppError(
      'unavailable',
      `Migration ${labelOf(file)} differs from ${label} that was applied to this database. Applied migrations never change: restore the file and add a new one`,
    );
  }
}

async function apply(session: Session, migration: Migration): Promise<void> {
  try {
    await session.query('BEGIN');
    await session.query(migration.sql);
    await session.query('INSERT INTO schema_migrations (number, name, sha256) VALUES ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await session.query('COMMIT');
  } catch (error) {
    await session.query('ROLLBACK').catch(() => undefined);
    throw new AppError(
      'unavailable',
      `Migration ${labelOf(migration)} failed and was rolled back: ${describeError(error)}`,
      {
        cause: error,
      },
    );
  }
}

function labelOf({ number, name }: { number: number; name: string }): string {
  return `${String(number).padStart(4, '0')}_${name}`;
}
