import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { ExecutionView } from './execution-present.ts';
import type { ExecutionRow } from './execution-store.ts';
import { executionsById } from './history-store.ts';
import type { JobRow } from './job-store.ts';

/** What stands around jobs in lists: their last runs and the people. As many queries for a thousand as for one. */

export type OpenStatus = 'running' | 'pending_approval';
export type RecentRun = {
  id: number;
  status: ExecutionView['status'];
  started_at: Date | null;
  attempt_started_at: Date | null;
  ended_at: Date | null;
};
export type Person = { id: number; name: string; email: string };

export type JobSurroundings = {
  last: ExecutionRow | undefined;
  /** Newest first, at most 20. */
  recent: RecentRun[];
  open: OpenStatus | undefined;
  approver: Person | undefined;
  creator: Person | undefined;
};

const shownRuns = 20;

export async function surroundingsOf(tx: Tx, jobs: JobRow[]): Promise<(job: JobRow) => JobSurroundings> {
  const ids = jobs.map((job) => job.id);
  const runs = await recentAndOpenRuns(tx, ids);
  const recent = Map.groupBy(
    runs.filter((run) => run.recent),
    (run) => run.job_id,
  );
  const open = new Map<number, OpenStatus>();
  for (const run of runs) {
    if (run.recent || open.get(run.job_id) === 'running') continue;
    open.set(run.job_id, run.status as OpenStatus);
  }
  const newest = [...recent.values()].flatMap(([run]) => (run === undefined ? [] : [run.id]));
  const last = new Map((await executionsById(tx, newest)).map((row) => [row.job_id, row]));
  const people = await peopleOf(tx, jobs);
  return (job) => ({
    last: last.get(job.id),
    recent: recent.get(job.id) ?? [],
    open: open.get(job.id),
    approver: job.approver_id === null ? undefined : people.get(job.approver_id),
    creator: job.created_by === null ? undefined : people.get(job.created_by),
  });
}

type RunRow = RecentRun & { job_id: number; recent: boolean };

async function recentAndOpenRuns(tx: Tx, jobIds: number[]): Promise<RunRow[]> {
  if (jobIds.length === 0) return [];
  const organizationId = tx.scope.organizationId;
  const { rows } = await sql<RunRow>`
    SELECT r.*, true AS recent FROM unnest(${jobIds}::bigint[]) AS j(id)
    CROSS JOIN LATERAL (
      SELECT job_id, id, status, started_at, attempt_started_at, ended_at FROM job_executions
      WHERE organization_id = ${organizationId} AND job_id = j.id
      ORDER BY id DESC LIMIT ${shownRuns}
    ) r
    UNION ALL
    SELECT job_id, id, status, started_at, attempt_started_at, ended_at, false FROM job_executions
    WHERE organization_id = ${organizationId} AND status IN ('running', 'pending_approval')
    ORDER BY 2 DESC`.execute(tx.sql);
  return rows;
}

/** Also of people who have left since: what they made still carries their name. */
async function peopleOf(tx: Tx, jobs: JobRow[]): Promise<Map<number, Person>> {
  const ids = [...new Set(jobs.flatMap((job) => [job.approver_id, job.created_by]))].filter(
    (id) => id !== null,
  );
  if (ids.length === 0) return new Map();
  const rows = await tx.sql
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
