import { describe, expect, it } from 'vitest';
import { type BucketClock, tokenBucket } from './token-bucket.ts';

const { signal } = new AbortController();

/** A clock that stands still and notes how long each caller was told to wait. */
function stoppedClock(): BucketClock & { advance(milliseconds: number): void; waits: number[] } {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    wait: async (milliseconds, waiting) => {
      waiting.throwIfAborted();
      waits.push(milliseconds);
    },
  };
}

describe('a token bucket', () => {
  it('lets a burst pass and then spaces calls at the rate, first come first served', async () => {
    const clock = stoppedClock();
    const bucket = tokenBucket(10, 2, clock);
    for (let call = 0; call < 5; call++) await bucket.take(signal);
    expect(clock.waits).toEqual([100, 200, 300]);
  });

  it('gains tokens with time, but never more than the burst', async () => {
    const clock = stoppedClock();
    const bucket = tokenBucket(10, 2, clock);
    clock.advance(60_000);
    for (let call = 0; call < 3; call++) await bucket.take(signal);
    expect(clock.waits).toEqual([100]);
  });

  it('loses its burst when the service says slow down', async () => {
    const clock = stoppedClock();
    const bucket = tokenBucket(10, 5, clock);
    bucket.drain();
    await bucket.take(signal);
    expect(clock.waits).toEqual([100]);
  });

  it('does not wait for a caller that has gone', async () => {
    const bucket = tokenBucket(0.001, 1);
    const controller = new AbortController();
    await bucket.take(controller.signal);
    const waiting = bucket.take(controller.signal);
    controller.abort();
    await expect(waiting).rejects.toThrow();
  });
});
