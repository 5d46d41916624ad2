import type { z } from 'zod';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { executionSchema } from './execution-schemas.ts';
import { type ExecutionRow, listExecutions } from './execution-store.ts';
import { listJobs } from './job-store.ts';

/** Executions as the API shows them. */

export type ExecutionView = z.input<typeof executionSchema>;

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

export function durationMs(row: Pick<ExecutionRow, 'started_at' | 'ended_at'>): number | null {
  if (row.started_at === null || row.ended_at === null) return null;
  return row.ended_at.getTime() - row.started_at.getTime();
}

function numbers(counts: Json): Record<string, number> {
  const entries = Object.entries(counts as JsonObject);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

export function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

/** Runs that wait or work now, for progress that is shown everywhere. */
export async function listOpenExecutions(tx: Tx): Promise<ExecutionView[]> {
  const filter = { statuses: ['queued', 'running'] };
  const { rows } = await listExecutions(tx, filter, { limit: 20, offset: 0 });
  const names = new Map((await listJobs(tx)).map((job) => [job.id, job.name]));
  return rows.map((row) => presentExecution(row, names.get(row.job_id) ?? row.job_type));
}
