import { setTimeout as wait } from 'node:timers/promises';
import { describeError } from '../../../core/errors.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { EndedAttempt } from './record.ts';

const batchSize = 200;
const tries = 5;

/**
 * Writes results in batches: while one is written the next collects. What cannot be written is let go after some
 * tries, alone, so that it stops nothing else; its lease then ends and it is sent again.
 */
export function recorder(parts: {
  write: (ended: readonly EndedAttempt[]) => Promise<void>;
  /** These are not held any more. */
  settled: (ended: readonly EndedAttempt[]) => void;
  log: Log;
  retryMs: number;
}): { add(ended: EndedAttempt): void; idle(): Promise<void> } {
  const { write, settled, log, retryMs } = parts;
  const queue: EndedAttempt[] = [];
  let running: Promise<void> | undefined;

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
    while (queue.length > 0) await writeBatch(queue.splice(0, batchSize));
  }

  return {
    add(ended) {
      queue.push(ended);
      running ??= writeAll().finally(() => {
        running = undefined;
      });
    },
    async idle() {
      while (running !== undefined) await running;
    },
  };
}
