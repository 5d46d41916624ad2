import type { Json } from '../../../core/json.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Effect, LogLine } from './execution-store.ts';
import type { ExecutionReporter } from './job-type.ts';

/** A line longer than this is cut and says so: a log is for reading. */
const maxLineLength = 8000;

/** What has been reported since the last time it was stored. */
export type ReportBuffer = ExecutionReporter & {
  takeLines(): LogLine[];
  takeEffects(): Effect[];
  readonly counts: Record<string, number>;
  readonly latestProgress: Json | null;
  /** Keeps what could not be stored, in front of what came since. */
  giveBack(lines: LogLine[], effects: Effect[]): void;
};

export function reportBuffer(clock: Clock): ReportBuffer {
  let sequence = 0;
  let lines: LogLine[] = [];
  let effects: Effect[] = [];
  let progress: Json | null = null;
  const counts: Record<string, number> = {};
  return {
    counts,
    get latestProgress() {
      return progress;
    },
    log(level, message) {
      sequence += 1;
      const cut =
        message.length > maxLineLength
          ? `${message.slice(0, maxLineLength)} … (${message.length - maxLineLength} more characters)`
          : message;
      lines.push({ sequence, at: clock.now(), level, message: cut });
    },
    progress(step, done, total) {
      progress = { step, done, total };
    },
    count(name, by = 1) {
      counts[name] = (counts[name] ?? 0) + by;
    },
    effect(kind, targetId, effect) {
      effects.push({ kind, targetId, effect });
    },
    takeLines() {
      const taken = lines;
      lines = [];
      return taken;
    },
    takeEffects() {
      const taken = effects;
      effects = [];
      return taken;
    },
    giveBack(keptLines, keptEffects) {
      lines = [...keptLines, ...lines];
      effects = [...keptEffects, ...effects];
    },
  };
}
