import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { Actor } from '../../../core/scope.ts';
import type { AnyTx, Tx } from '../../../platform/db/database.ts';
import type { JobRow } from './job-store.ts';

/** The only SQL about the definitions that jobs had. */

export type JobChange =
  | 'created'
  | 'edited'
  | 'paused'
  | 'resumed'
  | 'disabled'
  | 'enabled'
  | 'deleted'
  | 'schedule_changed';

/** What decides when a job runs. */
export type JobAsPlanned = Pick<
  JobRow,
  'state' | 'timing' | 'time_zone' | 'gap_policy' | 'overlap_policy_at_clock_change'
>;

export type RevisionRow = {
  revision: number;
  at: Date;
  changed_by: Actor;
  change: string;
  /** The columns of the job, as JSON has them: moments are text. */
  definition: JsonObject & JobAsPlanned;
};

/** Keeps the job as it is now under its version, in the transaction that made it so. */
export async function insertRevision(
  tx: AnyTx,
  jobId: number,
  change: JobChange,
  by: Actor,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO job_revisions (job_id, revision, organization_id, at, changed_by, change, definition)
    SELECT id, version, organization_id, ${at}, ${JSON.stringify(by)}::jsonb, ${change},
      to_jsonb(j) - '{id,organization_id,version,next_run_at,updated_at}'::text[]
    FROM jobs j WHERE id = ${jobId}`.execute(tx.sql);
}

const select = (tx: Tx, jobId: number) =>
  tx.sql
    .selectFrom('job_revisions')
    .select(['revision', 'at', 'changed_by', 'change', 'definition'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('job_id', '=', jobId);

const asRevision = (row: unknown): RevisionRow => row as RevisionRow;

/** Newest first. */
export async function listRevisions(tx: Tx, jobId: number, limit: number): Promise<RevisionRow[]> {
  const rows = await select(tx, jobId).orderBy('revision', 'desc').limit(limit).execute();
  return rows.map(asRevision);
}

/** The one that was in force at `at`. */
export async function revisionAt(tx: Tx, jobId: number, at: Date): Promise<RevisionRow | undefined> {
  const row = await select(tx, jobId)
    .where('at', '<=', at)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : asRevision(row);
}
