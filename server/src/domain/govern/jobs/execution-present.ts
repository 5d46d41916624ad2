import type { z } from 'zod';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { StepRow } from './action-store.ts';
import type { LogLine } from './execution-log-store.ts';
import type { executionSchema, executionStepSchema, logLineSchema } from './execution-schemas.ts';
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
    phase: row.phase as ExecutionView['phase'],
    attempt: row.attempt,
    retry_of: row.retry_of,
    requested_by: actor.label ?? 'unknown',
    scheduled_for: iso(row.scheduled_for),
    queued_at: row.queued_at.toISOString(),
    not_before: row.status === 'queued' ? iso(row.not_before) : null,
    started_at: iso(row.started_at),
    ended_at: iso(row.ended_at),
    duration_ms: durationMs(row),
    lateness_ms: span(row.scheduled_for, row.started_at),
    job_version: row.job_version,
    findings_count: row.findings_count,
    counts: numbers(row.counts),
    progress: row.progress as ExecutionView['progress'],
    plan_hash: row.plan_hash,
    approval_id: row.approval_id,
    result: row.result as ExecutionView['result'],
    log_lines: row.log_lines,
    error_code: row.error_code,
    error: row.error,
    audit_sequence: row.audit_sequence,
  };
}

export function durationMs(
  row: Pick<ExecutionRow, 'started_at' | 'ended_at'> & Partial<Pick<ExecutionRow, 'attempt_started_at'>>,
): number | null {
  return span(row.attempt_started_at ?? row.started_at, row.ended_at);
}

/** Clocks of two machines may differ a little; nothing takes less than no time. */
function span(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : Math.max(0, to.getTime() - from.getTime());
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

export function presentLine(line: LogLine): z.input<typeof logLineSchema> {
  return { sequence: line.sequence, at: line.at.toISOString(), level: line.level, message: line.message };
}

export function presentStep(row: StepRow): z.input<typeof executionStepSchema> {
  const { step } = row;
  return {
    position: row.position,
    summary: step.summary,
    call: step.call,
    before: step.before as z.input<typeof executionStepSchema>['before'],
    after: step.after as z.input<typeof executionStepSchema>['after'],
    observed_before: row.observed_before as z.input<typeof executionStepSchema>['before'],
    observed_after: row.observed_after as z.input<typeof executionStepSchema>['after'],
    status: row.status as z.input<typeof executionStepSchema>['status'],
    error: row.error,
  };
}

/** Runs that wait or work now, for progress that is shown everywhere. */
export async function listOpenExecutions(tx: Tx): Promise<ExecutionView[]> {
  const filter = { statuses: ['queued', 'running'] };
  const { rows } = await listExecutions(tx, filter, { limit: 20, offset: 0 });
  const names = new Map((await listJobs(tx)).map((job) => [job.id, job.name]));
  return rows.map((row) => presentExecution(row, names.get(row.job_id) ?? row.job_type));
}
