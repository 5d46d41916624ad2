import type { JsonObject } from '../../../core/json.ts';
import type { SentNotification, Sibling } from './notification-store.ts';

/** What may be sent now, seen from what else was told about the same thing at the same place. Pure. */
export type Readiness =
  | { ready: true; thread: JsonObject | null }
  | { ready: false; wait: true }
  | { ready: false; wait: false; reason: string };

/**
 * Messages are sent side by side, and one may wait for hours while a channel is down: an opening that is over by
 * now is not told any more, and an end is told only after its opening. `siblings` newest first.
 */
export function readinessOf(
  notification: Pick<SentNotification, 'id' | 'state'>,
  siblings: readonly Sibling[],
  attempt: number,
): Readiness {
  const { id, state } = notification;
  const before = siblings.filter((sibling) => sibling.id < id);
  const thread = before.find((sibling) => sibling.thread !== null)?.thread ?? null;
  const resolvedSince = siblings.some((sibling) => sibling.id > id && sibling.state === 'resolved');
  if (state === 'message') return { ready: true, thread: null };
  if (state === 'open') {
    // An attempt before this one may have arrived without our knowing: then its end will have to be told too.
    return resolvedSince && attempt === 1
      ? { ready: false, wait: false, reason: 'it was over before it could be told' }
      : { ready: true, thread };
  }
  const opening = before.find((sibling) => sibling.state === 'open');
  if (opening === undefined || opening.status === 'suppressed' || opening.status === 'failed')
    return { ready: false, wait: false, reason: 'its opening was not told here' };
  if (opening.status === 'pending') return { ready: false, wait: true };
  if (state === 'acknowledged' && resolvedSince)
    return { ready: false, wait: false, reason: 'it was over before that could be told' };
  return { ready: true, thread };
}
