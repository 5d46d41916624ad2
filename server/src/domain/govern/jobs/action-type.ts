import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Plan } from '../../../core/plan.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import type { ExecutionReporter, JobActions, JobOutcome, JobRegistry, JobRun } from './job-type.ts';

/** What the phases of an execution that acts are given, and how they end. */

export type ActionDeps = {
  db: Database;
  clock: Clock;
  queue: Queue;
  announce: Announce;
  registry: JobRegistry;
  /** Names the process that holds the execution: only it may write. */
  worker: string;
  log: Log;
};

export type ActionRunning = {
  execution: { id: number; job_type: string; parameters: Json };
  scope: Scope;
  report: ExecutionReporter;
  signal: AbortSignal;
};

/** How a phase ends. Whoever runs it commits that, together with `commit`, in one transaction. */
export type ActionEnd =
  | {
      kind: 'ended';
      outcome: JobOutcome;
      /** Belongs to the end, after its last log lines and before its audit event; not called for another attempt. */
      commit?: (tx: Tx) => Promise<void>;
    }
  | { kind: 'awaiting_approval'; plan: Plan; planHash: string };

/** The execution to take back, and which of its steps; null for all of them. */
export type UndoOf = { executionId: number; steps: readonly number[] | null };

/** What an execution was asked with, and what it takes back where it is a way back. */
export function givenTo(parameters: Json): { given: JsonObject; undoOf: UndoOf | null } {
  const { undo_of: executionId, undo_steps: steps, ...given } = parameters as JsonObject;
  if (typeof executionId !== 'number') return { given, undoOf: null };
  return { given, undoOf: { executionId, steps: Array.isArray(steps) ? steps.map(Number) : null } };
}

/** The type's actions with its parsed parameters, or why it cannot run. */
export function actionsOf(
  deps: ActionDeps,
  running: ActionRunning,
):
  | { job: JobRun<Record<string, Json>>; actions: JobActions<Record<string, Json>>; undoOf: UndoOf | null }
  | { problem: JobOutcome } {
  const { execution, scope, report, signal } = running;
  const jobType = deps.registry.get(execution.job_type);
  if (jobType?.actions === undefined) {
    const message = `this version has no job type ${execution.job_type} that acts`;
    return { problem: { status: 'failed', code: 'job_type_removed', message } };
  }
  const { given, undoOf } = givenTo(execution.parameters);
  const parsed = jobType.parameters.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const message = `parameter ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
    return { problem: { status: 'failed', code: 'invalid_parameters', message } };
  }
  return {
    job: { executionId: execution.id, scope, db: deps.db, parameters: parsed.data, signal, report },
    actions: jobType.actions,
    undoOf,
  };
}

export function sameState(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

export const ended = (outcome: JobOutcome, commit?: (tx: Tx) => Promise<void>): ActionEnd =>
  commit === undefined ? { kind: 'ended', outcome } : { kind: 'ended', outcome, commit };
