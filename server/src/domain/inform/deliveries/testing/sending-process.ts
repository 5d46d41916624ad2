import { systemScope } from '../../../../core/scope.ts';
import { systemClock } from '../../../../platform/clock.ts';
import { databaseOver } from '../../../../platform/db/open-database.ts';
import { openPglite } from '../../../../platform/db/pglite-engine.ts';
import { openPostgres } from '../../../../platform/db/postgres-engine.ts';
import { silentLog } from '../../../../platform/log/log.ts';
import { startDeliveries } from '../engine.ts';

/**
 * A process of its own for the tests of killed processes: sends what is due, and kills itself the second time that
 * it comes to a step. With the step `none` it ends when nothing is left.
 */
const [place, receiver, step] = process.argv.slice(2);
if (place === undefined || receiver === undefined || step === undefined) {
  throw new Error('usage: sending-process.ts DATABASE RECEIVER STEP');
}
const engine = place.includes('://')
  ? await openPostgres({ connection: { connectionString: place }, maxConnections: 4 })
  : await openPglite({ folder: place, sharedBuffersMb: 16 });
const db = databaseOver(engine);
let seen = 0;
const sending = await startDeliveries({
  db,
  clock: systemClock,
  log: silentLog,
  limits: { leaseSeconds: 1, lookAgainMs: 50, takenPerDestination: 4, parallelPerDestination: 2 },
  kinds: {
    webhook: {
      async send({ id, body }, signal) {
        const response = await fetch(receiver, {
          method: 'POST',
          headers: { 'webhook-id': id },
          body: JSON.stringify(body),
          signal,
        });
        return response.ok
          ? { outcome: 'sent' }
          : { outcome: 'retry', reason: `it answered ${response.status}` };
      },
    },
  },
  onStep(name) {
    if (name !== step) return;
    seen += 1;
    if (seen === 2) process.kill(process.pid, 'SIGKILL');
  },
});
for (;;) {
  const left = await db.asSystem(systemScope('the test waits until everything is sent'), (tx) =>
    tx.sql
      .selectFrom('deliveries')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('status', 'in', ['pending', 'sending'])
      .executeTakeFirstOrThrow(),
  );
  if (Number(left.count) === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await sending.stop();
await db.close();
