import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { systemScope } from '../../core/scope.ts';
import { databaseOver, type OpenDatabase } from './open-database.ts';
import { openPostgres } from './postgres-engine.ts';
import { freshPostgresUrl } from './testing.ts';

const why = systemScope('the test loses connections');

describe.skipIf(inject('postgresDoor') === null)('a PostgreSQL server whose connections break', () => {
  let database: OpenDatabase;
  let admin: pg.Client;
  const lost: Error[] = [];

  beforeAll(async () => {
    const url = await freshPostgresUrl();
    admin = new pg.Client({ connectionString: url });
    await admin.connect();
    database = databaseOver(
      await openPostgres({
        connection: { connectionString: url },
        maxConnections: 4,
        onLost: (error) => lost.push(error),
      }),
    );
  });
  afterAll(async () => {
    await database.close();
    await admin.end();
  });

  const breakAll = () =>
    admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );

  test('fails the transaction that was open and nothing else', async () => {
    const cut = database.asSystem(why, async (tx) => {
      await tx.sql.insertInto('organizations').values({ name: 'lost' }).execute();
      await breakAll();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await sql`SELECT 1`.execute(tx.sql);
    });
    await expect(cut).rejects.toThrow();
    const kept = await database.asSystem(why, (tx) =>
      tx.sql.selectFrom('organizations').selectAll().execute(),
    );
    expect(kept).toEqual([]);
    expect(lost.length).toBeGreaterThan(0);
  });

  test('listens again by itself', async () => {
    let hear: (payload: string) => void = () => undefined;
    const heard = new Promise<string>((resolve) => {
      hear = resolve;
    });
    let reconnected: () => void = () => undefined;
    const back = new Promise<void>((resolve) => {
      reconnected = resolve;
    });
    const leave = await database.engineRoom.listen('news', hear, reconnected);
    await breakAll();
    await back;
    await database.notify('news', 'still here');
    expect(await heard).toBe('still here');
    await leave();
  });

  test('is not there at all: the start says what to check', async () => {
    const absent = openPostgres({
      connection: { connectionString: 'postgres://x:y@127.0.0.1:1/z' },
      maxConnections: 2,
    });
    await expect(absent).rejects.toThrow(/does not answer.*Check DATABASE_URL/);
  });
});
