import { nextLocal, previousLocal, secondsPerDay } from './calendar.ts';
import type { CalendarRule } from './calendar-rule.ts';
import type { ClockChangePolicy } from './timing.ts';
import type { Zone, ZonePiece } from './zone.ts';

/**
 * The instants of a schedule, in whole seconds since 1970 in UTC.
 *
 * Fixed-time jobs follow Debian's cron: a local time that a clock change leaves out runs at the first second
 * after the change, one that comes twice runs in the first pass; both are open to a policy. Jobs with `*` in the
 * minute or hour follow real time, as do all jobs across a change that Debian takes for a correction of the clock.
 */
export type Occurrences = { rule: CalendarRule; zone: Zone; policy: ClockChangePolicy };

/**
 * Debian's cron sees the clock one minute after the change: 180 minutes forward are 181 to it and a correction,
 * 180 minutes back are -179 and still a change of season.
 */
const correctionForwardSeconds = 3 * 3600;
const correctionBackSeconds = 3 * 3600 + 60;

/** More than any offset from UTC, and than any clock change. */
const marginSeconds = 2 * secondsPerDay;

/** The local times that do not exist before `piece`, when fixed-time jobs among them have a policy. */
export function gapBefore({ start, before, offset }: ZonePiece): { from: number; to: number } | null {
  const isGap = offset > before && offset - before < correctionForwardSeconds;
  return isGap ? { from: start + before, to: start + offset } : null;
}

const isRepeated = (before: number, after: number): boolean =>
  after < before && before - after <= correctionBackSeconds;

/** True when a fixed time of the gap before the piece moves to the first second of the piece. */
export function isMovedToStart({ rule, policy }: Occurrences, piece: ZonePiece): boolean {
  if (rule.followsRealTime || policy.gap !== 'run_after') return false;
  const gap = gapBefore(piece);
  if (gap === null) return false;
  const local = nextLocal(rule, gap.from);
  return local !== null && local < gap.to;
}

/** The part of a piece whose local times run: without the pass that the overlap policy leaves out. */
function runningPart({ rule, policy }: Occurrences, piece: ZonePiece): { from: number; to: number } {
  const { start, end, before, offset, after } = piece;
  const part = { from: start, to: end };
  if (rule.followsRealTime) return part;
  if (policy.overlap === 'first' && isRepeated(before, offset)) part.from = start + before - offset;
  if (policy.overlap === 'second' && isRepeated(offset, after)) part.to = end - (offset - after);
  return part;
}

/** The first instant at or after `from`. */
export function nextInstant(occurrences: Occurrences, from: number): number | null {
  const { rule, zone } = occurrences;
  let position = from;
  for (;;) {
    const piece = zone.pieceAt(position);
    if (position === piece.start && isMovedToStart(occurrences, piece)) return position;
    const part = runningPart(occurrences, piece);
    const earliest = Math.max(position, part.from);
    const local = nextLocal(rule, earliest + piece.offset);
    // Without a date there is none later either; an earlier local time can still come back within the margin.
    if (local === null && earliest + marginSeconds < piece.end) return null;
    if (local !== null && local - piece.offset < part.to) return local - piece.offset;
    const isFarFromEnd = earliest + marginSeconds < piece.end;
    position = isFarFromEnd && local !== null ? Math.max(piece.end, local - marginSeconds) : piece.end;
  }
}

/** The last instant at or before `to`. */
export function previousInstant(occurrences: Occurrences, to: number): number | null {
  const { rule, zone } = occurrences;
  let position = to;
  for (;;) {
    const piece = zone.pieceAt(position);
    const part = runningPart(occurrences, piece);
    const latest = Math.min(position, part.to - 1);
    const local = previousLocal(rule, latest + piece.offset);
    if (local !== null && local - piece.offset >= part.from) return local - piece.offset;
    if (isMovedToStart(occurrences, piece)) return piece.start;
    const isFarFromStart = latest - marginSeconds > piece.start;
    if (local === null && isFarFromStart) return null;
    position =
      isFarFromStart && local !== null ? Math.min(piece.start - 1, local + marginSeconds) : piece.start - 1;
  }
}
