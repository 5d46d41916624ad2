import { sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { AnyTx, SystemTx, Tx } from '../../../platform/db/database.ts';
import type { LogLevel } from './job-type.ts';

/** The only SQL about executions. Times are handed in, so a test can hold the clock. */

export type ExecutionRow = {
  id: number;
  organization_id: number;
  job_id: number;
  job_type: string;
  trigger: string;
  status: string;
  scheduled_for: Date | null;
  parameters: Json;
  requested_by: Json;
  queued_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  timeout_seconds: number;
  cancel_requested_at: Date | null;
  progress: Json | null;
  counts: Json;
  findings_count: number;
  error_code: string | null;
  error: string | null;
  audit_sequence: number | null;
};

const columns = [
  'id',
  'organization_id',
  'job_id',
  'job_type',
  'trigger',
  'status',
  'scheduled_for',
  'parameters',
  'requested_by',
  'queued_at',
  'started_at',
  'ended_at',
  'timeout_seconds',
  'cancel_requested_at',
  'progress',
  'counts',
  'findings_count',
  'error_code',
  'error',
  'audit_sequence',
] as const;

export type NewExecution = {
  organizationId: number;
  jobId: number;
  jobType: string;
  trigger: 'schedule' | 'manual' | 'api' | 'system';
  status: 'queued' | 'skipped';
  scheduledFor: Date | null;
  parameters: Json;
  requestedBy: Json;
  timeoutSeconds: number;
  at: Date;
  error?: { code: string; message: string };
};

/** Null when the occurrence exists already, or an equal execution waits: neither is run twice. */
export async function insertExecution(tx: AnyTx, execution: NewExecution): Promise<number | null> {
  const row = await tx.sql
    .insertInto('job_executions')
    .values({
      organization_id: execution.organizationId,
      job_id: execution.jobId,
      job_type: execution.jobType,
      trigger: execution.trigger,
      status: execution.status,
      scheduled_for: execution.scheduledFor,
      parameters: JSON.stringify(execution.parameters),
      requested_by: JSON.stringify(execution.requestedBy),
      queued_at: execution.at,
      ended_at: execution.status === 'skipped' ? execution.at : null,
      timeout_seconds: execution.timeoutSeconds,
      error_code: execution.error?.code ?? null,
      error: execution.error?.message ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** An open execution of the job with equal parameters: the one that a second request gets to see. */
export async function findOpenTwin(
  tx: Tx,
  jobId: number,
  parameters: Json,
): Promise<ExecutionRow | undefined> {
  return await tx.sql
    .selectFrom('job_executions')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('job_id', '=', jobId)
    .where('status', 'in', ['queued', 'running'])
    .where(sql<boolean>`parameters = ${JSON.stringify(parameters)}::jsonb`)
    .orderBy('id')
    .executeTakeFirst();
}

export type Claim = { executionId: number; worker: string; at: Date; leaseUntil: Date };

/**
 * Takes a queued execution for this worker. Undefined when it is not queued any more or when the job already
 * runs; the end of that run wakes the next one.
 */
export async function claimExecution(tx: SystemTx, claim: Claim): Promise<ExecutionRow | undefined> {
  return await tx.sql
    .updateTable('job_executions as e')
    .set({ status: 'running', started_at: claim.at, worker: claim.worker, lease_until: claim.leaseUntil })
    .where('e.id', '=', claim.executionId)
    .where('e.status', '=', 'queued')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('job_executions as other')
            .select('other.id')
            .whereRef('other.job_id', '=', 'e.job_id')
            .where('other.status', '=', 'running'),
        ),
      ),
    )
    .returning(columns.map((column) => `e.${column}` as const))
    .executeTakeFirst();
}

/** Extends the lease. False when the execution is no longer this worker's: it must stop. */
export async function renewLease(
  tx: Tx,
  lease: { executionId: number; worker: string; leaseUntil: Date; progress: Json | null; counts: Json },
): Promise<{ held: boolean; cancelRequested: boolean }> {
  const row = await tx.sql
    .updateTable('job_executions')
    .set({
      lease_until: lease.leaseUntil,
      progress: lease.progress === null ? null : JSON.stringify(lease.progress),
      counts: JSON.stringify(lease.counts),
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
};

export async function endExecution(tx: AnyTx, end: ExecutionEnd): Promise<ExecutionRow | undefined> {
  let update = tx.sql
    .updateTable('job_executions')
    .set({
      status: end.status,
      ended_at: end.at,
      findings_count: end.findings,
      error_code: end.error?.code ?? null,
      error: end.error?.message ?? null,
      lease_until: null,
    })
    .where('id', '=', end.executionId)
    .where('status', 'in', ['queued', 'running']);
  if (end.worker !== null) update = update.where('worker', '=', end.worker);
  return await update.returning(columns).executeTakeFirst();
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

/** Running executions whose worker has not been heard of since its lease ended. */
export async function findLostExecutions(tx: SystemTx, now: Date): Promise<ExecutionRow[]> {
  return await tx.sql
    .selectFrom('job_executions')
    .select(columns)
    .where('status', '=', 'running')
    .where('lease_until', '<', now)
    .orderBy('id')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Queued executions whose job is idle: their wake-up may have been lost with a worker. */
export async function findForgottenExecutions(tx: SystemTx, queuedBefore: Date): Promise<ExecutionRow[]> {
  return await tx.sql
    .selectFrom('job_executions as e')
    .select(columns.map((column) => `e.${column}` as const))
    .where('e.status', '=', 'queued')
    .where('e.queued_at', '<', queuedBefore)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('job_executions as other')
            .select('other.id')
            .whereRef('other.job_id', '=', 'e.job_id')
            .where('other.status', '=', 'running'),
        ),
      ),
    )
    .orderBy('e.id')
    .limit(100)
    .execute();
}

export async function nextQueuedOfJob(tx: AnyTx, jobId: number): Promise<number | undefined> {
  const row = await tx.sql
    .selectFrom('job_executions')
    .select('id')
    .where('job_id', '=', jobId)
    .where('status', '=', 'queued')
    .orderBy('id')
    .executeTakeFirst();
  return row?.id;
}

export type LogLine = { sequence: number; at: Date; level: LogLevel; message: string };

/** Lines in the order of their sequence, as one chunk. */
export async function appendLog(tx: Tx, executionId: number, lines: LogLine[]): Promise<void> {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return;
  const levels: Record<string, number> = {};
  for (const { level } of lines) levels[level] = (levels[level] ?? 0) + 1;
  await tx.sql
    .insertInto('execution_log_chunks')
    .values({
      execution_id: executionId,
      first_sequence: first.sequence,
      last_sequence: last.sequence,
      organization_id: tx.scope.organizationId,
      levels: JSON.stringify(levels),
      lines: lines
        .map(({ sequence, at, level, message }) => JSON.stringify([sequence, at.getTime(), level, message]))
        .join('\n'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.sql
    .updateTable('job_executions')
    .set({ log_lines: last.sequence })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .execute();
}

export type Effect = { kind: string; targetId: number; effect: string };

export async function appendEffects(tx: Tx, executionId: number, effects: Effect[]): Promise<void> {
  for (let start = 0; start < effects.length; start += 1000) {
    await tx.sql
      .insertInto('execution_effects')
      .values(
        effects.slice(start, start + 1000).map((effect) => ({
          execution_id: executionId,
          organization_id: tx.scope.organizationId,
          kind: effect.kind,
          target_id: effect.targetId,
          effect: effect.effect,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function getExecution(tx: Tx, id: number): Promise<ExecutionRow | undefined> {
  return await tx.sql
    .selectFrom('job_executions')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type ExecutionFilter = {
  jobId?: number | undefined;
  jobTypes?: string[] | undefined;
  statuses?: string[] | undefined;
};

export async function listExecutions(
  tx: Tx,
  filter: ExecutionFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: ExecutionRow[]; total: number }> {
  let query = tx.sql.selectFrom('job_executions').where('organization_id', '=', tx.scope.organizationId);
  if (filter.jobId !== undefined) query = query.where('job_id', '=', filter.jobId);
  if (filter.jobTypes !== undefined) query = query.where('job_type', 'in', filter.jobTypes);
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses);
  const rows = await query
    .select(columns)
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total };
}

/** Lines before `before` (exclusive), the newest `limit` of them, in their order. */
export async function readLog(
  tx: Tx,
  executionId: number,
  options: { before?: number | undefined; after?: number | undefined; limit: number },
): Promise<{ lines: LogLine[]; total: number }> {
  const execution = await tx.sql
    .selectFrom('job_executions')
    .select('log_lines')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .executeTakeFirst();
  const forward = options.after !== undefined;
  const lines: LogLine[] = [];
  let { before, after } = options;
  while (lines.length < options.limit) {
    let query = tx.sql
      .selectFrom('execution_log_chunks')
      .select('lines')
      .where('organization_id', '=', tx.scope.organizationId)
      .where('execution_id', '=', executionId);
    if (before !== undefined) query = query.where('first_sequence', '<', before);
    if (after !== undefined) query = query.where('last_sequence', '>', after);
    const chunk = await query
      .orderBy('first_sequence', forward ? 'asc' : 'desc')
      .limit(1)
      .executeTakeFirst();
    if (chunk === undefined) break;
    const read = chunk.lines
      .split('\n')
      .map(parseLine)
      .filter(
        ({ sequence }) =>
          (before === undefined || sequence < before) && (after === undefined || sequence > after),
      );
    if (forward) lines.push(...read);
    else lines.unshift(...read);
    if (forward) after = lines.at(-1)?.sequence;
    else before = lines[0]?.sequence;
    if (read.length === 0) break;
  }
  const wanted = forward ? lines.slice(0, options.limit) : lines.slice(-options.limit);
  return { lines: wanted, total: execution?.log_lines ?? 0 };
}

function parseLine(text: string): LogLine {
  const [sequence, at, level, message] = JSON.parse(text) as [number, number, LogLevel, string];
  return { sequence, at: new Date(at), level, message };
}

export async function listEffects(
  tx: Tx,
  executionId: number,
  kind: string,
  limit: number,
): Promise<{ targetId: number; effect: string }[]> {
  const rows = await tx.sql
    .selectFrom('execution_effects')
    .select(['target_id', 'effect'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('execution_id', '=', executionId)
    .where('kind', '=', kind)
    .orderBy('target_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ targetId: row.target_id, effect: row.effect }));
}
