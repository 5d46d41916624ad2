import type { z } from 'zod';
import { clockChanges, previewRuns } from '../../../core/schedule.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { getOrganization } from '../tenancy/index.ts';
import { scheduleOf } from './definition-rules.ts';
import { runsInWindow, type WindowRun } from './history-store.ts';
import type { timelineSchema } from './job-schemas.ts';
import * as jobs from './job-store.ts';

/** Past runs and coming instants of all jobs, for the lanes of one page. */

type Timeline = z.input<typeof timelineSchema>;
type Lane = Timeline['jobs'][number];

const runsPerJob = 500;
const runsInAll = 20_000;
const upcomingPerJob = 200;
const upcomingInAll = 5_000;
const fewestPerJob = 10;

export async function readTimeline(tx: Tx, window: { from: Date; to: Date; now: Date }): Promise<Timeline> {
  const { from, to, now } = window;
  const { time_zone } = await getOrganization(tx);
  const rows = await jobs.listJobs(tx);
  const share = (inAll: number, perJob: number) =>
    Math.max(fewestPerJob, Math.min(perJob, Math.floor(inAll / Math.max(1, rows.length))));
  const runLimit = share(runsInAll, runsPerJob);
  const upcomingLimit = share(upcomingInAll, upcomingPerJob);
  // One more than is shown tells that there are more.
  const runs = Map.groupBy(await runsInWindow(tx, from, to, runLimit + 1), (run) => run.job_id);
  const after = new Date(Math.max(now.getTime(), from.getTime()));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    time_zone,
    clock_changes: clockChanges(time_zone, from, to).map((change) => ({
      at: change.at.toISOString(),
      offset_before: Math.round(change.offsetBefore),
      offset_after: Math.round(change.offsetAfter),
    })),
    jobs: rows.map((row) => {
      const past = runs.get(row.id) ?? [];
      const coming = upcomingOf(row, after, to, upcomingLimit);
      return {
        id: row.id,
        name: row.name,
        type: row.type,
        state: row.state === 'scheduled' && row.timing === null ? 'unscheduled' : row.state,
        runs: past.slice(0, runLimit).map(presentRun).reverse(),
        upcoming: coming.runs,
        more: past.length > runLimit || coming.more,
      };
    }),
  };
}

function presentRun(run: WindowRun): Lane['runs'][number] {
  return {
    execution_id: run.id,
    status: run.status as Lane['runs'][number]['status'],
    reason: run.error ?? run.error_code,
    start: run.start.toISOString(),
    end: run.end?.toISOString() ?? null,
    scheduled_for: run.scheduled_for?.toISOString() ?? null,
  };
}

/** A paused job has its instants too: each will be recorded as skipped. A disabled one has none. */
function upcomingOf(
  row: jobs.JobRow,
  after: Date,
  to: Date,
  limit: number,
): { runs: Lane['upcoming']; more: boolean } {
  const schedule = scheduleOf(row);
  const runs: Lane['upcoming'] = [];
  if (schedule === null || row.state === 'disabled') return { runs, more: false };
  let cursor: Date | null = after;
  while (cursor !== null) {
    const preview = previewRuns(schedule, cursor, 25);
    cursor = preview.at(-1)?.instant ?? null;
    for (const { instant, clockChange } of preview) {
      if (instant > to) return { runs, more: false };
      if (runs.length === limit) return { runs, more: true };
      runs.push({ instant: instant.toISOString(), clock_change: clockChange });
    }
  }
  return { runs, more: false };
}
