import type { z } from 'zod';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Plan, PlanStep } from '../../../core/plan.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { ApprovalRow } from '../approvals/index.ts';
import type { ExecutionRow } from './execution-store.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a run reports while it works. Everything is buffered and stored with the next heartbeat. */
export type ExecutionReporter = {
  log(level: LogLevel, message: string): void;
  progress(step: string, done: number, total: number | null): void;
  /** What the present step waits for; how far the run is stays as it is. */
  waits?(words: string): void;
  /** Adds to a named counter: found, created, evaluated, opened … */
  count(name: string, by?: number): void;
  /** For work that logs without end: resolves when there is room for more lines. */
  drained?(): Promise<void>;
  /** Links what the run touched: kind `resource` or `drift`, effect `created`, `resolved` … */
  effect(kind: 'resource' | 'drift', targetId: number, effect: string): void;
};

export type JobRun<Parameters> = {
  readonly executionId: number;
  /** From 1. Work that must not be done twice compares it with the execution's in its own transaction. */
  readonly attempt?: number;
  /** The system acting in the job's organisation. */
  readonly scope: Scope;
  readonly db: Database;
  readonly parameters: Parameters;
  /** Aborted by a timeout, by a cancel and by the stop of the process. Work must heed it. */
  readonly signal: AbortSignal;
  readonly report: ExecutionReporter;
};

/**
 * A run that ends without an exception still says whether it did all of its work. `skipped`: there was nothing
 * to work on, which is neither a success nor a failure.
 */
export type JobOutcome = { findings?: number; result?: JobResult } & (
  | { status: 'succeeded' }
  | { status: 'skipped'; code: string; message: string }
  | { status: 'failed'; code: string; message: string }
);

/** What a run made, for a link to it: `{ kind: 'report', id: 'rpt_…' }`. */
export type JobResult = { kind: string; id: string };

/**
 * A job that acts on connected systems. The core asks for the plan, waits for its approval, and then enforces it:
 * every `before` is read again first, a step is written once, and its `after` is read back.
 */
export type JobActions<Parameters> = {
  /** Read-only by construction: nothing that it is given can write. An outcome instead of a plan ends the run. */
  prepare(job: JobRun<Parameters>): Promise<Plan | JobOutcome>;
  /** The present state of what each step changes, in the shape of `before` and `after`. Read-only too. */
  inspect(job: JobRun<Parameters>, steps: PlanStep[]): Promise<Json[]>;
  /** Writes one approved step: the only function that may open a writer. */
  apply(job: JobRun<Parameters>, step: PlanStep, options: { idempotencyKey: string }): Promise<void>;
  /** The step that takes `step` back, or null where that is impossible. Pure. */
  undo(step: PlanStep, parameters: Parameters): PlanStep | null;
  /**
   * After the last step: whether what was written and read back reached its purpose. `done` are those steps: all of
   * them, or those before one that failed, and then the run has failed whatever is found. Otherwise an outcome other
   * than success becomes that of the run; what was written stays written. Read-only too.
   */
  verify?(job: JobRun<Parameters>, done: readonly PlanStep[]): Promise<JobOutcome>;
  follow?: ActionFollower;
};

/**
 * For a module that keeps a record of its own of each run: every function is called in the transaction of what it
 * tells, so that neither is there without the other. What one throws, undoes that transaction.
 */
export type ActionFollower = {
  /** What the request for approval says besides the plan. */
  requesting?(tx: Tx, executionId: number): Promise<ApprovalWords>;
  /** The request is made; a standing decision may answer it now. */
  asked?(tx: Tx, request: { executionId: number; approvalId: number; planHash: string }): Promise<void>;
  /** `hold`: the approved run waits until somebody releases it. */
  approved?(tx: Tx, decision: { executionId: number; approval: ApprovalRow }): Promise<'start' | 'hold'>;
  /** The plan was outdated, nothing was written, and another run plans again. */
  replanned?(tx: Tx, runs: { executionId: number; nextId: number }): Promise<void>;
  /** Which steps are taken back when somebody asks for the whole run; all that were written when absent. */
  reversible?(tx: Tx, executionId: number): Promise<number[]>;
  /** Somebody asks to take the run back, or only some of its steps. */
  undoing?(
    tx: Tx,
    runs: { executionId: number; undoId: number; steps: readonly number[] | null },
  ): Promise<void>;
  /** What the evidence of the run holds besides plan, approval and steps. */
  evidence?(tx: Tx, executionId: number): Promise<ActionEvidence>;
  /** Every end, whoever or whatever brought it about. */
  ended?(tx: Tx, execution: ExecutionRow): Promise<void>;
};

export type ApprovalWords = {
  /** What kind of decision people are asked for; a run of a job when absent. */
  type?: 'remediation' | 'scheduled_job';
  justification?: string;
  priority?: 'low' | 'normal' | 'high' | 'urgent';
  /** Asks everybody who may decide, where the job names no approver. */
  everybody?: boolean;
};

/** More fields of the records of these names. */
export type ActionEvidence = {
  evaluation_result?: JsonObject;
  approval_record?: JsonObject;
  validation_result?: JsonObject;
};

/** A kind of job. It lives beside the module whose work it does; main puts them into one registry. */
export type JobType<Parameters = Record<string, Json>> = {
  type: string;
  title: string;
  description: string;
  /** Other spellings that the API and the command line accept. */
  aliases: string[];
  /** The environment variable of its schedule; only jobs that exist from the start have one. */
  scheduleVariable: string | null;
  /** Every organisation has a job of it without a schedule, for what people ask for by hand. */
  onDemand?: boolean;
  /** Where its runs are asked for, when nobody makes a job of it: `POST /remediation`. */
  ownDoor?: string;
  /** How long a run needs at least to be done, where the usual limit of runs may be shorter. */
  timeoutSeconds?: number;
  /** Its runs are alone in their job when absent. */
  sideBySide?: {
    /** At most so many of one job at once. */
    most: number;
    /** What no two of them may work on at the same time; asked once, with the run. */
    holds(tx: Tx, parameters: Parameters): Promise<string>;
  };
  /** Raised when the meaning of parameters or plans changes; a worker leaves newer ones to newer workers. 1 when absent. */
  version?: number;
  parameters: z.ZodType<Parameters>;
  /** Why it cannot run now (a provider that is disconnected), for a skipped execution; null when it can. */
  unavailable?(tx: Tx, parameters: Parameters): Promise<string | null>;
  /** Throws `not_found` for what the parameters name and the organisation does not have. */
  check?(tx: Tx, parameters: Parameters): Promise<void>;
  /** The work of a job that only reads connected systems. */
  run?(job: JobRun<Parameters>): Promise<JobOutcome>;
  /** Instead of `run`, for a job that acts on them. */
  actions?: JobActions<Parameters>;
};

/** Keeps the author's parameter type inside and hands the registry a uniform shape. */
export function defineJob<Parameters>(jobType: JobType<Parameters>): JobType {
  const { check, unavailable, actions, run, sideBySide, ...rest } = jobType;
  const parse = (given: unknown): Parameters => jobType.parameters.parse(given);
  const typed = (job: JobRun<Record<string, Json>>): JobRun<Parameters> => ({
    ...job,
    parameters: parse(job.parameters),
  });
  return {
    ...rest,
    parameters: jobType.parameters as z.ZodType<unknown> as z.ZodType<Record<string, Json>>,
    ...(check === undefined ? {} : { check: (tx: Tx, given: unknown) => check(tx, parse(given)) }),
    ...(unavailable === undefined
      ? {}
      : { unavailable: (tx: Tx, given: unknown) => unavailable(tx, parse(given)) }),
    ...(sideBySide === undefined
      ? {}
      : {
          sideBySide: {
            most: sideBySide.most,
            holds: (tx: Tx, given: unknown) => sideBySide.holds(tx, parse(given)),
          },
        }),
    ...(actions === undefined
      ? {}
      : {
          actions: {
            prepare: (job) => actions.prepare(typed(job)),
            inspect: (job, steps) => actions.inspect(typed(job), steps),
            apply: (job, step, options) => actions.apply(typed(job), step, options),
            undo: (step, given) => actions.undo(step, parse(given)),
            ...(actions.verify === undefined
              ? {}
              : {
                  verify: (job: JobRun<Record<string, Json>>, done: readonly PlanStep[]) =>
                    verifyOf(actions)(typed(job), done),
                }),
            ...(actions.follow === undefined ? {} : { follow: actions.follow }),
          },
        }),
    ...(run === undefined ? {} : { run: (job) => run(typed(job)) }),
  };
}

const verifyOf =
  <Parameters>(actions: JobActions<Parameters>) =>
  async (job: JobRun<Parameters>, done: readonly PlanStep[]): Promise<JobOutcome> =>
    (await actions.verify?.(job, done)) ?? { status: 'succeeded' };

/** How long a run of the type may take, when its job does not say: the usual limit, or what the type needs. */
export const timeoutOf = (
  jobType: Pick<JobType, 'timeoutSeconds'> | undefined,
  usualSeconds: number,
): number => Math.max(usualSeconds, jobType?.timeoutSeconds ?? 0);

export type JobRegistry = ReadonlyMap<string, JobType>;

export function jobRegistry(types: JobType[]): JobRegistry {
  const registry = new Map<string, JobType>();
  for (const jobType of types) {
    if (registry.has(jobType.type)) throw new Error(`Two job types are called ${jobType.type}`);
    if ((jobType.run === undefined) === (jobType.actions === undefined)) {
      throw new Error(`The job type ${jobType.type} needs either run or actions`);
    }
    registry.set(jobType.type, jobType);
  }
  return registry;
}

/** The job type of a name that a person wrote, in any accepted spelling. */
export function jobTypeByName(registry: JobRegistry, name: string): JobType | undefined {
  const direct = registry.get(name);
  if (direct !== undefined) return direct;
  for (const jobType of registry.values()) if (jobType.aliases.includes(name)) return jobType;
  return undefined;
}
