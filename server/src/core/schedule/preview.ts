import { nextLocal } from './calendar.ts';
import { dateText, localText, timeText } from './local-text.ts';
import { gapBefore, isMovedToStart, nextInstant, type Occurrences } from './occurrences.ts';
import type { ZonePiece } from './zone.ts';

/** What a clock change does to a run; null on ordinary days. */
export type ClockChangeMark =
  | null
  | 'moved_by_gap'
  | 'first_of_overlap'
  | 'second_of_overlap'
  | 'skipped_by_gap';

/** A run, or a fixed time that the policy skips: then `instant` is the clock change, and nothing runs. */
export type PreviewedRun = {
  instant: Date;
  local: string;
  clockChange: ClockChangeMark;
  note: string | null;
};

const mostNamedTimes = 3;

/** `count` runs at or after `from`, with the skipped times between them. */
export function previewOf(occurrences: Occurrences, from: number, count: number): PreviewedRun[] {
  const { policy } = occurrences;
  // Looked at as if nothing were skipped, so that what is skipped has a line too.
  const unskipped: Occurrences =
    policy.gap === 'skip' ? { ...occurrences, policy: { ...policy, gap: 'run_after' } } : occurrences;
  const runs: PreviewedRun[] = [];
  let counted = 0;
  let instant = nextInstant(unskipped, from);
  while (counted < count && instant !== null) {
    const isRun = policy.gap !== 'skip' || nextInstant(occurrences, instant) === instant;
    if (isRun) counted++;
    runs.push(markedRun(unskipped, instant, isRun));
    instant = nextInstant(unskipped, instant + 1);
  }
  return runs;
}

function markedRun(occurrences: Occurrences, instant: number, isRun: boolean): PreviewedRun {
  const piece = occurrences.zone.pieceAt(instant);
  const told = (clockChange: ClockChangeMark, note: string | null): PreviewedRun => ({
    instant: new Date(instant * 1000),
    local: localText(instant, piece.offset),
    clockChange,
    note,
  });
  if (instant === piece.start && isMovedToStart(occurrences, piece)) {
    if (isRun && occurrences.policy.gap === 'run_after') {
      return told('moved_by_gap', `${missingTimes(occurrences, piece)}: runs right after the clock change`);
    }
    return told('skipped_by_gap', `${missingTimes(occurrences, piece)}: does not run`);
  }
  const pass = passOf(instant, piece);
  return pass === null
    ? told(null, null)
    : told(`${pass}_of_overlap`, repeatedNote(occurrences, instant, piece, pass));
}

/** Which of the two passes through a repeated local time an instant belongs to. */
function passOf(
  instant: number,
  { start, end, before, offset, after }: ZonePiece,
): 'first' | 'second' | null {
  if (after < offset && instant >= end - (offset - after)) return 'first';
  return offset < before && instant < start + (before - offset) ? 'second' : null;
}

function missingTimes({ rule }: Occurrences, piece: ZonePiece): string {
  const gap = gapBefore(piece);
  const times: string[] = [];
  let more = false;
  for (let local = gap && nextLocal(rule, gap.from); gap && local !== null && local < gap.to; ) {
    more = times.length === mostNamedTimes;
    if (more) break;
    times.push(timeText(local));
    local = nextLocal(rule, local + 1);
  }
  const names = `${times.join(', ')}${more ? ' and more' : ''}`;
  return `${names} ${times.length === 1 ? 'does' : 'do'} not exist on ${dateText(gap?.from ?? 0)}`;
}

function repeatedNote(
  { rule, policy }: Occurrences,
  instant: number,
  piece: ZonePiece,
  pass: 'first' | 'second',
): string {
  const wall = instant + piece.offset;
  const note = `${timeText(wall)} comes twice on ${dateText(wall)}: this is the ${pass}`;
  if (rule.followsRealTime || policy.overlap !== pass) return note;
  return `${note}, and the only one that runs`;
}
