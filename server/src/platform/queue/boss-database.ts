import type { QueryResult } from 'pg';
import type { Db } from 'pg-boss';
import type { Engine, Session } from '../db/engine.ts';
import { asOwner, outsideTransaction, refuseInsideTransaction } from '../db/transactions.ts';

/** The queue library on our engines: each call on a session of its own, as it expects of a pool. */
export function bossDatabase(engine: Engine): Db {
  return {
    async executeSql(text: string, values?: unknown[]) {
      refuseInsideTransaction('A statement of the queue');
      const session = await engine.acquire();
      let broken = false;
      try {
        return rowsOf(await session.query(text, values));
      } catch (error) {
        // Its texts may hold BEGIN and COMMIT; a failure in between must not follow the session.
        await session.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        session.release(broken);
      }
    },
    async listen(channel, onNotification, onReconnect) {
      const leave = await outsideTransaction(() => engine.listen(channel, onNotification, onReconnect));
      onReconnect();
      return { close: leave };
    },
  };
}

/** The same inside of the caller's transaction, with the rights that the queue's tables need. */
export function bossInside(tx: object): Db {
  return {
    executeSql: (text: string, values?: unknown[]) =>
      asOwner(tx, async (query: Session['query']) => rowsOf(await query(text, values))),
  };
}

function rowsOf(result: QueryResult | QueryResult[]): { rows: unknown[] } {
  return { rows: Array.isArray(result) ? result.flatMap(({ rows }) => rows ?? []) : result.rows };
}
