import { systemScope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { forgetEnded } from './store.ts';

const keptDays = 30;
const batchSize = 500;

/** Forgets deliveries that ended more than 30 days ago, with their attempts. Answers how many. */
export async function forgetOldDeliveries(deps: { db: Database; clock: Clock }): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - keptDays * 86_400_000);
  let all = 0;
  for (;;) {
    const forgotten = await deps.db.asSystem(
      systemScope('old deliveries of all organisations are forgotten'),
      (tx) => forgetEnded(tx, before, batchSize),
    );
    all += forgotten;
    if (forgotten < batchSize) return all;
  }
}
