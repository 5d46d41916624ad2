import { sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { AnyTx, SystemTx, Tx } from '../../../platform/db/database.ts';
import { type ExecutionRow, executionColumns } from './execution-store.ts';

/** SQL about who works on an execution: claim, lease, end, another attempt. */

export type Claim = {
  executionId: number;
  worker: string;
  at: Date;
  leaseUntil: Date;
  /** The job types that this process knows, with their versions. */
  versions: Readonly<Record<string, number>>;
};

/**
 * Takes a queued execution for this worker. Undefined when it is not queued any more, not due yet, of a job type
 * or version that this process does not know, or when others of its job are in its way; their end wakes the next.
 */
export async function claimExecution(tx: SystemTx, claim: Claim): Promise<ExecutionRow | undefined> {
  return await tx.sql
    .updateTable('job_executions as e')
    .set({
      status: 'running',
      started_at: sql<Date>`coalesce(e.started_at, ${claim.at})`,
      attempt_started_at: claim.at,
      worker: claim.worker,
      lease_until: claim.leaseUntil,
      place: freePlace,
      error_code: null,
      error: null,
    })
    .where('e.id', '=', claim.executionId)
    .where('e.status', '=', 'queued')
    .where('e.held', '=', false)
    .where(({ or, eb }) => or([eb('e.not_before', 'is', null), eb('e.not_before', '<=', claim.at)]))
    .where(
      sql<boolean>`e.type_version <= coalesce((${JSON.stringify(claim.versions)}::jsonb ->> e.job_type)::integer, 0)`,
    )
    .where(idle)
    .returning(executionColumns.map((column) => `e.${column}` as const))
    .executeTakeFirst();
}

const runningOfJob = sql`SELECT 1 FROM job_executions other
  WHERE other.job_id = e.job_id AND other.status = 'running'`;

/** Nobody of the same job works on what `e` works on. */
const unheld = sql<boolean>`(e.holds IS NULL OR NOT EXISTS (${runningOfJob} AND other.holds = e.holds))`;

/** The first place of its job that is free for `e`; null when as many run as may. */
const firstPlace = sql`(SELECT min(p.place) FROM generate_series(1, e.most_at_once) AS p(place)
  WHERE NOT EXISTS (${runningOfJob} AND other.exclusive AND other.place = p.place))`;

const freePlace = sql<number>`CASE WHEN e.exclusive THEN ${firstPlace} ELSE 1 END`;

/** No run of the same job stands in the way of `e`. */
const idle = sql<boolean>`(${unheld} AND (NOT e.exclusive OR ${firstPlace} IS NOT NULL))`;

export type Renewal = {
  executionId: number;
  worker: string;
  leaseUntil: Date;
  progress: Json | null;
  counts: Json;
  logLines: number;
};

/** Extends the lease. False when the execution is no longer this worker's: it must stop, and store nothing. */
export async function renewLease(
  tx: Tx,
  lease: Renewal,
): Promise<{ held: boolean; cancelRequested: boolean }> {
  const row = await tx.sql
    .updateTable('job_executions')
    .set({
      lease_until: lease.leaseUntil,
      progress: lease.progress === null ? null : JSON.stringify(lease.progress),
      counts: JSON.stringify(lease.counts),
      log_lines: lease.logLines,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', lease.executionId)
    .where('status', '=', 'running')
    .where('worker', '=', lease.worker)
    .returning('cancel_requested_at')
    .executeTakeFirst();
  return { held: row !== undefined, cancelRequested: row?.cancel_requested_at != null };
}

export type ExecutionEnd = {
  executionId: number;
  status: 'succeeded' | 'failed' | 'cancelled' | 'skipped';
  at: Date;
  findings: number;
  error: { code: string; message: string } | null;
  /** Only an execution that this worker still holds may be ended by it; null ends it whoever holds it. */
  worker: string | null;
  /** The states that it may be ended from; every open one when absent. */
  from?: ('queued' | 'running' | 'pending_approval')[];
  /** Only when its lease had ended at this instant. */
  leaseEndedBefore?: Date;
  /** What the worker has to store with the end. */
  report?: Pick<Renewal, 'progress' | 'counts' | 'logLines'>;
  result?: Json;
};

/** Undefined when it has ended already or is no longer this worker's. */
export async function endExecution(tx: AnyTx, end: ExecutionEnd): Promise<ExecutionRow | undefined> {
  const { report } = end;
  let update = tx.sql
    .updateTable('job_executions')
    .set({
      status: end.status,
      ended_at: end.at,
      findings_count: end.findings,
      error_code: end.error?.code ?? null,
      error: end.error?.message ?? null,
      lease_until: null,
      ...(end.result === undefined ? {} : { result: JSON.stringify(end.result) }),
      ...(report === undefined
        ? {}
        : {
            progress: report.progress === null ? null : JSON.stringify(report.progress),
            counts: JSON.stringify(report.counts),
            log_lines: report.logLines,
          }),
    })
    .where('id', '=', end.executionId)
    .where('status', 'in', end.from ?? ['queued', 'running', 'pending_approval']);
  if (end.worker !== null) update = update.where('worker', '=', end.worker).where('status', '=', 'running');
  if (end.leaseEndedBefore !== undefined) update = update.where('lease_until', '<', end.leaseEndedBefore);
  return await update.returning(executionColumns).executeTakeFirst();
}

export type Requeue = {
  executionId: number;
  /** Whose run it is: the worker that gives it up, or the lost one. */
  worker: string;
  attempt: number;
  notBefore: Date | null;
  /** It is being woken: recovery looks at it after this. */
  wokenUntil: Date;
  error: { code: string; message: string };
  /** Only when its lease had ended at this instant. */
  leaseEndedBefore?: Date;
  report?: Pick<Renewal, 'progress' | 'counts' | 'logLines'>;
};

/** Puts a running execution back into the queue. Never one that may have written to a connected system. */
export async function requeueExecution(tx: AnyTx, requeue: Requeue): Promise<ExecutionRow | undefined> {
  const { report } = requeue;
  let update = tx.sql
    .updateTable('job_executions')
    .set({
      status: 'queued',
      attempt: requeue.attempt,
      not_before: requeue.notBefore,
      worker: null,
      lease_until: requeue.wokenUntil,
      progress: null,
      error_code: requeue.error.code,
      error: requeue.error.message,
      // Counted again by the next attempt.
      counts: JSON.stringify({}),
      ...(report === undefined ? {} : { log_lines: report.logLines }),
    })
    .where('id', '=', requeue.executionId)
    .where('status', '=', 'running')
    .where('worker', '=', requeue.worker)
    .where('may_have_written', '=', false)
    .where('cancel_requested_at', 'is', null);
  if (requeue.leaseEndedBefore !== undefined)
    update = update.where('lease_until', '<', requeue.leaseEndedBefore);
  return await update.returning(executionColumns).executeTakeFirst();
}

export async function setAuditReference(tx: AnyTx, executionId: number, sequence: number): Promise<void> {
  await tx.sql
    .updateTable('job_executions')
    .set({ audit_sequence: sequence })
    .where('id', '=', executionId)
    .execute();
}

export async function requestCancel(tx: Tx, executionId: number, at: Date): Promise<boolean> {
  const row = await tx.sql
    .updateTable('job_executions')
    .set({ cancel_requested_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .where('status', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export type LostExecution = ExecutionRow & { worker: string | null; lease_until: Date | null };

/** Running executions whose worker has not been heard of since its lease ended. */
export async function findLostExecutions(tx: SystemTx, now: Date): Promise<LostExecution[]> {
  return await tx.sql
    .selectFrom('job_executions')
    .select(executionColumns)
    .select(['worker', 'lease_until'])
    .where('status', '=', 'running')
    .where('lease_until', '<', now)
    .orderBy('id')
    .limit(100)
    .execute();
}

/** Ends the lease of everything that runs, as if its worker had not been heard of since before `now`. */
export async function endAllLeases(tx: SystemTx, now: Date): Promise<void> {
  await tx.sql
    .updateTable('job_executions')
    .set({ lease_until: new Date(now.getTime() - 1) })
    .where('status', '=', 'running')
    .execute();
}

/**
 * Queued executions that were due at `dueBefore`, whose job is idle: their wake-up may have been lost with a
 * worker. Each is handed out once until `again`, to one process, so that a long queue is not filled with wake-ups.
 */
export async function takeForgottenExecutions(
  tx: SystemTx,
  options: { dueBefore: Date; now: Date; again: Date; limit: number },
): Promise<{ id: number; organization_id: number }[]> {
  return await tx.sql
    .updateTable('job_executions')
    .set({ lease_until: options.again })
    .where('status', '=', 'queued')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('job_executions as e')
        .select('e.id')
        .where('e.status', '=', 'queued')
        .where('e.held', '=', false)
        .where(({ or, eb }) => or([eb('e.lease_until', 'is', null), eb('e.lease_until', '<', options.now)]))
        .where(sql<boolean>`coalesce(e.not_before, e.queued_at) < ${options.dueBefore}`)
        .where(idle)
        .orderBy('e.id')
        .limit(options.limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'organization_id'])
    .execute();
}

/** The oldest executions of the job that wait for their turn, are due, and work on nothing that is worked on. */
export async function nextQueuedOfJob(
  tx: AnyTx,
  next: { jobId: number; now: Date; limit: number },
): Promise<number[]> {
  const rows = await tx.sql
    .selectFrom('job_executions as e')
    .select('e.id')
    .where('e.job_id', '=', next.jobId)
    .where('e.status', '=', 'queued')
    .where('e.held', '=', false)
    .where(({ or, eb }) => or([eb('e.exclusive', '=', true), eb('e.holds', 'is not', null)]))
    .where(({ or, eb }) => or([eb('e.not_before', 'is', null), eb('e.not_before', '<=', next.now)]))
    .where(unheld)
    .orderBy('e.id')
    .limit(next.limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Why a claim got nothing; what is held is nobody's to take. */
export async function findQueued(tx: SystemTx, executionId: number): Promise<ExecutionRow | undefined> {
  return await tx.sql
    .selectFrom('job_executions')
    .select(executionColumns)
    .where('id', '=', executionId)
    .where('status', '=', 'queued')
    .where('held', '=', false)
    .executeTakeFirst();
}

/** Undefined when the job was deleted. */
export async function retryPolicyOf(
  tx: Tx,
  jobId: number,
): Promise<{ attempts: number; backoffSeconds: number } | undefined> {
  const row = await tx.sql
    .selectFrom('jobs')
    .select(['retry_attempts', 'retry_backoff_seconds'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', jobId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row && { attempts: row.retry_attempts, backoffSeconds: row.retry_backoff_seconds };
}
