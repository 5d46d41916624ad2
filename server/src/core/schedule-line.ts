import { AppError } from './errors.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { type ClockChangePolicy, nextRun, type Schedule, scheduleProblem } from './schedule.ts';

/** `next` in UTC. With `error` it is empty: the line could not be read, or the schedule never falls due. */
export type PreviewAnswer = { id: string | number | null; next: string[]; error?: string };

export const mostPreviewedRuns = 1000;
const usualCount = 5;

/**
 * One line of `infraudit schedule preview --jsonl`: `{id, expr, tz, from, count?, gap?, overlap?}`, the runs after
 * `from`. Wrong input is answered with `error` that names the field, never thrown. Pure.
 */
export function previewText(text: string): PreviewAnswer {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id: null, next: [], error: `line: is not JSON (${reason})` };
  }
  if (!isJsonObject(line)) return { id: null, next: [], error: 'line: must be an object' };
  const id = typeof line.id === 'string' || typeof line.id === 'number' ? line.id : null;
  const asked = askedIn(line);
  if ('error' in asked) return { id, next: [], error: asked.error };
  try {
    return answerOf(id, asked);
  } catch (error) {
    if (error instanceof AppError) return { id, next: [], error: error.message };
    throw error;
  }
}

type Asked = { schedule: Schedule; from: Date; count: number };

function answerOf(id: PreviewAnswer['id'], { schedule, from, count }: Asked): PreviewAnswer {
  const next: string[] = [];
  for (let run = nextRun(schedule, from); run !== null && next.length < count; run = nextRun(schedule, run)) {
    next.push(run.toISOString().replace('.000Z', 'Z'));
  }
  if (next.length > 0) return { id, next };
  return { id, next, error: `expr: ${scheduleProblem(schedule, from) ?? 'never falls due after from'}` };
}

function askedIn(line: JsonObject): Asked | { error: string } {
  const { expr, tz, from, count } = line;
  if (typeof expr !== 'string') return { error: 'expr: must be a cron expression' };
  if (typeof tz !== 'string') return { error: 'tz: must be an IANA time zone such as Europe/Berlin' };
  const start = instantOf(from);
  if (start === null)
    return { error: 'from: must be an ISO instant with Z or an offset: 2026-03-29T00:00:00Z' };
  const wanted = count ?? usualCount;
  if (typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 1 || wanted > mostPreviewedRuns) {
    return { error: `count: must be a whole number from 1 to ${mostPreviewedRuns}` };
  }
  const gap = oneOf<ClockChangePolicy['gap']>(line.gap ?? 'run_after', ['run_after', 'skip']);
  if (gap === undefined) return { error: 'gap: must be run_after or skip' };
  const overlap = oneOf<ClockChangePolicy['overlap']>(line.overlap ?? 'first', ['first', 'second', 'both']);
  if (overlap === undefined) return { error: 'overlap: must be first, second or both' };
  const schedule: Schedule = { timing: { kind: 'cron', expression: expr }, timeZone: tz, gap, overlap };
  return { schedule, from: start, count: wanted };
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === value);
}

/** A local time without a zone would mean something else on every machine. */
function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?$/i.test(value)) return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
