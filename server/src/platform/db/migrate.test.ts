import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { systemScope } from '../../core/scope.ts';
import { sha256Hex } from '../hash.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { openPostgres } from './postgres-engine.ts';
import { describeOnEachEngine, freshPostgresUrl } from './testing.ts';

const migration = (number: number, name: string, sql: string): Migration => ({
  number,
  name,
  sql,
  sha256: sha256Hex(sql),
});
const first = migration(1, 'first', 'CREATE TABLE one (id int);');
const second = migration(2, 'second', 'CREATE TABLE two (id int); INSERT INTO two VALUES (1);');

describeOnEachEngine('migrations', (open) => {
  test('are applied in order, once', async () => {
    const { engineRoom } = await open('bare');
    expect((await migrate(engineRoom, [first])).map(({ name }) => name)).toEqual(['first']);
    expect((await migrate(engineRoom, [first, second])).map(({ name }) => name)).toEqual(['second']);
    expect(await migrate(engineRoom, [first, second])).toEqual([]);
  });

  test('of two processes that start at once are applied once', async () => {
    const { engineRoom } = await open('bare');
    const applied = await Promise.all([1, 2, 3].map(() => migrate(engineRoom, [first, second])));
    expect(applied.flat()).toHaveLength(2);
  });

  test('that fail are rolled back whole, and named', async () => {
    const { engineRoom } = await open('bare');
    const broken = migration(2, 'broken', 'CREATE TABLE three (id int); SELECT nothing;');
    await expect(migrate(engineRoom, [first, broken])).rejects.toThrow(
      /0002_broken failed and was rolled back.*nothing/,
    );
    expect(
      (await migrate(engineRoom, [first, migration(2, 'mended', 'CREATE TABLE three (id int);')])).map(
        ({ name }) => name,
      ),
    ).toEqual(['mended']);
  });

  test('that changed after they were applied stop the start, by name', async () => {
    const { engineRoom } = await open('bare');
    await migrate(engineRoom, [first]);
    await expect(
      migrate(engineRoom, [migration(1, 'first', 'CREATE TABLE other (id int);')]),
    ).rejects.toThrow(/0001_first differs/);
  });

  test('of a newer version are not touched by an older one', async () => {
    const { engineRoom } = await open('bare');
    await migrate(engineRoom, [first, second]);
    await expect(migrate(engineRoom, [first])).rejects.toThrow(
      /0002_second, which this version does not know/,
    );
  });

  test('of the product protect every table that has an organisation', async () => {
    const database = await open();
    const unprotected = await database.asSystem(systemScope('the test reads the catalogue'), async (tx) =>
      tx.sql
        .selectFrom('information_schema.columns' as never)
        .select('table_name' as never)
        .where('column_name' as never, '=', 'organization_id' as never)
        .where('table_schema' as never, '=', 'public' as never)
        .where('table_name' as never, 'not in', ['sessions', 'one_time_tokens'] as never)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('pg_policies' as never)
                .select('policyname' as never)
                .whereRef(
                  'pg_policies.tablename' as never,
                  '=',
                  'information_schema.columns.table_name' as never,
                ),
            ),
          ),
        )
        .execute(),
    );
    expect(unprotected).toEqual([]);
  });
});

describe.skipIf(inject('postgresDoor') === null)('without the right to make roles', () => {
  test('the start stops with the statements for the administrator, and goes on after them', async () => {
    const url = await freshPostgresUrl('bare');
    const name = new URL(url).pathname.slice(1);
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const login = `plain_${name}`;
    await admin.query(
      `CREATE ROLE ${login} LOGIN; GRANT ALL ON DATABASE ${name} TO ${login}; GRANT ALL ON SCHEMA public TO ${login}`,
    );
    const own = new URL(url);
    own.username = login;
    const engine = await openPostgres({ connection: { connectionString: own.href }, maxConnections: 4 });
    const told = await migrate(engine, [first]).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(told).toContain(`GRANT infraudit_tenant TO "${login}"`);
    for (const statement of told.split('\n').filter((line) => line.startsWith('  ')))
      await admin.query(statement);
    expect(await migrate(engine, [first])).toHaveLength(1);
    await engine.close();
    await admin.end();
  });
});

describe('migration files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'infraudit-migrations-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('are read in order with their hash', async () => {
    writeFileSync(join(folder, '0002_b.sql'), 'b');
    writeFileSync(join(folder, '0001_a.sql'), 'a');
    expect((await readMigrations(folder)).map(({ name, sha256 }) => [name, sha256])).toEqual([
      ['a', sha256Hex('a')],
      ['b', sha256Hex('b')],
    ]);
  });

  test.each(['0003_gap.sql', '2_short.sql', '0002-dash.sql'])('%s is refused', async (name) => {
    writeFileSync(join(folder, '0001_a.sql'), 'a');
    writeFileSync(join(folder, name), 'x');
    await expect(readMigrations(folder)).rejects.toThrow(/expected a name like/);
  });
});
