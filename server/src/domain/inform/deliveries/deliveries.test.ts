import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { silentLog } from '../../../platform/log/log.ts';
import { listAuditEvents } from '../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import type { Delivery, NewDelivery, RecordedAttempt, Sender } from './delivery.ts';
import { type DeliveryLimits, startDeliveries } from './engine.ts';
import { enqueueDeliveries } from './enqueue.ts';
import { forgetOldDeliveries } from './retention.ts';
import { listAttempts, listDeliveries, requeueDelivery, suppressDeliveries } from './store.ts';

const start = new Date('2026-05-01T10:00:00Z');

describeOnEachEngine('deliveries', (open) => {
  let db: OpenDatabase;
  let tenant: TestTenant;
  let time: { now: Date };
  let stops: (() => Promise<void>)[];
  const clock = { now: () => time.now };
  const forward = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1000);
  };

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    time = { now: start };
    stops = [];
    tenant = await createTestTenant(db, 'Acme');
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
  });

  async function engine(
    send: Sender,
    more: {
      limits?: Partial<DeliveryLimits>;
      recorded?: (attempts: readonly RecordedAttempt[]) => void;
    } = {},
  ): Promise<{ stop(): Promise<void> }> {
    // What earlier tests left waiting is none of this one's business.
    const { organizationId } = tenant;
    const ours = (delivery: Delivery) => delivery.organizationId === organizationId;
    const started = await startDeliveries({
      db,
      clock,
      log: silentLog,
      kinds: {
        webhook: {
          send: async (delivery, signal) =>
            ours(delivery)
              ? await send(delivery, signal)
              : { outcome: 'suppressed', reason: 'of another test' },
          recorded: async (_tx, attempts) =>
            more.recorded?.(attempts.filter(({ delivery }) => ours(delivery))),
        },
      },
      limits: { lookAgainMs: 50, leaseSeconds: 30, graceMs: 100, ...more.limits },
    });
    stops.push(started.stop);
    return started;
  }
  let made = 0;
  const newDelivery = (more: Partial<NewDelivery> = {}): NewDelivery => {
    made += 1;
    return {
      kind: 'webhook',
      destinationId: 'wh_1',
      eventType: 'ping',
      dedupeKey: `event ${made}`,
      body: { made },
      ...more,
    };
  };
  const queue = (...deliveries: NewDelivery[]) =>
    db.within(tenant.scope, (tx) => enqueueDeliveries({ clock }, tx, deliveries));
  const all = () =>
    db.within(tenant.scope, async (tx) => {
      const { rows } = await listDeliveries(tx, { kind: 'webhook' }, { limit: 1000, offset: 0 });
      return rows;
    });
  const attemptsOf = (id: string) => db.within(tenant.scope, (tx) => listAttempts(tx, id, 100));
  async function until(fits: (rows: Awaited<ReturnType<typeof all>>) => boolean) {
    for (let tries = 0; ; tries++) {
      const rows = await all();
      if (fits(rows)) return rows;
      if (tries > 400) throw new Error(`still ${JSON.stringify(rows.slice(0, 3))}`);
      await wait(25);
    }
  }
  const settled = () => until((rows) => rows.every(({ status }) => !['pending', 'sending'].includes(status)));

  it('are sent once each, and the same event for the same destination is queued once', async () => {
    const seen: Delivery[] = [];
    const twice = newDelivery({ body: { n: 1 } });
    const first = await queue(twice, newDelivery());
    expect(await queue(twice)).toEqual([]);
    expect(await queue({ ...twice, destinationId: 'wh_2' })).toHaveLength(1);
    await engine(async (delivery) => {
      seen.push(delivery);
      return { outcome: 'sent', response: { status: 200, headers: {}, body: 'ok\u0000', durationMs: 3 } };
    });
    const rows = await settled();
    expect(rows.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    expect(seen.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(seen.find(({ id }) => id === first[0])).toMatchObject({
      organizationId: tenant.organizationId,
      body: { n: 1 },
      attempt: 1,
      eventType: 'ping',
    });
    const [attempt] = await attemptsOf(first[0] ?? '');
    expect(attempt).toMatchObject({ attempt: 1, outcome: 'sent', response: { status: 200 } });
  });

  it('are neither queued nor sent when the transaction of the fact is undone', async () => {
    await expect(
      db.within(tenant.scope, async (tx) => {
        await enqueueDeliveries({ clock }, tx, [newDelivery()]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await all()).toEqual([]);
  });

  it('that fail are tried again after 5 min, 30 min and 2 h with the same id, and then given up', async () => {
    const seen: string[] = [];
    await engine(async ({ id, attempt }) => {
      seen.push(`${id} ${attempt}`);
      throw new AppError('upstream_failed', 'nothing listens there');
    });
    const [id = ''] = await queue(newDelivery());
    for (const [index, seconds] of [300, 1800, 7200].entries()) {
      const [row] = await until(([one]) => one?.status === 'pending' && one.attempts === index + 1);
      expect(row?.next_attempt_at).toEqual(new Date(time.now.getTime() + seconds * 1000));
      forward(seconds - 1);
      await wait(120);
      expect(seen).toHaveLength(index + 1);
      forward(1);
    }
    const [row] = await settled();
    expect(row).toMatchObject({ status: 'failed', reason: 'nothing listens there', attempts: 4 });
    expect(seen).toEqual([1, 2, 3, 4].map((attempt) => `${id} ${attempt}`));
    expect((await attemptsOf(id)).map(({ outcome }) => outcome)).toEqual(Array(4).fill('retry'));
    const { events } = await db.within(tenant.scope, (tx) =>
      listAuditEvents(tx, { action: 'delivery.failed' }, { perPage: 10, offset: 0 }),
    );
    expect(events[0]).toMatchObject({ target: { type: 'delivery', id }, outcome: 'failed' });
  });

  it('wait as long as a receiver asks for', async () => {
    await engine(async () => ({ outcome: 'retry', reason: 'it answered 429', retryAfterSeconds: 1000 }));
    await queue(newDelivery());
    const [row] = await until(([one]) => one?.status === 'pending' && one.attempts === 1);
    expect(row?.next_attempt_at).toEqual(new Date(start.getTime() + 1_000_000));
  });

  it('begin no sooner than they were asked to', async () => {
    await engine(async () => ({ outcome: 'sent' }));
    await queue(newDelivery({ notBefore: new Date(start.getTime() + 60_000) }));
    await wait(150);
    expect((await all())[0]?.status).toBe('pending');
    forward(60);
    expect((await settled())[0]?.status).toBe('sent');
  });

  it('of a slow destination do not hold up another, and no destination gets more calls at once than allowed', async () => {
    let slow = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    await queue(...Array.from({ length: 50 }, () => newDelivery({ destinationId: 'slow' })));
    await queue(...Array.from({ length: 20 }, () => newDelivery({ destinationId: 'quick' })));
    await engine(
      async ({ destinationId }) => {
        if (destinationId === 'slow') {
          slow += 1;
          most = Math.max(most, slow);
          await gate;
          slow -= 1;
        }
        return { outcome: 'sent' };
      },
      { limits: { parallelPerDestination: 3, takenPerDestination: 10, taken: 25 } },
    );
    await until(
      (rows) => rows.filter((row) => row.destination_id === 'quick' && row.status === 'sent').length === 20,
    );
    expect((await all()).filter((row) => row.destination_id === 'slow' && row.status === 'sent')).toEqual([]);
    release();
    await settled();
    expect(most).toBe(3);
  });

  it('of a process that is silent go to another one, with the same id', async () => {
    const [id = ''] = await queue(newDelivery());
    let begun: () => void = () => undefined;
    const atWork = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const dead = await engine(
      async () => {
        begun();
        return await new Promise<never>(() => undefined);
      },
      // Its leases are never kept: as if it had ended.
      { limits: { leaseSeconds: 30, lookAgainMs: 3_600_000 } },
    );
    await atWork;
    forward(31);
    const seen: string[] = [];
    await engine(async (delivery) => {
      seen.push(`${delivery.id} ${delivery.attempt}`);
      return { outcome: 'sent' };
    });
    await settled();
    expect(seen).toEqual([`${id} 2`]);
    expect((await attemptsOf(id)).map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [2, 'sent'],
      [1, 'interrupted'],
    ]);
    await dead.stop();
    expect((await all())[0]?.status).toBe('sent');
  });

  it('that are under way when a process stops are sent again by the next one, and do not count as failed', async () => {
    await queue(...Array.from({ length: 6 }, () => newDelivery()));
    const stopped = await engine(async () => await new Promise<never>(() => undefined), {
      limits: { parallelPerDestination: 2, graceMs: 10 },
    });
    await until((rows) => rows.some(({ status }) => status === 'sending'));
    await stopped.stop();
    expect((await all()).map(({ status }) => status)).toEqual(Array(6).fill('pending'));
    await engine(async () => ({ outcome: 'sent' }));
    const rows = await settled();
    expect(rows.map(({ status }) => status)).toEqual(Array(6).fill('sent'));
    expect(rows.map(({ attempts }) => attempts).sort()).toEqual([1, 1, 1, 1, 2, 2]);
  });

  it('whose sender never ends are ended and tried again', async () => {
    await engine(async () => await new Promise<never>(() => undefined), {
      limits: { sendTimeoutSeconds: 0.05 },
    });
    await queue(newDelivery());
    const [row] = await until(([one]) => one?.status === 'pending' && one.attempts === 1);
    expect(row?.reason).toBe('there was no result within 0.05 s');
  });

  it('whose sender has a fault say no more than that, and are tried again', async () => {
    await engine(async () => {
      throw new TypeError('secret is undefined: hunter2');
    });
    await queue(newDelivery());
    const [row] = await until(([one]) => one?.status === 'pending' && one.attempts === 1);
    expect(row?.reason).not.toContain('hunter2');
  });

  it('that wait are suppressed with their destination, and what was suppressed stays so', async () => {
    await queue(newDelivery(), newDelivery(), newDelivery({ destinationId: 'wh_2' }));
    const suppressed = await db.within(tenant.scope, (tx) =>
      suppressDeliveries(tx, { kind: 'webhook', destinationId: 'wh_1', reason: 'disabled', now: time.now }),
    );
    expect(suppressed).toBe(2);
    const seen: string[] = [];
    await engine(async ({ destinationId }) => {
      seen.push(destinationId);
      return { outcome: 'sent' };
    });
    await settled();
    expect(seen).toEqual(['wh_2']);
    expect((await all()).map(({ status }) => status).sort()).toEqual(['sent', 'suppressed', 'suppressed']);
  });

  it('can be sent again by hand, with the same id and a new round of attempts', async () => {
    let works = false;
    await engine(async () => (works ? { outcome: 'sent' } : { outcome: 'give_up', reason: 'it is gone' }));
    const [id = ''] = await queue(newDelivery());
    expect((await settled())[0]?.status).toBe('failed');
    works = true;
    const again = () =>
      db.within(tenant.scope, (tx) =>
        requeueDelivery(tx, { kind: 'webhook', destinationId: 'wh_1' }, id, time.now),
      );
    expect(await again()).toBe(true);
    const [row] = await until(([one]) => one?.status === 'sent');
    expect(row).toMatchObject({ id, attempts: 2 });
  });

  it('tell their owner of each result in the transaction that records it', async () => {
    const told: string[] = [];
    await engine(
      async ({ attempt }) => (attempt === 1 ? { outcome: 'retry', reason: 'busy' } : { outcome: 'sent' }),
      { recorded: (attempts) => told.push(...attempts.map(({ status }) => status)) },
    );
    await queue(newDelivery());
    await until(([one]) => one?.status === 'pending' && one.attempts === 1);
    forward(300);
    await settled();
    expect(told).toEqual(['pending', 'sent']);
  });

  it('of two processes are shared without any being sent twice', async () => {
    const seen: string[] = [];
    const send: Sender = async ({ id }) => {
      seen.push(id);
      await wait(1);
      return { outcome: 'sent' };
    };
    await engine(send);
    await engine(send);
    const ids = await queue(
      ...Array.from({ length: 300 }, (_, n) => newDelivery({ destinationId: `wh_${n % 7}` })),
    );
    await settled();
    expect(seen.sort()).toEqual([...ids].sort());
  });

  it('of another organisation are not seen', async () => {
    await queue(newDelivery());
    const other = await createTestTenant(db, 'Other');
    const { total } = await db.within(other.scope, (tx) =>
      listDeliveries(tx, { kind: 'webhook' }, { limit: 10, offset: 0 }),
    );
    expect(total).toBe(0);
  });

  it('are forgotten 30 days after their end, not before', async () => {
    await engine(async () => ({ outcome: 'sent' }));
    await queue(newDelivery());
    await settled();
    forward(30 * 86_400 - 1);
    await forgetOldDeliveries({ db, clock });
    expect(await all()).toHaveLength(1);
    forward(2);
    await forgetOldDeliveries({ db, clock });
    expect(await all()).toEqual([]);
  });
});
