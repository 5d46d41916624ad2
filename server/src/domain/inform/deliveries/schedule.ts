import type { DeliveryStatus, SendOutcome } from './delivery.ts';

/** When a delivery is tried again. Pure. */

/** After the first, second and third attempt; a fourth that fails is the last. */
const retryDelaysSeconds = [300, 1800, 7200] as const;
/** A receiver that asks for more patience than this is asked again after it. */
const longestRetryAfterSeconds = 7200;

/**
 * What a delivery is after an attempt that ended at `endedAt`. `roundAttempts` counts the attempts since it was
 * queued, this one included.
 */
export function afterAttempt(
  result: SendOutcome,
  roundAttempts: number,
  endedAt: Date,
): { status: Exclude<DeliveryStatus, 'sending'>; nextAttemptAt: Date | null } {
  if (result.outcome === 'sent') return { status: 'sent', nextAttemptAt: null };
  if (result.outcome === 'suppressed') return { status: 'suppressed', nextAttemptAt: null };
  const delay = result.outcome === 'give_up' ? undefined : retryDelaysSeconds[roundAttempts - 1];
  if (delay === undefined) return { status: 'failed', nextAttemptAt: null };
  const asked = result.outcome === 'retry' ? (result.retryAfterSeconds ?? 0) : 0;
  const seconds = Math.max(delay, Math.min(asked, longestRetryAfterSeconds));
  return { status: 'pending', nextAttemptAt: new Date(endedAt.getTime() + seconds * 1000) };
}
