import type { z } from 'zod';
import { describeTiming } from '../../../core/schedule.ts';
import type { ExecutionRow } from './execution-store.ts';
import type { jobSchema } from './job-schemas.ts';
import type { JobRow } from './job-store.ts';
import type { JobRegistry } from './job-type.ts';
import { durationMs, type ExecutionView, iso, presentExecution } from './present.ts';

/** Jobs as the API shows them. */

export type JobView = z.input<typeof jobSchema>;

export function presentJob(row: JobRow, registry: JobRegistry, latest: ExecutionRow[]): JobView {
  const jobType = registry.get(row.type);
  const unscheduled = row.state === 'scheduled' && row.timing === null;
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    description: jobType?.description ?? 'This version has no job of this type.',
    platform: row.platform,
    state: unscheduled ? 'unscheduled' : (row.state as JobView['state']),
    state_reason: stateReason(row, registry),
    schedule: row.timing?.kind === 'cron' ? row.timing.expression : null,
    timing: row.timing,
    schedule_words: row.timing === null ? null : describeTiming(row.timing),
    time_zone: row.time_zone,
    next_run_at: iso(row.next_run_at),
    last_execution: latest[0] === undefined ? null : presentExecution(latest[0], row.name),
    recent: latest
      .map((execution) => ({
        id: execution.id,
        status: execution.status as ExecutionView['status'],
        duration_ms: durationMs(execution),
      }))
      .reverse(),
    created_at: row.created_at.toISOString(),
  };
}

function stateReason(row: JobRow, registry: JobRegistry): string | null {
  if (row.state === 'disabled') return 'Disabled by an administrator; enable it to return to its schedule.';
  if (row.state === 'paused') return 'Paused by an administrator.';
  if (row.timing !== null) return null;
  const variable = registry.get(row.type)?.scheduleVariable;
  return variable === null || variable === undefined
    ? 'It has no schedule and runs by hand.'
    : `${variable} is not set, so it runs by hand only.`;
}
