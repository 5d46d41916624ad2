import type { z } from 'zod';
import type { Json, JsonObject } from '../../../core/json.ts';
import { describeTiming } from '../../../core/schedule.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type ExecutionRow, listExecutions } from './execution-store.ts';
import { type JobRow, listJobs } from './job-store.ts';
import type { JobRegistry } from './job-type.ts';
import type { executionSchema, jobSchema } from './schemas.ts';

/** Rows as the API shows them. */

export type ExecutionView = z.input<typeof executionSchema>;
export type JobView = z.input<typeof jobSchema>;

export function presentExecution(row: ExecutionRow, jobName: string): ExecutionView {
  const actor = row.requested_by as { label?: string };
  return {
    id: row.id,
    job_id: row.job_id,
    job_type: row.job_type,
    job_name: jobName,
    trigger: row.trigger as ExecutionView['trigger'],
    status: row.status as ExecutionView['status'],
    requested_by: actor.label ?? 'unknown',
    scheduled_for: iso(row.scheduled_for),
    queued_at: row.queued_at.toISOString(),
    started_at: iso(row.started_at),
    ended_at: iso(row.ended_at),
    duration_ms: durationMs(row),
    findings_count: row.findings_count,
    counts: numbers(row.counts),
    progress: row.progress as ExecutionView['progress'],
    error_code: row.error_code,
    error: row.error,
  };
}

function durationMs(row: Pick<ExecutionRow, 'started_at' | 'ended_at'>): number | null {
  if (row.started_at === null || row.ended_at === null) return null;
  return row.ended_at.getTime() - row.started_at.getTime();
}

function numbers(counts: Json): Record<string, number> {
  const entries = Object.entries(counts as JsonObject);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

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

function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

/** Runs that wait or work now, for progress that is shown everywhere. */
export async function listOpenExecutions(tx: Tx): Promise<ExecutionView[]> {
  const filter = { statuses: ['queued', 'running'] };
  const { rows } = await listExecutions(tx, filter, { limit: 20, offset: 0 });
  const names = new Map((await listJobs(tx)).map((job) => [job.id, job.name]));
  return rows.map((row) => presentExecution(row, names.get(row.job_id) ?? row.job_type));
}
