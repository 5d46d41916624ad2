import type { Json, JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** The words of durable delivery: what is sent, what came of it, who sends it. */

const deliveryStatuses = ['pending', 'sending', 'sent', 'failed', 'suppressed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];
export type DeliveryKind = 'webhook' | 'notification';

export type NewDelivery = {
  kind: DeliveryKind;
  destinationId: string;
  eventType: string;
  /** Same event, same destination: no second delivery. */
  dedupeKey: string;
  body: Json;
  notBefore?: Date;
};

/** One delivery as its sender gets it. `attempt` counts from 1 and also counts attempts that a crash ended. */
export type Delivery = {
  id: string;
  organizationId: number;
  kind: DeliveryKind;
  destinationId: string;
  eventType: string;
  body: Json;
  attempt: number;
  createdAt: Date;
};

/**
 * What came of one attempt. `retry` is tried again on schedule, not before `retryAfterSeconds`; `give_up` and
 * `suppressed` (it must not be sent any more) are not.
 */
export type SendOutcome =
  | { outcome: 'sent' }
  | { outcome: 'retry'; reason: string; retryAfterSeconds?: number }
  | { outcome: 'give_up'; reason: string }
  | { outcome: 'suppressed'; reason: string };

/** What was exchanged, for people who look for a fault. Never a secret. */
export type Exchange = {
  request?: JsonObject;
  /** `body` is its first 4 kB. */
  response?: { status: number; headers: Record<string, string>; body: string; durationMs: number };
};
export type SendResult = SendOutcome & Exchange;

/**
 * Sends one delivery. It may run twice for the same delivery, so the receiver gets the delivery's id. What it
 * throws counts as `retry`; it ends soon after `signal` is aborted. `next` names those that will probably be sent
 * after it to the same destination, in that order, for senders that can read what several need at once.
 */
export type Sender = (
  delivery: Delivery,
  signal: AbortSignal,
  next?: () => readonly Delivery[],
) => Promise<SendResult>;

/** An attempt that was recorded, with what the delivery is now. */
export type RecordedAttempt = {
  delivery: Delivery;
  result: SendResult;
  status: DeliveryStatus;
  /** When it is tried again; null when it is over. */
  nextAttemptAt: Date | null;
  startedAt: Date;
  endedAt: Date;
};

/** Who sends the deliveries of one kind. */
export type DeliveryKindHandler = {
  send: Sender;
  /** Runs in the transaction that records the attempts, all of one organisation. */
  recorded?: (tx: Tx, attempts: readonly RecordedAttempt[]) => Promise<void>;
};
