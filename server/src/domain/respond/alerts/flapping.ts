/** An alert that opened so often within so long flaps. */
const openingsOfFlapping = 4;
const flappingMs = 24 * 3_600_000;
/** Of an alert that flaps, an opening or an end is announced at most this often. */
const announceEveryMs = 3_600_000;

/**
 * The openings that are remembered after one more, and until when the alert flaps: as long as the oldest of the
 * newest four is less than 24 hours ago. Pure.
 */
export function afterOpening(
  openings: readonly string[],
  at: Date,
): { openings: string[]; flappingUntil: Date | null } {
  const newest = [...openings, at.toISOString()].sort().slice(-openingsOfFlapping);
  const oldest = Date.parse(newest[0] as string);
  const flaps = newest.length === openingsOfFlapping && at.getTime() - oldest < flappingMs;
  return { openings: newest, flappingUntil: flaps ? new Date(oldest + flappingMs) : null };
}

export const isFlapping = (alert: { flapping_until: Date | null }, now: Date): boolean =>
  alert.flapping_until !== null && alert.flapping_until > now;

export const isMuted = (alert: { muted_until: Date | null }, now: Date): boolean =>
  alert.muted_until !== null && alert.muted_until > now;

/** When an opening or an end may be announced: null is now. Pure. */
export function heldBackUntil(
  alert: { flapping_until: Date | null; announced_at: Date | null },
  now: Date,
): Date | null {
  if (!isFlapping(alert, now) || alert.announced_at === null) return null;
  const due = new Date(alert.announced_at.getTime() + announceEveryMs);
  return due > now ? due : null;
}
