import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Scope, sealScope, systemScope } from '../../core/scope.ts';
import { systemClock } from '../clock.ts';
import type { OpenDatabase } from '../db/open-database.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { silentLog } from '../log/log.ts';
import type { Queue } from '../queue/contract.ts';
import { openQueue } from '../queue/open-queue.ts';
import type { StoredEvent } from './contract.ts';
import { startDispatcher, subscriberQueue } from './dispatcher.ts';
import { openEventStreams } from './event-streams.ts';
import { announce } from './outbox.ts';

const why = systemScope('the test prepares organisations');

/** Collects events and tells when there are `count` of them. */
function collector() {
  const events: StoredEvent[] = [];
  let wanted = Number.POSITIVE_INFINITY;
  let done: () => void = () => undefined;
  const check = () => {
    if (events.length >= wanted) done();
  };
  return {
    events,
    add: (event: StoredEvent) => {
      events.push(event);
      check();
    },
    until: (count: number) =>
      new Promise<void>((resolve) => {
        wanted = count;
        done = resolve;
        check();
      }),
  };
}

describeOnEachEngine('events', (open) => {
  let database: OpenDatabase;
  let queue: Queue;
  let streams: Awaited<ReturnType<typeof openEventStreams>>;
  let ours: Scope;
  let theirs: Scope;

  async function organization(name: string): Promise<Scope> {
    const id = await database.asSystem(why, async (tx) => {
      const row = await tx.sql
        .insertInto('organizations')
        .values({ name })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.sql.insertInto('audit_chains').values({ organization_id: row.id, hash: '' }).execute();
      return row.id;
    });
    return sealScope({ organizationId: id, actor: { kind: 'system', label: 't' }, permissions: new Set() });
  }
  const say = (scope: Scope, type: string, n: number) =>
    database.within(scope, (tx) => announce(tx, { type, payload: { n } }));

  beforeAll(async () => {
    database = await open();
    queue = await openQueue({
      database,
      log: silentLog,
      names: ['alerts', 'flaky', 'many'].map(subscriberQueue),
      pollSeconds: 0.5,
    });
    streams = await openEventStreams({ database, log: silentLog });
    ours = await organization('ours');
    theirs = await organization('theirs');
  });
  afterAll(async () => {
    await streams.close();
    await queue.stop(0);
  });

  test('a stream hears its own organisation and its types only, in order, after the commit', async () => {
    const heard = collector();
    const leave = await streams.subscribe(ours, { types: ['drift.detected'], afterId: null }, heard.add);
    await expect(
      database.within(ours, async (tx) => {
        await announce(tx, { type: 'drift.detected', payload: { n: 0 } });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await say(theirs, 'drift.detected', 100);
    await say(ours, 'job.completed', 101);
    for (const n of [1, 2, 3]) await say(ours, 'drift.detected', n);
    await heard.until(3);
    leave();
    expect(heard.events.map(({ payload }) => payload.n)).toEqual([1, 2, 3]);
  });

  test('a stream that comes back hears what it missed, once', async () => {
    const first = collector();
    const leave = await streams.subscribe(ours, { types: [], afterId: null }, first.add);
    await say(ours, 'drift.resolved', 10);
    await first.until(1);
    leave();
    for (const n of [11, 12]) await say(ours, 'drift.resolved', n);
    const second = collector();
    const leaveAgain = await streams.subscribe(
      ours,
      { types: [], afterId: first.events[0]?.id ?? 0 },
      second.add,
    );
    await say(ours, 'drift.resolved', 13);
    await second.until(3);
    leaveAgain();
    expect(second.events.map(({ payload }) => payload.n)).toEqual([11, 12, 13]);
  });

  test('many writers at once leave no hole for a reader', async () => {
    const heard = collector();
    const leave = await streams.subscribe(ours, { types: ['many.writers'], afterId: null }, heard.add);
    await Promise.all(Array.from({ length: 40 }, (_, n) => say(ours, 'many.writers', n)));
    await heard.until(40);
    leave();
    expect(new Set(heard.events.map(({ payload }) => payload.n)).size).toBe(40);
    const ids = heard.events.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test('each subscriber gets each event of its types, again when it failed', async () => {
    const alerts = collector();
    const flaky = collector();
    let failures = 0;
    const dispatcher = await startDispatcher({
      database,
      queue,
      clock: systemClock,
      log: silentLog,
      subscribers: [
        {
          name: 'alerts',
          types: ['alert.created', 'alert.resolved'],
          handle: async (event) => alerts.add(event),
        },
        {
          name: 'flaky',
          types: ['alert.created'],
          handle: async (event) => {
            if (failures++ === 0) throw new Error('not this time');
            flaky.add(event);
          },
        },
      ],
    });
    await say(ours, 'alert.created', 1);
    await say(theirs, 'alert.resolved', 2);
    await Promise.all([alerts.until(2), flaky.until(1)]);
    await dispatcher.stop();
    expect(alerts.events.map(({ type, organizationId }) => [type, organizationId]).sort()).toEqual([
      ['alert.created', ours.organizationId],
      ['alert.resolved', theirs.organizationId],
    ]);
    expect(flaky.events[0]?.at).toBeInstanceOf(Date);
    const waiting = await database.asSystem(why, (tx) =>
      tx.sql.selectFrom('outbox_events').select('id').where('dispatched_at', 'is', null).execute(),
    );
    expect(waiting).toEqual([]);
  });

  test('a subscriber that takes several gets those of one organisation together, and one by one after an error', async () => {
    const together: number[][] = [];
    const alone = collector();
    const dispatcher = await startDispatcher({
      database,
      queue,
      clock: systemClock,
      log: silentLog,
      subscribers: [
        {
          name: 'many',
          types: ['drift.batched'],
          handle: async (event) => alone.add(event),
          async handleAll(events) {
            together.push(events.map(({ organizationId }) => organizationId));
            if (events.some(({ payload }) => payload.n === 4)) throw new Error('not together');
            for (const event of events) alone.add(event);
          },
        },
      ],
    });
    await database.within(ours, (tx) =>
      announce(tx, ...[1, 2, 3, 4].map((n) => ({ type: 'drift.batched', payload: { n } }))),
    );
    await database.within(theirs, (tx) =>
      announce(tx, ...[5, 6].map((n) => ({ type: 'drift.batched', payload: { n } }))),
    );
    await alone.until(6);
    await dispatcher.stop();
    expect(together.sort()).toEqual(
      [Array(4).fill(ours.organizationId), Array(2).fill(theirs.organizationId)].sort(),
    );
    expect(alone.events.map(({ payload }) => payload.n).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('refuses what is no event type', async () => {
    await expect(say(ours, 'Drift', 1)).rejects.toThrow(/not an event type/);
  });
});
