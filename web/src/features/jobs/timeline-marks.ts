import { duration, sentence } from '../../ui/words.ts';
import { clockText, dayAndClock } from '../../ui/zone-time.ts';
import { skipReason } from './job-words.ts';

/** What the timeline draws, from what the server tells. All pure; x is in pixels. */

export type TimelineRun = {
  execution_id: number;
  status: string;
  reason: string | null;
  start: string;
  end: string | null;
  scheduled_for: string | null;
};
export type TimelineJob = {
  id: number;
  name: string;
  type: string;
  state: string;
  runs: TimelineRun[];
  upcoming: { instant: string; clock_change: string | null }[];
  more: boolean;
};

export type Outcome =
  | 'failed'
  | 'pending_approval'
  | 'running'
  | 'queued'
  | 'skipped'
  | 'cancelled'
  | 'succeeded'
  | 'coming';

/** Worst first: a bar that stands for several runs shows the one that a person must see. */
const gravity: Outcome[] = [
  'failed',
  'pending_approval',
  'running',
  'queued',
  'skipped',
  'cancelled',
  'succeeded',
  'coming',
];

export type Mark = {
  key: string;
  outcome: Outcome;
  left: number;
  right: number;
  words: string;
  /** The one execution behind it; null for coming runs and for several. */
  executionId: number | null;
  amount: number;
};

type Piece = {
  outcome: Outcome;
  start: number;
  left: number;
  right: number;
  words: string;
  executionId: number | null;
};

/** Narrower than this a bar cannot be seen or hit. */
const thinnest = 6;
/** Bars nearer than this are one bar; a joined bar stays shorter than `widestJoin`. */
const nearest = 1;
const widestJoin = 14;

export function marksOf(
  job: TimelineJob,
  scale: (instant: number) => number,
  window: { from: number; to: number; now: number; timeZone: string },
): Mark[] {
  const { from, to, now, timeZone } = window;
  const pieces: Piece[] = [];
  for (const run of job.runs) {
    const start = Date.parse(run.start);
    const outcome = outcomeOf(run.status);
    const open = run.end === null && (outcome === 'running' || outcome === 'pending_approval');
    const end = run.end === null ? (open ? Math.max(now, start) : start) : Date.parse(run.end);
    if (end < from || start > to) continue;
    const left = Math.max(0, scale(Math.max(start, from)));
    pieces.push({
      outcome,
      start,
      left,
      right: Math.max(left + thinnest, scale(Math.min(end, to))),
      words: runWords(run, timeZone),
      executionId: run.execution_id,
    });
  }
  for (const run of job.upcoming) {
    const start = Date.parse(run.instant);
    if (start < from || start > to) continue;
    const left = scale(start);
    const shifted = run.clock_change === null ? '' : `, ${sentence(run.clock_change).toLowerCase()}`;
    pieces.push({
      outcome: 'coming',
      start,
      left,
      right: left + thinnest,
      words: `Due ${dayAndClock(start, timeZone)}${shifted}`,
      executionId: null,
    });
  }
  pieces.sort((a, b) => a.start - b.start);
  return joined(pieces, timeZone).map((mark, index) => ({ ...mark, key: `${job.id}:${index}` }));
}

function outcomeOf(status: string): Outcome {
  return (gravity as string[]).includes(status) ? (status as Outcome) : 'queued';
}

function runWords(run: TimelineRun, timeZone: string): string {
  const at = dayAndClock(run.start, timeZone);
  if (run.status === 'skipped') return `Skipped ${at}: ${skipReason(run.reason)}`;
  const took =
    run.end === null || run.status === 'cancelled'
      ? ''
      : `, took ${duration(Date.parse(run.end) - Date.parse(run.start))}`;
  const why = run.reason === null ? '' : ` (${run.reason})`;
  return `${sentence(run.status)} ${at}${took}${why}`;
}

function joined(pieces: Piece[], timeZone: string): Omit<Mark, 'key'>[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups[groups.length - 1];
    const last = group?.[group.length - 1];
    const first = group?.[0];
    const past = piece.outcome !== 'coming';
    if (
      group !== undefined &&
      last !== undefined &&
      first !== undefined &&
      (last.outcome !== 'coming') === past &&
      piece.left - Math.max(...group.map((member) => member.right)) < nearest &&
      piece.right - first.left <= widestJoin
    ) {
      group.push(piece);
    } else groups.push([piece]);
  }
  return groups.map((group) => {
    const [first] = group;
    const worst = [...group].sort((a, b) => gravity.indexOf(a.outcome) - gravity.indexOf(b.outcome))[0];
    if (first === undefined || worst === undefined) throw new Error('a group of runs is never empty');
    return {
      outcome: worst.outcome,
      left: first.left,
      right: Math.max(...group.map((piece) => piece.right)),
      words: group.length === 1 ? first.words : groupWords(group, worst, timeZone),
      executionId: group.length === 1 || worst.outcome === 'failed' ? worst.executionId : null,
      amount: group.length,
    };
  });
}

function groupWords(group: Piece[], worst: Piece, timeZone: string): string {
  const first = group[0]?.start ?? 0;
  const last = group[group.length - 1]?.start ?? first;
  const between = `${dayAndClock(first, timeZone)} to ${clockText(last, timeZone)}`;
  if (worst.outcome === 'coming') return `${group.length} runs due ${between}`;
  const parts = gravity
    .map((outcome) => [outcome, group.filter((piece) => piece.outcome === outcome).length] as const)
    .filter(([, amount]) => amount > 0)
    .map(([outcome, amount]) => `${amount} ${sentence(outcome).toLowerCase()}`);
  const worstWords = worst.outcome === 'succeeded' ? '' : `. ${worst.words}`;
  return `${group.length} runs ${between}: ${parts.join(', ')}${worstWords}`;
}

export type Collision = { instant: number; names: string[] };

/** Minutes in which two jobs or more begin. */
export function collisionsOf(jobs: TimelineJob[], from: number, to: number): Collision[] {
  const starts = new Map<number, Set<string>>();
  const add = (text: string, name: string) => {
    const minute = Math.floor(Date.parse(text) / 60_000) * 60_000;
    if (minute < from || minute > to) return;
    const names = starts.get(minute) ?? new Set<string>();
    names.add(name);
    starts.set(minute, names);
  };
  for (const job of jobs) {
    for (const run of job.runs) if (run.scheduled_for !== null) add(run.scheduled_for, job.name);
    for (const run of job.upcoming) add(run.instant, job.name);
  }
  return [...starts]
    .filter(([, names]) => names.size > 1)
    .map(([instant, names]) => ({ instant, names: [...names] }))
    .sort((a, b) => a.instant - b.instant);
}

/** Of marks that would cover each other, the ones with the most jobs. */
export function spaced(
  collisions: Collision[],
  scale: (instant: number) => number,
  apart: number,
): Collision[] {
  const kept: Collision[] = [];
  for (const collision of [...collisions].sort((a, b) => b.names.length - a.names.length)) {
    if (kept.every((other) => Math.abs(scale(other.instant) - scale(collision.instant)) >= apart)) {
      kept.push(collision);
    }
  }
  return kept.sort((a, b) => a.instant - b.instant);
}
