import { sql } from 'kysely';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { NewExecution } from './execution-store.ts';
import type { JobRow } from './job-store.ts';

/** SQL of the scheduler. Everything is for many jobs at once. */

export type OpenRun = {
  id: number;
  job_id: number;
  status: 'queued' | 'running' | 'pending_approval';
  phase: string;
  trigger: string;
  /** By the schedule, or equal to what the schedule starts. */
  alike: boolean;
};

/** Open runs of the jobs, oldest first. */
export async function openRuns(tx: Tx, jobIds: number[]): Promise<OpenRun[]> {
  if (jobIds.length === 0) return [];
  const { rows } = await sql<OpenRun>`
    SELECT e.id, e.job_id, e.status, e.phase, e.trigger,
      (e.trigger IN ('schedule', 'retry', 'undo') OR e.parameters = j.configuration) AS alike
    FROM job_executions e JOIN jobs j ON j.id = e.job_id
    WHERE e.organization_id = ${tx.scope.organizationId} AND e.job_id = ANY(${jobIds}::bigint[])
      AND e.status IN ('queued', 'running', 'pending_approval')
    ORDER BY e.id`.execute(tx.sql);
  return rows;
}

/** Instants of the jobs that have their record already: a clock that went back shows them again. */
export async function knownInstants(
  tx: Tx,
  occurrences: { jobId: number; instant: Date }[],
): Promise<Set<string>> {
  if (occurrences.length === 0) return new Set();
  const { rows } = await sql<{ job_id: number; scheduled_for: Date }>`
    SELECT e.job_id, e.scheduled_for FROM job_executions e
    JOIN unnest(${occurrences.map(({ jobId }) => jobId)}::bigint[],
      ${occurrences.map(({ instant }) => instant.toISOString())}::timestamptz[]) AS o(job_id, instant)
      ON e.job_id = o.job_id AND e.scheduled_for = o.instant`.execute(tx.sql);
  return new Set(rows.map((row) => occurrenceKey(row.job_id, row.scheduled_for)));
}

export const occurrenceKey = (jobId: number, instant: Date): string => `${jobId} ${instant.getTime()}`;

/** When each of the jobs last succeeded, and its name; without those that never did. */
export async function lastSuccesses(
  tx: Tx,
  jobIds: number[],
): Promise<Map<number, { name: string; deleted: boolean; at: Date | null }>> {
  if (jobIds.length === 0) return new Map();
  const { rows } = await sql<{ id: number; name: string; deleted: boolean; at: Date | null }>`
    SELECT j.id, j.name, j.deleted_at IS NOT NULL AS deleted, (
      SELECT e.ended_at FROM job_executions e
      WHERE e.organization_id = j.organization_id AND e.job_id = j.id AND e.status = 'succeeded'
      ORDER BY e.id DESC LIMIT 1
    ) AS at
    FROM jobs j
    WHERE j.organization_id = ${tx.scope.organizationId} AND j.id = ANY(${jobIds}::bigint[])`.execute(tx.sql);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export type NewOccurrence = NewExecution & { scheduledFor: Date; instants: number };

/** Inserts what is not there yet; answers with what it inserted. */
export async function insertOccurrences(
  tx: Tx,
  occurrences: NewOccurrence[],
): Promise<{ id: number; job_id: number; status: string; not_before: Date | null }[]> {
  if (occurrences.length === 0) return [];
  return await tx.sql
    .insertInto('job_executions')
    .values(
      occurrences.map((occurrence) => ({
        organization_id: occurrence.organizationId,
        job_id: occurrence.jobId,
        job_type: occurrence.jobType,
        trigger: occurrence.trigger,
        status: occurrence.status,
        scheduled_for: occurrence.scheduledFor,
        parameters: JSON.stringify(occurrence.parameters),
        requested_by: JSON.stringify(occurrence.requestedBy),
        queued_at: occurrence.at,
        ended_at: occurrence.status === 'skipped' ? occurrence.at : null,
        timeout_seconds: occurrence.timeoutSeconds,
        phase: occurrence.phase ?? 'run',
        not_before: occurrence.notBefore ?? null,
        job_version: occurrence.jobVersion ?? 1,
        type_version: occurrence.typeVersion ?? 1,
        exclusive: occurrence.exclusive ?? true,
        counts: JSON.stringify(occurrence.instants > 1 ? { instants: occurrence.instants } : {}),
        error_code: occurrence.error?.code ?? null,
        error: occurrence.error?.message ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'job_id', 'status', 'not_before'])
    .execute();
}

export async function setNextRuns(tx: Tx, next: { jobId: number; at: Date | null }[]): Promise<void> {
  if (next.length === 0) return;
  await sql`
    UPDATE jobs SET next_run_at = n.at
    FROM unnest(${next.map(({ jobId }) => jobId)}::bigint[],
      ${next.map(({ at }) => at?.toISOString() ?? null)}::timestamptz[]) AS n(id, at)
    WHERE jobs.organization_id = ${tx.scope.organizationId} AND jobs.id = n.id`.execute(tx.sql);
}

export async function setAuditReferences(
  tx: Tx,
  references: { executionId: number; sequence: number }[],
): Promise<void> {
  if (references.length === 0) return;
  await sql`
    UPDATE job_executions SET audit_sequence = r.sequence
    FROM unnest(${references.map(({ executionId }) => executionId)}::bigint[],
      ${references.map(({ sequence }) => sequence)}::bigint[]) AS r(id, sequence)
    WHERE job_executions.organization_id = ${tx.scope.organizationId}
      AND job_executions.id = r.id`.execute(tx.sql);
}

export type DueJob = { id: number; organization_id: number };

/** Jobs with an instant that has come, the longest due first; without `except`. */
export async function findDueJobs(
  tx: SystemTx,
  now: Date,
  options: { limit: number; except: number[] },
): Promise<DueJob[]> {
  const { rows } = await sql<DueJob>`
    SELECT id, organization_id FROM jobs
    WHERE state IN ('scheduled', 'paused') AND deleted_at IS NULL AND next_run_at <= ${now}
      AND NOT id = ANY(${options.except}::bigint[])
    ORDER BY next_run_at, id LIMIT ${options.limit}`.execute(tx.sql);
  return rows;
}

export type PlannedJob = DueJob &
  Pick<JobRow, 'timing' | 'time_zone' | 'gap_policy' | 'overlap_policy_at_clock_change'> & {
    next_run_at: Date;
  };

/** Jobs whose next instant is still to come, by id. */
export async function listPlannedJobs(
  tx: SystemTx,
  now: Date,
  options: { afterId: number; limit: number },
): Promise<PlannedJob[]> {
  const { rows } = await sql<PlannedJob>`
    SELECT id, organization_id, timing, time_zone, gap_policy, overlap_policy_at_clock_change, next_run_at
    FROM jobs
    WHERE id > ${options.afterId} AND state IN ('scheduled', 'paused') AND deleted_at IS NULL
      AND timing IS NOT NULL AND next_run_at > ${now}
    ORDER BY id LIMIT ${options.limit}`.execute(tx.sql);
  return rows;
}

/** Brings the next instant forward, unless the job was changed since it was read. */
export async function bringForward(tx: Tx, job: { id: number; from: Date; to: Date }): Promise<void> {
  await tx.sql
    .updateTable('jobs')
    .set({ next_run_at: job.to })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', job.id)
    .where('next_run_at', '=', job.from)
    .execute();
}

/**
 * Locks runs that may be stopped before anything is announced: whoever ends a run locks it first and the
 * organisation's audit log afterwards, and two orders would wait for each other.
 */
export async function lockRuns(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql
    .selectFrom('job_executions')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', 'in', [...ids])
    .where('status', 'in', ['queued', 'running'])
    .orderBy('id')
    .forUpdate()
    .execute();
}
