import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepTidy } from './maintenance.ts';
import { openPglite, type PgliteEngine } from './pglite-engine.ts';

let engine: PgliteEngine;
beforeAll(async () => {
  engine = await openPglite({ folder: null, sharedBuffersMb: 16 });
});
afterAll(() => engine.close());

async function query<T>(text: string): Promise<T[]> {
  const session = await engine.acquire();
  try {
    return (await session.query(text)).rows as T[];
  } finally {
    session.release();
  }
}

test('a table with dead rows is vacuumed and analysed, and the log is checkpointed, between the statements of others', async () => {
  await query('CREATE TABLE busy (id int PRIMARY KEY, text text)');
  await query(`INSERT INTO busy SELECT n, repeat('x', 100) FROM generate_series(1, 2000) n`);
  for (let round = 0; round < 3; round++) await query(`UPDATE busy SET text = text || 'y'`);
  const redo = () => query<{ at: string }>('SELECT redo_lsn::text AS at FROM pg_control_checkpoint()');
  const before = await redo();
  let copies = 0;
  const upkeep = keepTidy(engine, {
    everyMs: 20,
    copyEveryMinutes: 20 / 60_000,
    copy: async () => {
      copies++;
    },
    onError: (error) => {
      throw error;
    },
  });
  type Stats = { dead: number; vacuumed: Date | null; analysed: Date | null };
  let stats: Stats | undefined;
  while (stats?.vacuumed == null || copies === 0) {
    [stats] = await query<Stats>(
      'SELECT n_dead_tup AS dead, last_vacuum AS vacuumed, last_analyze AS analysed FROM pg_stat_user_tables',
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await upkeep.stop();
  expect(stats.dead).toBe(0);
  expect(stats.analysed).toBeInstanceOf(Date);
  expect(await redo()).not.toEqual(before);
  const after = copies;
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(copies).toBe(after);
});
