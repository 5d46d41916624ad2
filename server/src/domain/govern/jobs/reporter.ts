import type { Json } from '../../../core/json.ts';
import type { Clock } from '../../../platform/clock.ts';
import { redactText } from '../../../platform/log/redaction.ts';
import { chunkCharacters, chunkLines, encodeLine, type LogChunk } from './execution-log-store.ts';
import type { Effect } from './execution-store.ts';
import type { ExecutionReporter, LogLevel } from './job-type.ts';

/** A line longer than this is cut and says so: a log is for reading. */
const maxLineLength = 8000;
/** Looked through for secrets beyond the cut, so that none is cut in two and then not recognised. */
const secretLength = 4000;
/** Lines of one execution that are kept; a closing line says how many were not. */
const maxLines = 2_000_000;
const chunksAtOnce = 16;

export type Report = { chunks: LogChunk[]; effects: Effect[] };

/** What has been reported since the last time it was stored. */
export type ReportBuffer = ExecutionReporter & {
  drained(): Promise<void>;
  /** As much as one transaction should store. */
  take(): Report;
  /** Keeps what could not be stored, in front of what came since. */
  giveBack(report: Report): void;
  /** What was taken is stored: whoever waits for room may go on. */
  stored(): void;
  /**
   * All that is left, with a last line that is always kept and that says before it what is missing. What work
   * that did not stop reports afterwards is ignored.
   */
  takeClosed(level: LogLevel, message: string): Report;
  /** Complete chunks wait to be stored. */
  readonly pending: boolean;
  readonly counts: Record<string, number>;
  readonly latestProgress: Json | null;
};

/**
 * Lines are packed into chunks as they come, so a million of them are a few thousand strings. `onFull` is called
 * when a chunk is complete: it should be stored now, not at the next heartbeat.
 */
export function reportBuffer(options: {
  clock: Clock;
  /** The number of lines that are stored already, by the attempt before. */
  lines: number;
  counts?: Record<string, number>;
  maxLines?: number;
  onFull(): void;
}): ReportBuffer {
  const limit = options.maxLines ?? maxLines;
  let sequence = options.lines;
  let notKept = 0;
  let closed = false;
  let full: LogChunk[] = [];
  let open: { first: number; characters: number; levels: Record<string, number>; lines: string[] } | null =
    null;
  let effects: Effect[] = [];
  let progress: { step: string; done: number; total: number | null } | null = null;
  let waiting: (() => void)[] = [];
  const counts: Record<string, number> = { ...options.counts };

  function add(level: LogLevel, message: string): void {
    sequence += 1;
    open ??= { first: sequence, characters: 0, levels: {}, lines: [] };
    const text = encodeLine({ sequence, at: options.clock.now(), level, message: shown(message) });
    open.lines.push(text);
    open.characters += text.length;
    open.levels[level] = (open.levels[level] ?? 0) + 1;
    if (open.lines.length < chunkLines && open.characters < chunkCharacters) return;
    closeChunk();
    options.onFull();
  }

  function closeChunk(): void {
    if (open === null) return;
    full.push({ first: open.first, last: sequence, levels: open.levels, text: open.lines.join('\n') });
    open = null;
  }

  return {
    counts,
    get latestProgress() {
      return progress;
    },
    get pending() {
      return full.length > 0;
    },
    log(level, message) {
      if (closed) return;
      if (sequence >= limit) notKept += 1;
      else add(level, message);
    },
    takeClosed(level, message) {
      if (notKept > 0) add('warn', `${notKept} more lines were not kept: a log ends after ${limit} lines`);
      add(level, message);
      closeChunk();
      closed = true;
      const taken = { chunks: full, effects };
      full = [];
      effects = [];
      return taken;
    },
    progress(step, done, total) {
      progress = { step, done, total };
    },
    waits(words) {
      const { done, total } = progress ?? { done: 0, total: null };
      progress = { step: words, done, total };
    },
    count(name, by = 1) {
      counts[name] = (counts[name] ?? 0) + by;
    },
    effect(kind, targetId, effect) {
      if (!closed) effects.push({ kind, targetId, effect });
    },
    drained() {
      if (closed || full.length < 2) return Promise.resolve();
      return new Promise((resolve) => waiting.push(resolve));
    },
    take() {
      if (full.length < chunksAtOnce) closeChunk();
      const taken = { chunks: full.slice(0, chunksAtOnce), effects };
      full = full.slice(chunksAtOnce);
      effects = [];
      return taken;
    },
    giveBack(report) {
      full = [...report.chunks, ...full];
      effects = [...report.effects, ...effects];
    },
    stored() {
      const released = waiting;
      waiting = [];
      for (const release of released) release();
    },
  };
}

function shown(message: string): string {
  if (message.length <= maxLineLength) return redactText(message, []);
  const cut = redactText(message.slice(0, maxLineLength + secretLength), []).slice(0, maxLineLength);
  return `${cut} … (${message.length - maxLineLength} more characters)`;
}
