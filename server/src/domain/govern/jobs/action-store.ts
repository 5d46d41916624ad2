import type { Json } from '../../../core/json.ts';
import type { Plan, PlanStep } from '../../../core/plan.ts';
import type { Actor } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { LogLevel } from './job-type.ts';

/** SQL of what executions that act on connected systems have besides the others: plan, approval, steps. */

export type ActionRow = {
  id: number;
  job_id: number;
  job_type: string;
  status: string;
  phase: string;
  trigger: string;
  parameters: Json;
  requested_by: Actor;
  scheduled_for: Date | null;
  timeout_seconds: number;
  job_version: number;
  type_version: number;
  may_have_written: boolean;
  holds: string | null;
  most_at_once: number;
  plan: Plan | null;
  plan_hash: string | null;
  approval_id: number | null;
  started_at: Date | null;
};

const columns = [
  'id',
  'job_id',
  'job_type',
  'status',
  'phase',
  'trigger',
  'parameters',
  'requested_by',
  'scheduled_for',
  'timeout_seconds',
  'job_version',
  'type_version',
  'may_have_written',
  'holds',
  'most_at_once',
  'plan',
  'plan_hash',
  'approval_id',
  'started_at',
] as const;

/** The jsonb columns hold what their writers put there; the type says so once. */
const asAction = (row: unknown): ActionRow => row as ActionRow;

export async function lockAction(tx: Tx, executionId: number): Promise<ActionRow | undefined> {
  const row = await tx.sql
    .selectFrom('job_executions')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : asAction(row);
}

export async function getAction(tx: Tx, executionId: number): Promise<ActionRow | undefined> {
  const row = await tx.sql
    .selectFrom('job_executions')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .executeTakeFirst();
  return row === undefined ? undefined : asAction(row);
}

/** The executions of a job that wait for a decision. */
export async function listWaiting(tx: Tx, jobId: number): Promise<number[]> {
  const rows = await tx.sql
    .selectFrom('job_executions')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('job_id', '=', jobId)
    .where('status', '=', 'pending_approval')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** From running to waiting, with the plan and its steps. False when this worker does not hold it any more. */
export async function setWaiting(
  tx: Tx,
  wait: {
    executionId: number;
    worker: string;
    plan: Plan;
    planHash: string;
    /** The definition that the plan was made by: any later one voids it. */
    jobVersion: number;
    at: Date;
  },
): Promise<boolean> {
  const row = await tx.sql
    .updateTable('job_executions')
    .set({
      status: 'pending_approval',
      phase: 'prepare',
      job_version: wait.jobVersion,
      lease_until: null,
      plan: JSON.stringify(wait.plan),
      plan_hash: wait.planHash,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', wait.executionId)
    .where('status', '=', 'running')
    .where('worker', '=', wait.worker)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return false;
  await tx.sql
    .insertInto('execution_steps')
    .values(
      wait.plan.steps.map((step, index) => ({
        execution_id: wait.executionId,
        position: index + 1,
        organization_id: tx.scope.organizationId,
        step: JSON.stringify(step),
        status: 'planned',
        idempotency_key: `${wait.executionId}:${index + 1}`,
        error: null,
        at: wait.at,
      })),
    )
    .execute();
  return true;
}

export async function setApprovalOf(tx: Tx, executionId: number, approvalId: number): Promise<void> {
  await tx.sql
    .updateTable('job_executions')
    .set({ approval_id: approvalId })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .execute();
}

export async function setResult(tx: Tx, executionId: number, result: Json): Promise<void> {
  await tx.sql
    .updateTable('job_executions')
    .set({ result: JSON.stringify(result) })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .execute();
}

/** From waiting to queued again, to be applied; held until somebody releases it when `held`. */
export async function setApproved(tx: Tx, executionId: number, at: Date, held: boolean): Promise<boolean> {
  const row = await tx.sql
    .updateTable('job_executions')
    .set({
      status: 'queued',
      phase: 'apply',
      attempt: 1,
      queued_at: at,
      not_before: null,
      held,
      worker: null,
      lease_until: null,
      progress: null,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .where('status', '=', 'pending_approval')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets an approved execution that was held be applied. False when none is held. */
export async function releaseHeld(tx: Tx, executionId: number, at: Date): Promise<boolean> {
  const row = await tx.sql
    .updateTable('job_executions')
    .set({ held: false, queued_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .where('status', '=', 'queued')
    .where('held', '=', true)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends an execution that waits for a decision. */
export async function endWaiting(
  tx: Tx,
  end: {
    executionId: number;
    status: 'skipped' | 'cancelled';
    error: { code: string; message: string };
    at: Date;
  },
): Promise<boolean> {
  const row = await tx.sql
    .updateTable('job_executions')
    .set({
      status: end.status,
      ended_at: end.at,
      error_code: end.error.code,
      error: end.error.message,
      lease_until: null,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', end.executionId)
    .where('status', '=', 'pending_approval')
    .returning('id')
    .executeTakeFirst();
  if (row !== undefined) await stopSteps(tx, end.executionId, end.at);
  return row !== undefined;
}

/** Steps that were not begun will not be. */
export async function stopSteps(tx: Tx, executionId: number, at: Date): Promise<void> {
  await tx.sql
    .updateTable('execution_steps')
    .set({ status: 'not_started', at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('execution_id', '=', executionId)
    .where('status', '=', 'planned')
    .execute();
}

/**
 * Notes that the step is about to be written, before it is. False when this worker does not hold the execution
 * any more, and then it must not write.
 */
export async function beginStep(
  tx: Tx,
  begin: { executionId: number; position: number; worker: string; at: Date },
): Promise<boolean> {
  const held = await tx.sql
    .updateTable('job_executions')
    .set({ may_have_written: true })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', begin.executionId)
    .where('status', '=', 'running')
    .where('worker', '=', begin.worker)
    .returning('id')
    .executeTakeFirst();
  if (held === undefined) return false;
  const step = await tx.sql
    .updateTable('execution_steps')
    .set({ status: 'writing', at: begin.at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('execution_id', '=', begin.executionId)
    .where('position', '=', begin.position)
    .where('status', '=', 'planned')
    .returning('position')
    .executeTakeFirst();
  return step !== undefined;
}

export async function noteStep(
  tx: Tx,
  note: {
    executionId: number;
    position: number;
    at: Date;
    status?: 'done' | 'failed';
    observedBefore?: Json;
    observedAfter?: Json;
    error?: string;
  },
): Promise<void> {
  await tx.sql
    .updateTable('execution_steps')
    .set({
      at: note.at,
      ...(note.status === undefined ? {} : { status: note.status }),
      ...(note.observedBefore === undefined ? {} : { observed_before: JSON.stringify(note.observedBefore) }),
      ...(note.observedAfter === undefined ? {} : { observed_after: JSON.stringify(note.observedAfter) }),
      ...(note.error === undefined ? {} : { error: note.error }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('execution_id', '=', note.executionId)
    .where('position', '=', note.position)
    .execute();
}

export type StepRow = {
  position: number;
  step: PlanStep;
  status: 'planned' | 'writing' | 'done' | 'failed' | 'not_started';
  observed_before: Json | null;
  observed_after: Json | null;
  error: string | null;
  at: Date;
};

/** A step whose write was begun: also one of which nobody knows whether it arrived. */
export const mayBeWritten = ({ status }: Pick<StepRow, 'status'>): boolean =>
  status === 'done' || status === 'failed' || status === 'writing';

export async function listSteps(tx: Tx, executionId: number): Promise<StepRow[]> {
  return await tx.sql
    .selectFrom('execution_steps')
    .select(['position', 'step', 'status', 'observed_before', 'observed_after', 'error', 'at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('execution_id', '=', executionId)
    .orderBy('position')
    .execute();
}

/** One line at the end of a log that no worker writes at the moment. */
export async function appendLine(
  tx: Tx,
  executionId: number,
  line: { at: Date; level: LogLevel; message: string },
): Promise<void> {
  const counted = await tx.sql
    .updateTable('job_executions')
    .set(({ eb }) => ({ log_lines: eb('log_lines', '+', 1) }))
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .returning('log_lines')
    .executeTakeFirst();
  if (counted === undefined) return;
  const sequence = counted.log_lines;
  await tx.sql
    .insertInto('execution_log_chunks')
    .values({
      execution_id: executionId,
      first_sequence: sequence,
      last_sequence: sequence,
      organization_id: tx.scope.organizationId,
      levels: JSON.stringify({ [line.level]: 1 }),
      lines: JSON.stringify([sequence, line.at.getTime(), line.level, line.message]),
    })
    .execute();
}

/** The jobs of executions, also of jobs that were deleted. */
export async function jobsOfExecutions(
  tx: Tx,
  executionIds: number[],
): Promise<Map<number, { jobId: number; jobName: string }>> {
  if (executionIds.length === 0) return new Map();
  const rows = await tx.sql
    .selectFrom('job_executions as e')
    .innerJoin('jobs as j', 'j.id', 'e.job_id')
    .select(['e.id', 'e.job_id', 'j.name'])
    .where('e.organization_id', '=', tx.scope.organizationId)
    .where('e.id', 'in', executionIds)
    .execute();
  return new Map(rows.map((row) => [row.id, { jobId: row.job_id, jobName: row.name }]));
}
