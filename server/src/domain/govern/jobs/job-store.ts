import type { Json } from '../../../core/json.ts';
import type { ClockChangePolicy, Timing } from '../../../core/schedule.ts';
import type { AnyTx, SystemTx, Tx } from '../../../platform/db/database.ts';

/** The only SQL about jobs. */

export type JobRow = {
  id: number;
  organization_id: number;
  type: string;
  name: string;
  platform: boolean;
  state: string;
  configuration: Json;
  timing: Timing | null;
  time_zone: string;
  gap_policy: ClockChangePolicy['gap'];
  overlap_policy_at_clock_change: ClockChangePolicy['overlap'];
  missed_policy: 'skip' | 'latest' | 'all';
  maximum_lateness_seconds: number;
  overlap_policy: 'skip' | 'queue' | 'cancel_running' | 'allow';
  jitter_seconds: number;
  blackout: BlackoutWindow[];
  depends_on: JobDependency[];
  timeout_seconds: number | null;
  retry_attempts: number;
  retry_backoff_seconds: number;
  approver_id: number | null;
  state_changed_by: Json | null;
  state_changed_at: Date | null;
  version: number;
  next_run_at: Date | null;
  created_by: number | null;
  created_at: Date;
};

/** In the job's zone, on days 0 (Sunday) to 6, from `HH:mm` up to `HH:mm`; or between two instants. */
export type BlackoutWindow =
  | { days: number[]; from: string; to: string }
  | { from: string; to: string; days?: undefined };

/** A job that must have succeeded, and how recently. */
export type JobDependency = { job_id: number; within_seconds: number };

const columns = [
  'id',
  'organization_id',
  'type',
  'name',
  'platform',
  'state',
  'configuration',
  'timing',
  'time_zone',
  'gap_policy',
  'overlap_policy_at_clock_change',
  'missed_policy',
  'maximum_lateness_seconds',
  'overlap_policy',
  'jitter_seconds',
  'blackout',
  'depends_on',
  'timeout_seconds',
  'retry_attempts',
  'retry_backoff_seconds',
  'approver_id',
  'state_changed_by',
  'state_changed_at',
  'version',
  'next_run_at',
  'created_by',
  'created_at',
] as const;

/** The columns hold what their writers were given by the schemas; the type says so once. */
const asJob = (row: unknown): JobRow => row as JobRow;

export async function insertPlatformJob(
  tx: AnyTx,
  job: {
    organizationId: number;
    type: string;
    name: string;
    timing: Timing | null;
    nextRunAt: Date | null;
  },
): Promise<void> {
  await tx.sql
    .insertInto('jobs')
    .values({
      organization_id: job.organizationId,
      type: job.type,
      name: job.name,
      platform: true,
      timing: job.timing === null ? null : JSON.stringify(job.timing),
      next_run_at: job.nextRunAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function listOrganizationIds(tx: SystemTx): Promise<number[]> {
  const rows = await tx.sql.selectFrom('organizations').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

export async function setTiming(
  tx: AnyTx,
  jobId: number,
  timing: Timing | null,
  nextRunAt: Date | null,
  at: Date,
): Promise<void> {
  await tx.sql
    .updateTable('jobs')
    .set({
      timing: timing === null ? null : JSON.stringify(timing),
      next_run_at: nextRunAt,
      updated_at: at,
    })
    .where('id', '=', jobId)
    .execute();
}

export async function setNextRun(tx: AnyTx, jobId: number, nextRunAt: Date | null): Promise<void> {
  await tx.sql.updateTable('jobs').set({ next_run_at: nextRunAt }).where('id', '=', jobId).execute();
}

export async function setState(
  tx: Tx,
  jobId: number,
  state: 'scheduled' | 'disabled',
  nextRunAt: Date | null,
  at: Date,
): Promise<void> {
  await tx.sql
    .updateTable('jobs')
    .set({ state, next_run_at: nextRunAt, updated_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', jobId)
    .execute();
}

export async function findDueJobs(tx: SystemTx, now: Date, limit: number): Promise<JobRow[]> {
  const rows = await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('state', '=', 'scheduled')
    .where('deleted_at', 'is', null)
    .where('next_run_at', '<=', now)
    .orderBy('next_run_at')
    .limit(limit)
    .execute();
  return rows.map(asJob);
}

/** Undefined when another scheduler has it or has advanced it already. */
export async function lockDueJob(tx: Tx, id: number, now: Date): Promise<JobRow | undefined> {
  const row = await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .where('deleted_at', 'is', null)
    .where('next_run_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row === undefined ? undefined : asJob(row);
}

const living = (tx: Tx) =>
  tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('deleted_at', 'is', null);

export async function listJobs(tx: Tx): Promise<JobRow[]> {
  return (await living(tx).orderBy('id').execute()).map(asJob);
}

export async function getJob(tx: Tx, id: number): Promise<JobRow | undefined> {
  const row = await living(tx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : asJob(row);
}

export async function getPlatformJobByType(tx: Tx, type: string): Promise<JobRow | undefined> {
  const row = await living(tx).where('platform', '=', true).where('type', '=', type).executeTakeFirst();
  return row === undefined ? undefined : asJob(row);
}
