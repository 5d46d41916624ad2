import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemScope } from '../../core/scope.ts';
import { moveDatabase } from './move.ts';
import { databaseOver, type OpenDatabase } from './open-database.ts';
import { openPglite } from './pglite-engine.ts';
import { describeOnEachEngine, freshPgliteFolder } from './testing.ts';

const why = systemScope('the test fills a database');

/** A row of every odd kind: JSON, bytes, instants to the microsecond, nothing, and references in a ring. */
async function fill(database: OpenDatabase): Promise<void> {
  const session = await database.engineRoom.acquire();
  try {
    await session.query(`
      INSERT INTO organizations (name, settings) VALUES ('first – "quoted"', '{"a": [1, null, "ü"]}'), ('second', '{}');
      INSERT INTO users (email) VALUES ('a@example.org');
      INSERT INTO audit_events (organization_id, sequence, at, action, actor_kind, actor_label, target_type, target_id, outcome, previous_hash, hash)
        SELECT 1, n, '2027-01-01T00:00:00.123456Z', 'x', 'system', 'x', 'x', 'x', 'x', '', '' FROM generate_series(1, 1200) n;
      INSERT INTO providers (organization_id, type, name, account_id, auth_method, credentials, status)
        VALUES (1, 'aws', 'p', '1', 'keys', '\\x00ff10', 'connected');`);
  } finally {
    session.release();
  }
}

async function openEmbedded(): Promise<OpenDatabase> {
  return databaseOver(await openPglite({ folder: await freshPgliteFolder(), sharedBuffersMb: 16 }));
}

async function expectMoved(source: OpenDatabase, target: OpenDatabase): Promise<void> {
  const told: string[] = [];
  const { rows, tables } = await moveDatabase(
    source.engineRoom,
    target.engineRoom,
    ({ table, rows: done, of }) => told.push(`${table} ${done}/${of}`),
  );
  expect(rows).toBe(1204);
  expect(tables).toBeGreaterThan(20);
  expect(told).toContain('audit_events 1200/1200');
  const found = await target.asSystem(why, async (tx) => ({
    organizations: await tx.sql
      .selectFrom('organizations')
      .select(['id', 'name', 'settings'])
      .orderBy('id')
      .execute(),
    provider: await tx.sql.selectFrom('providers').select('credentials').executeTakeFirstOrThrow(),
    next: await tx.sql
      .insertInto('organizations')
      .values({ name: 'third' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  }));
  expect(found.organizations).toEqual([
    { id: 1, name: 'first – "quoted"', settings: { a: [1, null, 'ü'] } },
    { id: 2, name: 'second', settings: {} },
  ]);
  expect(found.provider.credentials).toEqual(Buffer.from([0, 255, 16]));
  expect(found.next.id).toBe(3);
  await expect(target.asSystem(why, (tx) => tx.sql.deleteFrom('audit_events').execute())).rejects.toThrow(
    /append-only/,
  );
}

describeOnEachEngine('moving a database', (open, engine) => {
  let source: OpenDatabase;
  let embedded: OpenDatabase;
  beforeAll(async () => {
    source = await open();
    await fill(source);
    embedded = await openEmbedded();
  });
  afterAll(() => embedded.close());

  test('to the same engine: every row arrives as it was, and new rows go on after it', async () => {
    await expectMoved(source, await open());
  });

  test(`between ${engine} and embedded, there and back`, async () => {
    await expectMoved(source, embedded);
    const back = await open();
    await expect(moveDatabase(embedded.engineRoom, back.engineRoom)).resolves.toMatchObject({ rows: 1205 });
  });

  test('a target that holds rows is refused and stays as it was', async () => {
    const target = await open();
    await target.asSystem(why, (tx) => tx.sql.insertInto('organizations').values({ name: 'mine' }).execute());
    await expect(moveDatabase(source.engineRoom, target.engineRoom)).rejects.toThrow(
      /organizations has 1 rows/,
    );
  });
});
