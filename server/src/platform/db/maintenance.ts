import type { Engine } from './engine.ts';
import { outsideTransaction } from './transactions.ts';

/** Looking is cheap; a table is vacuumed and analysed only when enough of it changed. */
const tidyEveryMs = 60_000;
const analyseEveryMs = 5000;

/**
 * The embedded database never vacuums, analyses or checkpoints by itself: its folder would grow, its next start would
 * take as long as its log, and a table that was small when it was last looked at would be scanned where an index
 * leads to the row. So all three run on a timer, between the statements of others.
 */
export function keepTidy(
  engine: Engine,
  options: {
    everyMs?: number;
    analyseEveryMs?: number;
    copyEveryMinutes: number;
    copy: () => Promise<void>;
    onError: (error: unknown) => void;
  },
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timers: NodeJS.Timeout[] = [];

  function every(ms: number, work: () => Promise<void>): void {
    if (ms <= 0) return;
    const timer = setInterval(() => {
      running = running.then(work).catch(options.onError);
    }, ms);
    timer.unref();
    timers.push(timer);
  }

  outsideTransaction(() => {
    every(options.everyMs ?? tidyEveryMs, async () => {
      await vacuum(engine);
      await statement(engine, 'CHECKPOINT');
    });
    every(options.analyseEveryMs ?? analyseEveryMs, () => analyse(engine));
    every(options.copyEveryMinutes * 60_000, options.copy);
  });
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}

/** Table by table, so that nobody waits for all of them, and only those with enough dead rows. */
async function vacuum(engine: Engine): Promise<void> {
  const tables = await tablesWhere(
    engine,
    'n_dead_tup > 500 + n_live_tup / 10 OR n_mod_since_analyze > 500 + n_live_tup / 10',
  );
  for (const table of tables) await statement(engine, `VACUUM (ANALYZE) ${table}`);
}

/** What is twice as much as it was when plans were last made for it. */
async function analyse(engine: Engine): Promise<void> {
  const tables = await tablesWhere(
    engine,
    'n_mod_since_analyze > 1000 + (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = relid)',
  );
  for (const table of tables) await statement(engine, `ANALYZE ${table}`);
}

async function tablesWhere(engine: Engine, condition: string): Promise<string[]> {
  const session = await engine.acquire();
  try {
    const { rows } = await session.query(
      `SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables WHERE ${condition}`,
    );
    return rows.map((row: { name: string }) => row.name);
  } finally {
    session.release();
  }
}

async function statement(engine: Engine, sql: string): Promise<void> {
  const session = await engine.acquire();
  try {
    await session.query(sql);
  } finally {
    session.release();
  }
}
