import type { z } from 'zod';
import type { Json } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a run reports while it works. Everything is buffered and stored with the next heartbeat. */
export type ExecutionReporter = {
  log(level: LogLevel, message: string): void;
  progress(step: string, done: number, total: number | null): void;
  /** Adds to a named counter: found, created, evaluated, opened … */
  count(name: string, by?: number): void;
  /** Links what the run touched: kind `resource` or `drift`, effect `created`, `resolved` … */
  effect(kind: 'resource' | 'drift', targetId: number, effect: string): void;
};

export type JobRun<Parameters> = {
  readonly executionId: number;
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
export type JobOutcome =
  | { status: 'succeeded'; findings?: number }
  | { status: 'skipped'; code: string; message: string; findings?: number }
  | { status: 'failed'; code: string; message: string; findings?: number };

/** A kind of job. It lives beside the module whose work it does; main puts them into one registry. */
export type JobType<Parameters = Record<string, Json>> = {
  type: string;
  title: string;
  description: string;
  /** Other spellings that the API and the command line accept. */
  aliases: string[];
  /** The environment variable of its schedule; only jobs that exist from the start have one. */
  scheduleVariable: string | null;
  parameters: z.ZodType<Parameters>;
  /** Throws `not_found` for what the parameters name and the organisation does not have. */
  check?(tx: Tx, parameters: Parameters): Promise<void>;
  run(job: JobRun<Parameters>): Promise<JobOutcome>;
};

/** Keeps the author's parameter type inside and hands the registry a uniform shape. */
export function defineJob<Parameters>(jobType: JobType<Parameters>): JobType {
  const { check, ...rest } = jobType;
  return {
    ...rest,
    parameters: jobType.parameters as z.ZodType<unknown> as z.ZodType<Record<string, Json>>,
    ...(check === undefined
      ? {}
      : { check: (tx: Tx, given: Record<string, Json>) => check(tx, jobType.parameters.parse(given)) }),
    run: (job) => jobType.run({ ...job, parameters: jobType.parameters.parse(job.parameters) }),
  };
}

export type JobRegistry = ReadonlyMap<string, JobType>;

export function jobRegistry(types: JobType[]): JobRegistry {
  const registry = new Map<string, JobType>();
  for (const jobType of types) {
    if (registry.has(jobType.type)) throw new Error(`Two job types are called ${jobType.type}`);
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
