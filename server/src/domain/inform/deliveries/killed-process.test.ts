import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { systemClock } from '../../../platform/clock.ts';
import { databaseOver, type OpenDatabase } from '../../../platform/db/open-database.ts';
import { openPglite } from '../../../platform/db/pglite-engine.ts';
import { openPostgres } from '../../../platform/db/postgres-engine.ts';
import { freshPgliteFolder, freshPostgresUrl } from '../../../platform/db/testing.ts';
import { createTestTenant } from '../../govern/tenancy/testing.ts';
import { openReceiver } from '../webhooks/testing/receiver.ts';
import type { DeliveryStep } from './engine.ts';
import { enqueueDeliveries } from './enqueue.ts';

const program = fileURLToPath(new URL('./testing/sending-process.ts', import.meta.url));
/** Every place where the life of a delivery can be cut, each of them twice. */
const steps: DeliveryStep[] = ['claiming', 'claimed', 'answered', 'recording', 'recorded'];
const deliveries = 180;

/** How the process ended: `SIGKILL`, or its exit code. */
function run(place: string, receiver: string, step: DeliveryStep | 'none'): Promise<string> {
  const child = spawn(process.execPath, [program, place, receiver, step], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? `${code}${code === 0 ? '' : errors}`));
  });
}

describe.each([
  ['embedded', () => freshPgliteFolder()],
  ...(inject('postgresDoor') === null ? [] : [['PostgreSQL', () => freshPostgresUrl()] as const]),
] as const)('processes that are killed while they deliver (%s)', (_engine, fresh) => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('lose nothing, and send again with the same id', async () => {
    const place = await fresh();
    if (!place.includes('://')) folders.push(place);
    const receiver = await openReceiver();
    const queued = await within(place, async (db) => {
      const tenant = await createTestTenant(db, 'Acme');
      const wanted = Array.from({ length: deliveries }, (_, n) => ({
        kind: 'webhook' as const,
        destinationId: `wh_${n % 3}`,
        eventType: 'drift.detected',
        dedupeKey: `event ${n}`,
        body: { n },
      }));
      return await db.within(tenant.scope, (tx) => enqueueDeliveries({ clock: systemClock }, tx, wanted));
    });
    expect(queued).toHaveLength(deliveries);

    for (const step of [...steps, ...steps]) {
      expect(await run(place, receiver.url, step), step).toBe('SIGKILL');
    }
    const before = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    expect(before.size).toBeLessThan(deliveries);
    expect(await run(place, receiver.url, 'none')).toBe('0');

    const heard = new Map<string, Set<string>>();
    for (const { headers, body } of receiver.received) {
      const id = headers['webhook-id'] ?? '';
      heard.set(id, (heard.get(id) ?? new Set()).add(body));
    }
    expect([...heard.keys()].sort()).toEqual([...queued].sort());
    expect([...heard.values()].every((bodies) => bodies.size === 1)).toBe(true);
    // Again only what was under way: at most four of each of the three destinations, each time.
    const again = receiver.received.length - deliveries;
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThanOrEqual(12 * 2 * steps.length);

    const rows = await within(place, (db) =>
      db.asSystem(systemScope('the test looks'), (tx) =>
        tx.sql
          .selectFrom('deliveries as d')
          .leftJoin('delivery_attempts as a', 'a.delivery_id', 'd.id')
          .select(({ fn }) => ['d.id', 'd.status', 'd.attempts', fn.count<number>('a.attempt').as('noted')])
          .groupBy(['d.id', 'd.status', 'd.attempts'])
          .execute(),
      ),
    );
    expect(rows.filter(({ status }) => status !== 'sent')).toEqual([]);
    // Each attempt that was begun is on record, also those that nobody knows the end of.
    expect(rows.filter(({ attempts, noted }) => Number(noted) !== attempts)).toEqual([]);
    await receiver.close();
  });
});

async function within<T>(place: string, work: (db: OpenDatabase) => Promise<T>): Promise<T> {
  const engine = place.includes('://')
    ? await openPostgres({ connection: { connectionString: place }, maxConnections: 4 })
    : await openPglite({ folder: place, sharedBuffersMb: 16 });
  const db = databaseOver(engine);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
