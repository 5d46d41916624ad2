import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { type Scope, sealScope, systemScope } from '../../core/scope.ts';
import type { OpenDatabase } from './open-database.ts';
import { describeOnEachEngine } from './testing.ts';

const setup = systemScope('the test prepares its organisations');

function scopeOf(organizationId: number): Scope {
  return sealScope({ organizationId, actor: { kind: 'system', label: 'test' }, permissions: new Set() });
}

async function addOrganization(database: OpenDatabase, name: string): Promise<number> {
  const { id } = await database.asSystem(setup, (tx) =>
    tx.sql.insertInto('organizations').values({ name }).returning('id').executeTakeFirstOrThrow(),
  );
  return id;
}

function announce(organizationId: number, type: string) {
  return { organization_id: organizationId, type, payload: '{}' };
}

describeOnEachEngine('a transaction', (open) => {
  let database: OpenDatabase;
  let ours: Scope;
  let theirs: Scope;

  beforeAll(async () => {
    database = await open();
    ours = scopeOf(await addOrganization(database, 'ours'));
    theirs = scopeOf(await addOrganization(database, 'theirs'));
  });

  test('of a scope sees and counts its own organisation only', async () => {
    const names = await database.within(ours, (tx) =>
      tx.sql.selectFrom('organizations').select('name').execute(),
    );
    expect(names).toEqual([{ name: 'ours' }]);
    const all = await database.asSystem(setup, (tx) =>
      tx.sql.selectFrom('organizations').select('name').execute(),
    );
    expect(all).toHaveLength(2);
  });

  test('of a scope cannot write into another organisation', async () => {
    const write = database.within(ours, (tx) =>
      tx.sql.insertInto('outbox_events').values(announce(theirs.organizationId, 'x')).execute(),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  test('of a scope may not read what no organisation owns', async () => {
    const read = database.within(ours, (tx) => tx.sql.selectFrom('sessions').selectAll().execute());
    await expect(read).rejects.toThrow(/permission denied/);
  });

  test('keeps nothing when its work throws, and the next one works', async () => {
    const failing = database.within(ours, async (tx) => {
      await tx.sql.insertInto('outbox_events').values(announce(ours.organizationId, 'lost')).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const rows = await database.within(ours, (tx) =>
      tx.sql.selectFrom('outbox_events').selectAll().execute(),
    );
    expect(rows).toEqual([]);
  });

  test('does not pretend to be committed after a statement failed and was caught', async () => {
    let hooks = 0;
    const swallowed = database.within(ours, async (tx) => {
      tx.afterCommit(() => hooks++);
      await sql`SELECT 1/0`.execute(tx.sql).catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow(/rolled back/);
    expect(hooks).toBe(0);
  });

  test('refuses a second transaction inside of it instead of waiting for ever', async () => {
    const nested = database.within(ours, () => database.within(ours, async () => 1));
    await expect(nested).rejects.toThrow(/inside an open transaction/);
    await expect(database.within(ours, () => database.ping(100))).rejects.toThrow(
      /inside an open transaction/,
    );
  });

  test('refuses statements after its end', async () => {
    const leaked = await database.within(ours, async (tx) => ({ tx }));
    await expect(leaked.tx.sql.selectFrom('organizations').selectAll().execute()).rejects.toThrow(
      /after the end/,
    );
  });

  test('runs its hooks after the commit, in order, and a throwing hook undoes nothing', async () => {
    const seen: string[] = [];
    await database.within(ours, async (tx) => {
      tx.afterCommit(() => seen.push('first'));
      tx.afterCommit(() => {
        throw new Error('a hook');
      });
      tx.afterCommit(() => seen.push('second'));
      await tx.sql.insertInto('outbox_events').values(announce(ours.organizationId, 'kept')).execute();
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual(['first', 'second']);
    const kept = await database.within(ours, (tx) =>
      tx.sql.selectFrom('outbox_events').select('type').execute(),
    );
    expect(kept).toEqual([{ type: 'kept' }]);
  });

  test('runs statements that start together one after the other', async () => {
    const values = await database.within(ours, (tx) =>
      Promise.all(
        [1, 2, 3].map(
          async (n) => (await sql<{ n: number }>`SELECT ${n}::int AS n`.execute(tx.sql)).rows[0]?.n,
        ),
      ),
    );
    expect(values).toEqual([1, 2, 3]);
  });

  test('answers the same types on both engines', async () => {
    const result = await database.asSystem(setup, (tx) =>
      sql`SELECT 9007199254740991::bigint AS big, '2026-02-03'::date AS day, '2026-02-03T04:05:06Z'::timestamptz AS at,
        1.50::numeric AS money, '{"a":[1,null]}'::jsonb AS doc, ARRAY['a','b'] AS words, true AS yes, '\\x0102'::bytea AS bytes`.execute(
        tx.sql,
      ),
    );
    expect(result.rows).toEqual([
      {
        big: 9007199254740991,
        day: '2026-02-03',
        at: new Date('2026-02-03T04:05:06Z'),
        money: '1.50',
        doc: { a: [1, null] },
        words: ['a', 'b'],
        yes: true,
        bytes: Buffer.from([1, 2]),
      },
    ]);
  });

  test('refuses a bigint that a number cannot hold exactly', async () => {
    const read = database.asSystem(setup, (tx) =>
      sql`SELECT 9007199254740993::bigint AS big`.execute(tx.sql),
    );
    await expect(read).rejects.toThrow(/does not fit/);
    expect(await database.ping(5000)).toBe(true);
  });

  test('says how many rows a change touched', async () => {
    const result = await database.asSystem(setup, (tx) =>
      tx.sql
        .updateTable('organizations')
        .set({ time_zone: 'UTC' })
        .where('id', '=', ours.organizationId)
        .executeTakeFirst(),
    );
    expect(result.numUpdatedRows).toBe(1n);
  });

  test('serves many at once without mixing them', async () => {
    const scopes = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? ours : theirs));
    const names = await Promise.all(
      scopes.map((scope) =>
        database.within(scope, (tx) => tx.sql.selectFrom('organizations').select('name').execute()),
      ),
    );
    expect(names.map((rows) => rows[0]?.name)).toEqual(
      scopes.map((scope) => (scope === ours ? 'ours' : 'theirs')),
    );
  });

  test('a message reaches the listeners of its channel, until they leave', async () => {
    const heard: string[] = [];
    let wake: () => void = () => undefined;
    const leave = await database.listen('news', (payload) => {
      heard.push(payload);
      wake();
    });
    const arrived = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await database.notify('other', 'no');
    await database.notify('news', 'yes');
    await arrived;
    await leave();
    await database.notify('news', 'late');
    await database.ping(5000);
    expect(heard).toEqual(['yes']);
  });
});
