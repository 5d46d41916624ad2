import { sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { AnyTx, Tx } from '../../../platform/db/database.ts';

/**
 * SQL about executions: asking for them, reading them, and what they touched. Who works on them is in
 * execution-lease.ts. Times are handed in, so a test can hold the clock.
 */

export const executionTriggers = ['schedule', 'manual', 'api', 'system', 'retry', 'undo'] as const;
export type ExecutionTrigger = (typeof executionTriggers)[number];
/** `run`; `prepare` and `apply` for jobs that act on connected systems. */
export type ExecutionPhase = 'run' | 'prepare' | 'apply';

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
  phase: string;
  attempt: number;
  /** When the work of the present attempt and phase began; `started_at` is the first time. */
  attempt_started_at: Date | null;
  retry_of: number | null;
  not_before: Date | null;
  job_version: number;
  type_version: number;
  may_have_written: boolean;
  exclusive: boolean;
  /** What no other run of its job may work on at the same time. */
  holds: string | null;
  most_at_once: number;
  /** Approved, and waits until somebody starts it. */
  held: boolean;
  plan_hash: string | null;
  approval_id: number | null;
  result: Json | null;
  log_lines: number;
};

/** All but the plan, which may be long. */
export const executionColumns = [
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
  'phase',
  'attempt',
  'attempt_started_at',
  'retry_of',
  'not_before',
  'job_version',
  'type_version',
  'may_have_written',
  'exclusive',
  'holds',
  'most_at_once',
  'held',
  'plan_hash',
  'approval_id',
  'result',
  'log_lines',
] as const;

/** How a run stands to others of its job: at most so many at once, and none that holds the same. */
export type SideBySide = { holds: string | null; most: number };

export const sideBySideOf = (row: Pick<ExecutionRow, 'holds' | 'most_at_once'>): SideBySide => ({
  holds: row.holds,
  most: row.most_at_once,
});

export type NewExecution = {
  organizationId: number;
  jobId: number;
  jobType: string;
  trigger: ExecutionTrigger;
  status: 'queued' | 'skipped';
  scheduledFor: Date | null;
  parameters: Json;
  requestedBy: Json;
  timeoutSeconds: number;
  at: Date;
  phase?: ExecutionPhase;
  retryOf?: number;
  /** Not taken before this: jitter. */
  notBefore?: Date | null;
  jobVersion?: number;
  /** `version` of the job type; 1 when absent. */
  typeVersion?: number;
  /** False lets it run beside others of its job. */
  exclusive?: boolean;
  /** Absent: alone in its job. */
  sideBySide?: SideBySide;
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
      phase: execution.phase ?? 'run',
      retry_of: execution.retryOf ?? null,
      not_before: execution.notBefore ?? null,
      job_version: execution.jobVersion ?? 1,
      type_version: execution.typeVersion ?? 1,
      exclusive: execution.exclusive ?? true,
      holds: execution.sideBySide?.holds ?? null,
      most_at_once: execution.sideBySide?.most ?? 1,
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
    .select(executionColumns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('job_id', '=', jobId)
    .where('status', 'in', ['queued', 'running', 'pending_approval'])
    .where(sql<boolean>`parameters = ${JSON.stringify(parameters)}::jsonb`)
    .orderBy('id')
    .executeTakeFirst();
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
    .select(executionColumns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type ExecutionFilter = {
  jobId?: number | undefined;
  jobTypes?: string[] | undefined;
  statuses?: string[] | undefined;
  triggers?: string[] | undefined;
  /** Asked for at or after `from` and before `to`. */
  from?: Date | undefined;
  to?: Date | undefined;
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
  if (filter.triggers !== undefined) query = query.where('trigger', 'in', filter.triggers);
  if (filter.from !== undefined) query = query.where('queued_at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('queued_at', '<', filter.to);
  const rows = await query
    .select(executionColumns)
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total };
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
