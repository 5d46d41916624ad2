import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import { type ExecutionRow, executionColumns } from './execution-store.ts';

/** SQL about the past of jobs: what became of an instant, and what ran in a window of time. */

const ofJob = (tx: Tx, jobId: number) =>
  tx.sql
    .selectFrom('job_executions')
    .select(executionColumns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('job_id', '=', jobId);

export async function executionsById(tx: Tx, ids: number[]): Promise<ExecutionRow[]> {
  if (ids.length === 0) return [];
  return await tx.sql
    .selectFrom('job_executions')
    .select(executionColumns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`ANY(${ids}::bigint[])`)
    .orderBy('id')
    .execute();
}

export async function executionOfInstant(
  tx: Tx,
  jobId: number,
  instant: Date,
): Promise<ExecutionRow | undefined> {
  return await ofJob(tx, jobId).where('scheduled_for', '=', instant).executeTakeFirst();
}

/** The record of the newest instant before `at`: it may stand for several that passed unseen. */
export async function occurrenceBefore(tx: Tx, jobId: number, at: Date): Promise<ExecutionRow | undefined> {
  return await ofJob(tx, jobId)
    .where('scheduled_for', '<=', at)
    .orderBy('scheduled_for', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Executions that were asked for within a day of `at`, the nearest ones, oldest first. */
export async function executionsNear(
  tx: Tx,
  jobId: number,
  at: Date,
  limit: number,
): Promise<ExecutionRow[]> {
  const day = 86_400_000;
  const rows = await ofJob(tx, jobId)
    .where('queued_at', '>=', new Date(at.getTime() - day))
    .where('queued_at', '<=', new Date(at.getTime() + day))
    .orderBy(sql`abs(extract(epoch FROM queued_at - ${at}::timestamptz))`)
    .limit(limit)
    .execute();
  return rows.sort((a, b) => a.id - b.id);
}

export type WindowRun = {
  job_id: number;
  id: number;
  status: string;
  error_code: string | null;
  error: string | null;
  scheduled_for: Date | null;
  start: Date;
  end: Date | null;
  place: number;
};

/** An approval may keep an execution open for a week, and an instant may be recorded late. */
const slackMs = 8 * 86_400_000;

/**
 * What was open at any time in [from, to], newest first, at most `perJob` of each job. What never began stands at
 * the instant for which it was due.
 */
export async function runsInWindow(tx: Tx, from: Date, to: Date, perJob: number): Promise<WindowRun[]> {
  const { rows } = await sql<WindowRun>`
    SELECT * FROM (
      SELECT job_id, id, status, error_code, error, scheduled_for, "start", "end",
        row_number() OVER (PARTITION BY job_id ORDER BY "start" DESC, id DESC)::int AS place
      FROM (
        SELECT job_id, id, status, error_code, error, scheduled_for,
          coalesce(started_at, scheduled_for, queued_at) AS "start",
          CASE WHEN started_at IS NULL AND ended_at IS NOT NULL THEN coalesce(scheduled_for, queued_at)
            ELSE ended_at END AS "end"
        FROM job_executions
        WHERE organization_id = ${tx.scope.organizationId}
          AND queued_at BETWEEN ${new Date(from.getTime() - slackMs)} AND ${new Date(to.getTime() + slackMs)}
      ) run
      WHERE "start" <= ${to} AND ("end" IS NULL OR "end" >= ${from})
    ) placed WHERE place <= ${perJob} ORDER BY "start" DESC, id DESC`.execute(tx.sql);
  return rows;
}
