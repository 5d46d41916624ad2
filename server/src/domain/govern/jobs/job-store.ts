import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { ClockChangePolicy, Timing } from '../../../core/schedule.ts';
import type { Actor } from '../../../core/scope.ts';
import type { AnyTx, SystemTx, Tx } from '../../../platform/db/database.ts';

/** The only SQL about jobs. */

export type JobRow = {
  id: number;
  organization_id: number;
  type: string;
  name: string;
  platform: boolean;
  state: 'scheduled' | 'paused' | 'disabled';
  configuration: JsonObject;
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
  state_changed_by: Actor | null;
  state_changed_at: Date | null;
  version: number;
  next_run_at: Date | null;
  created_by: number | null;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
};

/** What a person may set; the rest follows from it or from what happens. */
export type JobDefinition = Pick<
  JobRow,
  | 'name'
  | 'configuration'
  | 'timing'
  | 'time_zone'
  | 'gap_policy'
  | 'overlap_policy_at_clock_change'
  | 'missed_policy'
  | 'maximum_lateness_seconds'
  | 'overlap_policy'
  | 'jitter_seconds'
  | 'blackout'
  | 'depends_on'
  | 'timeout_seconds'
  | 'retry_attempts'
  | 'retry_backoff_seconds'
  | 'approver_id'
>;

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
  'updated_at',
  'deleted_at',
] as const;

/** The columns hold what their writers were given by the schemas; the type says so once. */
const asJob = (row: unknown): JobRow => row as JobRow;

/** The definition as columns: jsonb is written as its text. */
function asColumns(definition: Partial<JobDefinition>) {
  const { configuration, timing, blackout, depends_on, ...plain } = definition;
  return {
    ...plain,
    ...(configuration === undefined ? {} : { configuration: JSON.stringify(configuration) }),
    ...(timing === undefined ? {} : { timing: timing === null ? null : JSON.stringify(timing) }),
    ...(blackout === undefined ? {} : { blackout: JSON.stringify(blackout) }),
    ...(depends_on === undefined ? {} : { depends_on: JSON.stringify(depends_on) }),
  };
}

export async function insertJob(
  tx: AnyTx,
  job: Partial<JobDefinition> & {
    organization_id: number;
    type: string;
    name: string;
    platform: boolean;
    state: JobRow['state'];
    next_run_at: Date | null;
    created_by: number | null;
    at: Date;
  },
): Promise<JobRow> {
  const { organization_id, type, name, platform, state, next_run_at, created_by, at, ...definition } = job;
  const row = await tx.sql
    .insertInto('jobs')
    .values({
      organization_id,
      type,
      name,
      platform,
      state,
      next_run_at,
      created_by,
      created_at: at,
      updated_at: at,
      ...asColumns(definition),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return asJob(row);
}

/** Sets the given fields and raises the version. */
export async function updateJob(
  tx: AnyTx,
  jobId: number,
  change: Partial<JobDefinition> & {
    state?: JobRow['state'];
    next_run_at?: Date | null;
    deleted_at?: Date;
    state_changed_by?: Actor;
  },
  at: Date,
): Promise<JobRow> {
  const { state, next_run_at, deleted_at, state_changed_by, ...definition } = change;
  const row = await tx.sql
    .updateTable('jobs')
    .set({
      ...asColumns(definition),
      ...(state === undefined ? {} : { state }),
      ...(next_run_at === undefined ? {} : { next_run_at }),
      ...(deleted_at === undefined ? {} : { deleted_at }),
      ...(state_changed_by === undefined
        ? {}
        : { state_changed_by: JSON.stringify(state_changed_by), state_changed_at: at }),
      version: sql<number>`version + 1`,
      updated_at: at,
    })
    .where('id', '=', jobId)
    .returning(columns)
    .executeTakeFirstOrThrow();
  return asJob(row);
}

/** Undefined when the organisation has one of the type already. */
export async function insertPlatformJob(
  tx: AnyTx,
  job: {
    organizationId: number;
    type: string;
    name: string;
    timing: Timing | null;
    nextRunAt: Date | null;
    at: Date;
  },
): Promise<number | undefined> {
  const row = await tx.sql
    .insertInto('jobs')
    .values({
      organization_id: job.organizationId,
      type: job.type,
      name: job.name,
      platform: true,
      timing: job.timing === null ? null : JSON.stringify(job.timing),
      next_run_at: job.nextRunAt,
      created_at: job.at,
      updated_at: job.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** The types of which the organisation has its platform job. */
export async function platformTypes(tx: AnyTx, organizationId: number): Promise<Set<string>> {
  const rows = await tx.sql
    .selectFrom('jobs')
    .select('type')
    .where('organization_id', '=', organizationId)
    .where('platform', '=', true)
    .execute();
  return new Set(rows.map((row) => row.type));
}

export async function listOrganizationIds(tx: SystemTx): Promise<number[]> {
  const rows = await tx.sql.selectFrom('organizations').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

export async function setNextRun(tx: AnyTx, jobId: number, nextRunAt: Date | null): Promise<void> {
  await tx.sql.updateTable('jobs').set({ next_run_at: nextRunAt }).where('id', '=', jobId).execute();
}

/** Those of the jobs that are still due, locked; not what another scheduler has or has settled already. */
export async function lockDueJobs(tx: Tx, ids: number[], now: Date): Promise<JobRow[]> {
  const rows = await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`ANY(${ids}::bigint[])`)
    .where('state', 'in', ['scheduled', 'paused'])
    .where('deleted_at', 'is', null)
    .where('next_run_at', '<=', now)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(asJob);
}

const living = (tx: Tx) =>
  tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('deleted_at', 'is', null);

/** A living job of another id that has the name, in any case. */
export async function isNameTaken(
  tx: AnyTx,
  organizationId: number,
  name: string,
  exceptId: number,
): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('jobs')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('deleted_at', 'is', null)
    .where('id', '<>', exceptId)
    .where(({ fn, ref }) => sql<boolean>`${fn('lower', [ref('name')])} = lower(${name})`)
    .executeTakeFirst();
  return row !== undefined;
}

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

/** Locked until the transaction ends; undefined for one that is deleted or of another organisation. */
export async function lockJob(tx: Tx, id: number): Promise<JobRow | undefined> {
  const row = await living(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : asJob(row);
}

/** Also one that was deleted: its past can still be asked about. */
export async function getJobEver(tx: Tx, id: number): Promise<JobRow | undefined> {
  const row = await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : asJob(row);
}
