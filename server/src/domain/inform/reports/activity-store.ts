import { type RawBuilder, sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL about runs of jobs and decided approvals of a period, for the report of it. */

export type ActivityFilter = {
  from: Date;
  to: Date;
  jobType: string | undefined;
  /** The run that makes the report. */
  exceptExecutionId: number;
};

const runsOf = (tx: Tx, filter: ActivityFilter): RawBuilder<unknown> =>
  sql`e.organization_id = ${tx.scope.organizationId}::bigint AND e.id <> ${filter.exceptExecutionId}::bigint
    AND e.queued_at > ${filter.from}::timestamptz AND e.queued_at <= ${filter.to}::timestamptz
    AND (${filter.jobType ?? null}::text IS NULL OR e.job_type = ${filter.jobType ?? null}::text)`;

export type JobCountRow = {
  job_id: number;
  job_name: string;
  job_type: string;
  status: string;
  count: number;
};

export async function countRunsByJob(tx: Tx, filter: ActivityFilter): Promise<JobCountRow[]> {
  const rows = await sql<JobCountRow>`
    SELECT e.job_id, j.name AS job_name, e.job_type, e.status, count(*)::int AS count
    FROM job_executions e JOIN jobs j ON j.id = e.job_id
    WHERE ${runsOf(tx, filter)}
    GROUP BY e.job_id, j.name, e.job_type, e.status ORDER BY j.name, e.job_id, e.status`.execute(tx.sql);
  return rows.rows;
}

export type ReasonRow = { status: string; reason: string; count: number; last_at: Date; example: string };

/** Why runs failed or did not take place, the most frequent reason first. */
export async function countReasons(tx: Tx, filter: ActivityFilter): Promise<ReasonRow[]> {
  const rows = await sql<ReasonRow>`
    SELECT e.status, coalesce(e.error_code, 'not said') AS reason, count(*)::int AS count, max(e.queued_at) AS last_at,
      coalesce((array_agg(e.error ORDER BY e.id DESC))[1], '') AS example
    FROM job_executions e
    WHERE ${runsOf(tx, filter)} AND e.status IN ('failed', 'skipped', 'cancelled')
    GROUP BY e.status, coalesce(e.error_code, 'not said') ORDER BY e.status, count(*) DESC, 2`.execute(
    tx.sql,
  );
  return rows.rows;
}

export type RunRow = {
  id: number;
  job_name: string;
  job_type: string;
  status: string;
  trigger: string;
  requested_by: Json;
  scheduled_for: Date | null;
  queued_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  attempt: number;
  error_code: string | null;
  error: string | null;
  approval_id: number | null;
};

/** In the order in which they were asked for. */
export async function pageOfRuns(
  tx: Tx,
  filter: ActivityFilter,
  statuses: readonly string[] | null,
  after: Pick<RunRow, 'queued_at' | 'id'> | null,
  limit: number,
): Promise<RunRow[]> {
  const later =
    after === null
      ? sql`true`
      : sql`(e.queued_at, e.id) > (${after.queued_at}::timestamptz, ${after.id}::bigint)`;
  const only = statuses === null ? sql`true` : sql`e.status = any(${[...statuses]}::text[])`;
  const rows = await sql<RunRow>`
    SELECT e.id, j.name AS job_name, e.job_type, e.status, e.trigger, e.requested_by, e.scheduled_for, e.queued_at,
      e.started_at, e.ended_at, e.attempt, e.error_code, e.error, e.approval_id
    FROM job_executions e JOIN jobs j ON j.id = e.job_id
    WHERE ${runsOf(tx, filter)} AND ${only} AND ${later}
    ORDER BY e.queued_at, e.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows.rows;
}

export type DecisionRow = {
  id: number;
  title: string;
  target_system: string;
  status: string;
  steps: number;
  plan_hash: string;
  submitted_by: Json;
  submitted_at: Date;
  decided_by: Json | null;
  decided_at: Date;
  decision_reason: string | null;
};

/** Approvals that were decided, expired or withdrawn in the period, in that order. */
export async function pageOfDecisions(
  tx: Tx,
  filter: ActivityFilter,
  after: Pick<DecisionRow, 'decided_at' | 'id'> | null,
  limit: number,
): Promise<DecisionRow[]> {
  const decidedAt = sql`coalesce(a.decided_at, a.expires_at)`;
  const later =
    after === null
      ? sql`true`
      : sql`(${decidedAt}, a.id) > (${after.decided_at}::timestamptz, ${after.id}::bigint)`;
  const rows = await sql<DecisionRow>`
    SELECT a.id, a.title, a.target_system, a.status, a.plan_hash, a.submitted_by, a.submitted_at, a.decided_by,
      ${decidedAt} AS decided_at, a.decision_reason,
      CASE WHEN jsonb_typeof(a.plan->'steps') = 'array' THEN jsonb_array_length(a.plan->'steps') ELSE 0 END AS steps
    FROM approvals a LEFT JOIN job_executions e ON a.subject_kind = 'job_execution' AND e.id = a.subject_id
    WHERE a.organization_id = ${tx.scope.organizationId}::bigint AND a.status <> 'pending'
      AND (${filter.jobType ?? null}::text IS NULL OR e.job_type = ${filter.jobType ?? null}::text)
      AND ${decidedAt} > ${filter.from}::timestamptz AND ${decidedAt} <= ${filter.to}::timestamptz AND ${later}
    ORDER BY ${decidedAt}, a.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows.rows;
}

/** Approvals by how they ended in the period, and those that wait now under `pending`. */
export async function countDecisions(tx: Tx, filter: ActivityFilter): Promise<Map<string, number>> {
  const rows = await sql<{ status: string; count: number }>`
    SELECT a.status, count(*)::int AS count
    FROM approvals a LEFT JOIN job_executions e ON a.subject_kind = 'job_execution' AND e.id = a.subject_id
    WHERE a.organization_id = ${tx.scope.organizationId}::bigint AND a.submitted_at <= ${filter.to}::timestamptz
      AND (${filter.jobType ?? null}::text IS NULL OR e.job_type = ${filter.jobType ?? null}::text)
      AND (a.status = 'pending' OR (coalesce(a.decided_at, a.expires_at) > ${filter.from}::timestamptz
        AND coalesce(a.decided_at, a.expires_at) <= ${filter.to}::timestamptz))
    GROUP BY a.status`.execute(tx.sql);
  return new Map(rows.rows.map(({ status, count }) => [status, count]));
}
