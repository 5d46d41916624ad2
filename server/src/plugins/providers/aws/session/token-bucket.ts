import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds since any fixed point, and a wait that ends early (by a rejection) when the signal aborts. */
export type BucketClock = { now(): number; wait(milliseconds: number, signal: AbortSignal): Promise<void> };

export const systemClock: BucketClock = {
  now: () => performance.now(),
  wait: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, { signal });
  },
};

export type TokenBucket = {
  /** Resolves when a call may be sent, first come first served. Rejects when the signal aborts. */
  take(signal: AbortSignal): Promise<void>;
  /** The service said "slow down": whatever is left of the burst is gone. */
  drain(): void;
};

/**
 * A bucket of `burst` tokens that gains `ratePerSecond`. Callers reserve: the balance may fall below zero, and
 * each waits exactly until its own token exists, so no polling and no starvation.
 */
export function tokenBucket(
  ratePerSecond: number,
  burst: number,
  clock: BucketClock = systemClock,
): TokenBucket {
  let balance = burst;
  let at = clock.now();
  const refill = (): void => {
    const now = clock.now();
    balance = Math.min(burst, balance + ((now - at) / 1000) * ratePerSecond);
    at = now;
  };
  return {
    async take(signal) {
      signal.throwIfAborted();
      refill();
      balance -= 1;
      if (balance < 0) await clock.wait((-balance / ratePerSecond) * 1000, signal);
    },
    drain() {
      refill();
      balance = Math.min(balance, 0);
    },
  };
}
