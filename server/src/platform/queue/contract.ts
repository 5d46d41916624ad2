import type { Json } from '../../core/json.ts';
import type { AnyTx } from '../db/database.ts';

/**
 * Durable work on the product's own database. A job is enqueued in the transaction that made it necessary and
 * is delivered at least once: handlers claim their row and do nothing when it is gone.
 */
export type Queue = {
  enqueue(tx: AnyTx, queue: string, payload: Json, options?: { startAfterSeconds?: number }): Promise<void>;
  /** Many at once, in one statement: to be taken as soon as possible. */
  enqueueAll(tx: AnyTx, queue: string, payloads: Json[]): Promise<void>;
  /** How long the oldest message that could be taken has waited, in seconds of the database's clock; 0 when none waits. */
  oldestWaitingSeconds(queue: string): Promise<number>;
  /** Starts workers for a queue; `signal` is aborted when the process stops. */
  work(
    queue: string,
    options: { concurrency: number },
    handler: (payload: Json, signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  /** Takes no more work, aborts what runs after `graceSeconds`, returns when the handlers have ended. */
  stop(graceSeconds: number): Promise<void>;
};
