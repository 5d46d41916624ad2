import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL of retention. Counting and removing ask the same question. */

const ended = sql`e.status IN ('succeeded', 'failed', 'skipped', 'cancelled')`;

/** Logs of runs that ended before; the newest run of each job keeps its own. */
const oldLogs = (tx: Tx, before: Date) => sql`
  SELECT e.id FROM job_executions e
  WHERE e.organization_id = ${tx.scope.organizationId} AND ${ended} AND e.ended_at < ${before} AND e.log_lines > 0
    AND EXISTS (SELECT 1 FROM execution_log_chunks c WHERE c.execution_id = e.id)
    AND EXISTS (SELECT 1 FROM job_executions newer WHERE newer.job_id = e.job_id AND newer.id > e.id)`;

/** Beyond the newest `keepLast` of their job, never its newest success, and never what may have written. */
const oldExecutions = (tx: Tx, before: Date, keepLast: number) => sql`
  SELECT e.id FROM jobs j
  CROSS JOIN LATERAL (
    SELECT min(newest.id) AS id FROM (
      SELECT id FROM job_executions WHERE job_id = j.id ORDER BY id DESC LIMIT ${keepLast}
    ) newest
  ) kept
  JOIN job_executions e ON e.job_id = j.id AND e.id < kept.id
  WHERE j.organization_id = ${tx.scope.organizationId} AND e.organization_id = ${tx.scope.organizationId}
    AND ${ended} AND e.ended_at < ${before} AND NOT e.may_have_written
    AND e.id <> coalesce(
      (SELECT max(id) FROM job_executions s WHERE s.job_id = j.id AND s.status = 'succeeded'), 0)`;

export async function countOldLogs(tx: Tx, before: Date): Promise<number> {
  return await countOf(tx, oldLogs(tx, before));
}

export async function countOldExecutions(tx: Tx, before: Date, keepLast: number): Promise<number> {
  return await countOf(tx, oldExecutions(tx, before, keepLast));
}

async function countOf(tx: Tx, ids: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM (${ids}) AS found`.execute(tx.sql);
  return rows[0]?.count ?? 0;
}

/** The logs of at most `limit` runs; returns of how many. */
export async function removeOldLogs(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    WITH old AS (${oldLogs(tx, before)} LIMIT ${limit}), removed AS (
      DELETE FROM execution_log_chunks WHERE execution_id IN (SELECT id FROM old) RETURNING execution_id
    )
    SELECT count(DISTINCT execution_id)::integer AS count FROM removed`.execute(tx.sql);
  return rows[0]?.count ?? 0;
}

/** At most `limit` runs with all that belongs to them; returns how many. */
export async function removeOldExecutions(
  tx: Tx,
  before: Date,
  keepLast: number,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    WITH old AS (${oldExecutions(tx, before, keepLast)} LIMIT ${limit}), removed AS (
      DELETE FROM job_executions WHERE id IN (SELECT id FROM old) RETURNING id
    )
    SELECT count(*)::integer AS count FROM removed`.execute(tx.sql);
  return rows[0]?.count ?? 0;
}
