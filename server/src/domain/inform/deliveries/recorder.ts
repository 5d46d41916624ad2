import { setTimeout as wait } from 'node:timers/promises';
import { describeError } from '../../../core/errors.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { EndedAttempt } from './record.ts';

const batchSize = 200;
/** So many are worth a transaction at once; fewer wait this long for others. */
const worthWriting = 100;
const gatherMs = 50;
const tries = 5;

/**
 * Writes results in batches: a moment is waited for others that are under way, and while one batch is written the
 * next collects. What cannot be written is let go after some tries, alone, so that it stops nothing else; its lease
 * then ends and it is sent again.
 */
export function recorder(parts: {
  write: (ended: readonly EndedAttempt[]) => Promise<void>;
  /** These are not held any more. */
  settled: (ended: readonly EndedAttempt[]) => void;
  /** How many are not settled, those that are added included: when all of them are added, none is waited for. */
  unsettled: () => number;
  log: Log;
  retryMs: number;
}): {
  add(ended: EndedAttempt): void;
  /** Writes what there is; nothing is waited for from here on. */
  idle(): Promise<void>;
} {
  const { write, settled, unsettled, log, retryMs } = parts;
  const queue: EndedAttempt[] = [];
  let running: Promise<void> | undefined;
  let enough: (() => void) | undefined;
  let leaving = false;

  const worthIt = (): boolean => leaving || queue.length >= Math.min(worthWriting, unsettled());

  async function gather(): Promise<void> {
    if (worthIt()) return;
    const late = new AbortController();
    const complete = new Promise<void>((resolve) => {
      enough = resolve;
    });
    await Promise.race([complete, wait(gatherMs, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    enough = undefined;
  }

  async function writeBatch(batch: readonly EndedAttempt[]): Promise<void> {
    try {
      await write(batch);
      settled(batch);
    } catch (error) {
      log.warn('results of deliveries could not be written together, trying one by one', {
        reason: describeError(error),
      });
      for (const one of batch) await writeOne(one);
    }
  }

  async function writeOne(one: EndedAttempt): Promise<void> {
    for (let tried = 1; tried <= tries; tried++) {
      try {
        await write([one]);
        break;
      } catch (error) {
        log.error('the result of a delivery could not be written', {
          delivery: one.claimed.id,
          reason: describeError(error),
          again: tried < tries,
        });
        if (tried < tries) await wait(retryMs);
      }
    }
    settled([one]);
  }

  async function writeAll(): Promise<void> {
    while (queue.length > 0) {
      await gather();
      await writeBatch(queue.splice(0, batchSize));
    }
  }

  return {
    add(ended) {
      queue.push(ended);
      if (worthIt()) enough?.();
      running ??= writeAll().finally(() => {
        running = undefined;
      });
    },
    async idle() {
      leaving = true;
      enough?.();
      while (running !== undefined) await running;
    },
  };
}
