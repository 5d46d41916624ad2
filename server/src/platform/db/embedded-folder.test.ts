import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemScope } from '../../core/scope.ts';
import { addCopyOfRunning, listCopies, restoreCopy } from './folder-copies.ts';
import { lockFolder } from './folder-lock.ts';
import { foldersOf, type OpenDatabase, openDatabase } from './open-database.ts';
import type { PgliteEngine } from './pglite-engine.ts';
import { freshPgliteFolder } from './testing.ts';

const holder = fileURLToPath(new URL('./testing/folder-holder.ts', import.meta.url));
const why = systemScope('the test looks at organisations');
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'infraudit-folder-'));
  renameSync(await freshPgliteFolder(), foldersOf(dataDir).database);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const open = (): Promise<OpenDatabase> => openDatabase({ engine: 'pglite', dataDir, keepCopies: 2 });
const count = (database: OpenDatabase): Promise<number> =>
  database.asSystem(
    why,
    async (tx) => (await tx.sql.selectFrom('organizations').select('id').execute()).length,
  );
const add = (database: OpenDatabase, name: string) =>
  database.asSystem(why, (tx) => tx.sql.insertInto('organizations').values({ name }).execute());

/** Starts another process on the folder; resolves when it told of `commits` commits or ended. */
function startHolder(
  commits: number,
): Promise<{ child: ChildProcess; told: () => number; complaint: () => string }> {
  const child = spawn(process.execPath, [holder, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let told = 0;
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  return new Promise((resolve) => {
    const done = () => resolve({ child, told: () => told, complaint: () => complaint });
    child.stdout?.on('data', (chunk: Buffer) => {
      told = Math.max(told, ...chunk.toString().trim().split('\n').map(Number));
      if (told >= commits) done();
    });
    child.on('exit', done);
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) =>
    child.exitCode === null && child.signalCode === null ? child.once('exit', () => resolve()) : resolve(),
  );
}

describe('a second process', () => {
  test('is told who holds the folder and what to do, and harms nothing', async () => {
    const database = await open();
    await add(database, 'mine');
    const second = await startHolder(1);
    expect(second.child.exitCode).toBe(3);
    expect(second.complaint()).toMatch(
      new RegExp(`in use by process ${process.pid} on .*INFRAUDIT_DATA_DIR`),
    );
    expect(await count(database)).toBe(1);
    await database.close();
  });

  test('of this very process is refused as well', async () => {
    const database = await open();
    await expect(open()).rejects.toThrow(/in use by process/);
    await database.close();
    const again = await open();
    await again.close();
  });
});

describe('a killed process', () => {
  test('leaves every commit that it told of, and its lock is taken over', async () => {
    for (let round = 0; round < 2; round++) {
      const before = await open();
      const known = await count(before);
      await before.close();
      const { child, told } = await startHolder(25);
      child.kill('SIGKILL');
      await ended(child);
      const database = await open();
      const found = await count(database);
      expect(found - known).toBeGreaterThanOrEqual(told());
      await database.close();
    }
  });
});

describe('the lock', () => {
  test('of a process that is gone is taken over, and of one that is there not', () => {
    const path = join(dataDir, 'lock.json');
    lockFolder(dataDir).release();
    const gone = {
      pid: 2 ** 22 + 1,
      startedAt: 'x',
      host: execFileSync('hostname').toString().trim(),
      since: '2027-01-01',
    };
    writeFileSync(path, JSON.stringify(gone));
    const own = lockFolder(dataDir);
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid);
    expect(() => lockFolder(dataDir)).toThrow(/in use/);
    own.release();
    expect(readdirSync(dataDir)).toEqual(['database']);
  });

  test('of a later process with the same number is taken over', () => {
    writeFileSync(
      join(dataDir, 'lock.json'),
      JSON.stringify({
        pid: process.ppid,
        startedAt: 'another boot:1',
        host: execFileSync('hostname').toString().trim(),
        since: 'x',
      }),
    );
    lockFolder(dataDir).release();
  });

  test('of another host holds while it is fresh', () => {
    writeFileSync(
      join(dataDir, 'lock.json'),
      JSON.stringify({ pid: 1, startedAt: 'x', host: 'another-host', since: 'x' }),
    );
    expect(() => lockFolder(dataDir)).toThrow(/on another-host/);
  });

  test('that is half written is taken over', () => {
    writeFileSync(join(dataDir, 'lock.json'), '{"pid":');
    lockFolder(dataDir).release();
  });
});

describe('copies', () => {
  test('of a running database hold what was committed, and other tools can unpack them', async () => {
    const database = await open();
    await add(database, 'before the copy');
    const { engineRoom } = database;
    const { copies, database: folder } = foldersOf(dataDir);
    const atRest = (work: () => Promise<void>) => (engineRoom as PgliteEngine).atRest(work);
    const copy = await addCopyOfRunning(atRest, folder, copies, new Date(), 3);
    await add(database, 'after the copy');
    await database.close();
    expect(execFileSync('tar', ['-tzf', copy.path]).toString()).toContain('global/pg_control');
    await restoreCopy(copy, folder, new Date());
    const restored = await open();
    expect(await count(restored)).toBe(1);
    await restored.close();
  });

  test('that are damaged are refused, and what was there stays', async () => {
    const database = await open();
    await add(database, 'kept');
    await database.close();
    const [copy] = await listCopies(foldersOf(dataDir).copies);
    if (copy === undefined) throw new Error('no copy was made');
    truncateSync(copy.path, 5000);
    await expect(restoreCopy(copy, foldersOf(dataDir).database, new Date())).rejects.toThrow();
    const again = await open();
    expect(await count(again)).toBe(1);
    await again.close();
  });

  test('are made at stop, kept to a number, and bring back what was there', async () => {
    const database = await open();
    await add(database, 'kept');
    await database.close();
    const [copy] = await listCopies(foldersOf(dataDir).copies);
    if (copy === undefined) throw new Error('no copy was made');

    truncateSync(join(foldersOf(dataDir).database, 'global', 'pg_control'), 10);
    await expect(open()).rejects.toThrow(new RegExp(`does not open[^]*npm start -- --restore ${copy.name}`));

    const aside = await restoreCopy(copy, foldersOf(dataDir).database, new Date());
    expect(aside).toContain('broken');
    const restored = await open();
    expect(await count(restored)).toBe(1);
    await restored.close();
  });

  test('do not pile up', async () => {
    const { copies } = foldersOf(dataDir);
    for (const name of ['2026-01-01T00-00-00Z', '2026-01-02T00-00-00Z', '2026-01-03T00-00-00Z']) {
      mkdirSync(copies, { recursive: true });
      writeFileSync(join(copies, `${name}.tar.gz`), 'x');
    }
    const database = await open();
    await database.close();
    const names = (await listCopies(copies)).map(({ name }) => name);
    expect(names).toHaveLength(2);
    expect(names[1]).toBe('2026-01-03T00-00-00Z');
  });
});

test('a folder with files of somebody else is not touched', async () => {
  const { database } = foldersOf(dataDir);
  rmSync(database, { recursive: true });
  mkdirSync(database);
  writeFileSync(join(database, 'thesis.txt'), 'years of work');
  await expect(open()).rejects.toThrow(/holds files but no database/);
  expect(readFileSync(join(database, 'thesis.txt'), 'utf8')).toBe('years of work');
});

/** A file system of a size of our own needs the right to mount; where it is missing these tests say so. */
function mountSmallDisk(): (() => void) | undefined {
  const inner = readdirSync(dataDir).map((name) => ({
    name,
    from: mkdtempSync(join(tmpdir(), 'infraudit-aside-')),
  }));
  try {
    for (const { name, from } of inner) renameSync(join(dataDir, name), join(from, name));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=150m', 'tmpfs', dataDir], { stdio: 'ignore' });
  } catch {
    for (const { name, from } of inner) renameSync(join(from, name), join(dataDir, name));
    return undefined;
  }
  for (const { name, from } of inner) execFileSync('cp', ['-a', join(from, name), dataDir]);
  return () => {
    execFileSync('umount', [dataDir]);
    for (const { from } of inner) rmSync(from, { recursive: true, force: true });
  };
}

test('a full disk is an error, loses nothing that was committed, and work goes on when there is room', async (context) => {
  const unmount = mountSmallDisk();
  if (unmount === undefined) return context.skip('no right to mount a small file system here');
  const lost: unknown[] = [];
  const database = await openDatabase(
    { engine: 'pglite', dataDir, keepCopies: 1 },
    { error: (_message, error) => lost.push(error) },
  );
  try {
    await add(database, 'before');
    const filler = join(dataDir, 'filler');
    const fill = spawn('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'], { stdio: 'ignore' });
    await ended(fill);
    const told = ['before'];
    let failure: unknown;
    for (let tries = 0; tries < 400 && failure === undefined; tries++) {
      const name = `${tries} ${'x'.repeat(200_000)}${Math.random()}`;
      await add(database, name).then(
        () => {
          told.push(name);
        },
        (error: unknown) => {
          failure = error;
        },
      );
    }
    expect(String(failure)).toMatch(/disk|space|stopped|could not/i);
    rmSync(filler);
    await add(database, 'after');
    const kept = await database.asSystem(why, (tx) =>
      tx.sql.selectFrom('organizations').select('name').execute(),
    );
    expect(kept.map(({ name }) => name)).toEqual(expect.arrayContaining([...told, 'after']));
  } finally {
    await database.close();
    unmount();
  }
});
