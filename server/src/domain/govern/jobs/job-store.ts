import type { Json } from '../../../core/json.ts';
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
  schedule: string | null;
  time_zone: string;
  next_run_at: Date | null;
  created_at: Date;
};

const columns = [
  'id',
  'organization_id',
  'type',
  'name',
  'platform',
  'state',
  'configuration',
  'schedule',
  'time_zone',
  'next_run_at',
  'created_at',
] as const;

export async function insertPlatformJob(
  tx: AnyTx,
  job: {
    organizationId: number;
    type: string;
    name: string;
    schedule: string | null;
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
      schedule: job.schedule,
      next_run_at: job.nextRunAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function listPlatformJobs(tx: SystemTx): Promise<JobRow[]> {
  return await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('platform', '=', true)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
}

export async function listOrganizationIds(tx: SystemTx): Promise<number[]> {
  const rows = await tx.sql.selectFrom('organizations').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

export async function setSchedule(
  tx: AnyTx,
  jobId: number,
  schedule: string | null,
  nextRunAt: Date | null,
  at: Date,
): Promise<void> {
  await tx.sql
    .updateTable('jobs')
    .set({ schedule, next_run_at: nextRunAt, updated_at: at })
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
  return await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('state', '=', 'scheduled')
    .where('deleted_at', 'is', null)
    .where('next_run_at', '<=', now)
    .orderBy('next_run_at')
    .limit(limit)
    .execute();
}

/** Undefined when another scheduler has it or has advanced it already. */
export async function lockDueJob(tx: Tx, id: number, now: Date): Promise<JobRow | undefined> {
  return await tx.sql
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
}

export async function listJobs(tx: Tx): Promise<JobRow[]> {
  return await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
}

export async function getJob(tx: Tx, id: number): Promise<JobRow | undefined> {
  return await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('deleted_at', 'is', null)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function getPlatformJobByType(tx: Tx, type: string): Promise<JobRow | undefined> {
  return await tx.sql
    .selectFrom('jobs')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('deleted_at', 'is', null)
    .where('platform', '=', true)
    .where('type', '=', type)
    .executeTakeFirst();
}
