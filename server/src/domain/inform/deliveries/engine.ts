import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describeError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, SystemTx } from '../../../platform/db/database.ts';
import { outsideTransaction } from '../../../platform/db/transactions.ts';
import type { Log } from '../../../platform/log/log.ts';
import { attemptDelivery } from './attempt.ts';
import { type Claimed, claimDue, extendLeases, freeAbandoned, giveBack } from './claim-store.ts';
import { deliveryChannel } from './enqueue.ts';
import { type DeliveryKinds, type EndedAttempt, record } from './record.ts';
import { recorder } from './recorder.ts';

/** Where a process can end; suites end one at each. */
export type DeliveryStep = 'claiming' | 'claimed' | 'answered' | 'recording' | 'recorded';

export type DeliveryLimits = {
  /** Calls to one destination at once, in this process. */
  parallelPerDestination: number;
  /** Taken for one destination at once, in all processes together. */
  takenPerDestination: number;
  /** Taken by this process at once. */
  taken: number;
  /** After so long without a sign of life another process sends. */
  leaseSeconds: number;
  /** A sender that has no result by then is ended. */
  sendTimeoutSeconds: number;
  /** How often to look for what is due without having been woken. */
  lookAgainMs: number;
  /** How long calls under way may go on when the process stops. */
  graceMs: number;
};

const defaultLimits: DeliveryLimits = {
  parallelPerDestination: 8,
  takenPerDestination: 200,
  taken: 600,
  leaseSeconds: 30,
  sendTimeoutSeconds: 30,
  lookAgainMs: 1000,
  graceMs: 5000,
};

export type DeliveryEngineDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  kinds: DeliveryKinds;
  limits?: Partial<DeliveryLimits>;
  /** Called at each step, for tests. */
  onStep?: (step: DeliveryStep) => void | Promise<void>;
};

type Lane = { waiting: Claimed[]; running: number };

const why = systemScope('deliveries of all organisations are sent');

/**
 * Sends what is due until it is stopped. Any number of processes may do so on one database. A delivery belongs
 * to who holds its lease; it is sent at least once, always with the same id.
 */
export async function startDeliveries(deps: DeliveryEngineDeps): Promise<{ stop(): Promise<void> }> {
  const { db, clock, log } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const claim = randomBytes(9).toString('base64url');
  const lanes = new Map<string, Lane>();
  /** What this process took and has not settled, with its lane. */
  const held = new Map<string, string>();
  const running = new Set<Promise<void>>();
  const stop = new AbortController();
  let stopping = false;
  let leaseUntil = 0;
  const step = async (name: DeliveryStep) => await deps.onStep?.(name);
  const asSystem = <T>(work: (tx: SystemTx) => Promise<T>) =>
    outsideTransaction(() => db.asSystem(why, work));

  const results = recorder({
    log,
    retryMs: 1000,
    async write(ended) {
      await step('recording');
      await outsideTransaction(() => record(deps, claim, ended));
      await step('recorded');
    },
    settled(ended) {
      for (const { claimed } of ended) held.delete(claimed.id);
      if (runLow(ended)) wake();
    },
    unsettled: () => held.size,
  });

  /** Looking costs a transaction: a lane that has half of what it may have can wait. */
  function runLow(ended: readonly EndedAttempt[]): boolean {
    const half = Math.min(limits.takenPerDestination, limits.taken) / 2;
    if (limits.taken - held.size < half) return false;
    const left = new Map(ended.map(({ claimed }) => [claimed.lane, 0]));
    for (const lane of held.values()) {
      const count = left.get(lane);
      if (count !== undefined) left.set(lane, count + 1);
    }
    return [...left.values()].some((count) => count <= half);
  }

  function begin(name: string, lane: Lane): void {
    while (!stopping && lane.running < limits.parallelPerDestination) {
      const claimed = lane.waiting.shift();
      if (claimed === undefined) break;
      lane.running += 1;
      const sent = send(claimed, lane).finally(() => {
        lane.running -= 1;
        running.delete(sent);
        begin(name, lane);
      });
      running.add(sent);
    }
    if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(name);
  }

  async function send(claimed: Claimed, lane: Lane): Promise<void> {
    const startedAt = clock.now();
    if (startedAt.getTime() >= leaseUntil) {
      // This process stood still for too long: the delivery belongs to another one by now.
      held.delete(claimed.id);
      return;
    }
    const { result, brokenOff } = await attemptDelivery(
      {
        log,
        handler: deps.kinds[claimed.kind],
        timeoutMs: limits.sendTimeoutSeconds * 1000,
        stop: stop.signal,
        next: () => lane.waiting,
      },
      claimed,
    );
    await step('answered');
    results.add({ claimed, result, brokenOff, startedAt, endedAt: clock.now() });
  }

  async function takeDue(): Promise<void> {
    const room = limits.taken - held.size;
    if (room <= 0) return;
    const now = clock.now();
    const until = now.getTime() + limits.leaseSeconds * 1000;
    const claimed = await asSystem(async (tx) => {
      const rows = await claimDue(tx, {
        claim,
        now,
        leaseUntil: new Date(until),
        room,
        perLane: limits.takenPerDestination,
      });
      if (rows.length > 0) await step('claiming');
      return rows;
    });
    if (claimed.length === 0) return;
    if (held.size === 0) leaseUntil = until;
    await step('claimed');
    for (const one of claimed) {
      held.set(one.id, one.lane);
      const lane = lanes.get(one.lane) ?? { waiting: [], running: 0 };
      lanes.set(one.lane, lane);
      lane.waiting.push(one);
    }
    for (const [name, lane] of lanes) begin(name, lane);
  }

  async function keepLeases(): Promise<void> {
    const now = clock.now();
    const until = now.getTime() + limits.leaseSeconds * 1000;
    const freed = await asSystem(async (tx) => {
      if (held.size > 0) await extendLeases(tx, claim, [...held.keys()], new Date(until));
      return await freeAbandoned(tx, now);
    });
    leaseUntil = until;
    if (freed > 0) {
      log.warn('deliveries of a process that ended are sent again', { deliveries: freed });
      wake();
    }
  }

  const looks = oneAtATime(log, 'deliveries could not be taken, will try again', takeDue);
  const leases = oneAtATime(log, 'leases of deliveries could not be kept', keepLeases);
  function wake(): void {
    if (!stopping) looks.run();
  }

  return outsideTransaction(async () => {
    const leave = await db.listen(deliveryChannel, wake);
    const timers = [
      setInterval(wake, limits.lookAgainMs),
      setInterval(leases.run, (limits.leaseSeconds * 1000) / 3),
    ];
    leases.run();
    wake();
    return {
      async stop() {
        stopping = true;
        clearInterval(timers[0]);
        await leave();
        await looks.idle();
        const unbegun = [...lanes.values()].flatMap((lane) => lane.waiting.splice(0));
        if (unbegun.length > 0) {
          const ids = unbegun.map(({ id }) => id);
          await asSystem((tx) => giveBack(tx, claim, ids, clock.now()));
          for (const id of ids) held.delete(id);
        }
        const late = new AbortController();
        await Promise.race([
          Promise.all(running),
          wait(limits.graceMs, undefined, { signal: late.signal }).catch(() => undefined),
        ]);
        late.abort();
        stop.abort(new Error('the process stops'));
        await Promise.all(running);
        await results.idle();
        clearInterval(timers[1]);
        await leases.idle();
      },
    };
  });
}

/** Runs once more when it was asked to while it ran; failures are logged and left to the next time. */
function oneAtATime(
  log: Log,
  words: string,
  work: () => Promise<void>,
): { run(): void; idle(): Promise<void> } {
  let busy: Promise<void> | undefined;
  let again = false;
  const all = async (): Promise<void> => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return {
    run() {
      again = true;
      busy ??= all()
        .catch((error: unknown) => log.error(words, { reason: describeError(error) }))
        .finally(() => {
          busy = undefined;
        });
    },
    async idle() {
      while (busy !== undefined) await busy;
    },
  };
}
