import type { Gap } from '../../../core/observation.ts';
import type { LatestOutcomeRow } from './sync-run-store.ts';

/** What was seen of what should be seen. Pure. */
export type Coverage = {
  /** Sources (a collector in a region) that were seen whole, every path of every resource. */
  evaluated: number;
  total: number;
  /** Null when nothing was scanned: no number instead of a hopeful one. */
  percent: number | null;
  gaps: Gap[];
  observedAt: Date | null;
};

export function coverageOf(rows: readonly LatestOutcomeRow[]): Coverage {
  const whole = rows.filter((row) => isWhole(row));
  const gaps = mergeGaps(rows.flatMap((row) => row.gaps));
  const newest = rows.reduce<Date | null>(
    (latest, row) => (latest === null || row.started_at > latest ? row.started_at : latest),
    null,
  );
  return {
    evaluated: whole.length,
    total: rows.length,
    // Rounded down, so that 100 is only ever said when nothing is missing.
    percent: rows.length === 0 ? null : Math.floor((whole.length / rows.length) * 1000) / 10,
    gaps,
    observedAt: newest,
  };
}

function isWhole(row: LatestOutcomeRow): boolean {
  return (row.outcome === 'success_with_data' || row.outcome === 'success_empty') && row.gaps.length === 0;
}

/** One gap per cause: the same permission missing in the same source of ten regions is ten places, one fix. */
function mergeGaps(gaps: readonly Gap[]): Gap[] {
  const merged = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = `${gap.source}|${gap.region}|${gap.reason}|${gap.permission ?? ''}`;
    const same = merged.get(key);
    if (same === undefined) {
      merged.set(key, { ...gap, paths: [...gap.paths] });
      continue;
    }
    for (const path of gap.paths) if (!same.paths.includes(path)) same.paths.push(path);
    same.resources = addKnown(same.resources, gap.resources);
  }
  return [...merged.values()];
}

function addKnown(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
