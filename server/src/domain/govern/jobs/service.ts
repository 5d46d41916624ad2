import { isDeepStrictEqual } from 'node:util';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Json, JsonObject } from '../../../core/json.ts';
import { nextRun, type Timing } from '../../../core/schedule.ts';
import type { Scope } from '../../../core/scope.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { AnyTx, Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { recordAudit } from '../audit-log/index.ts';
import { organizationScope } from '../tenancy/index.ts';
import * as executions from './execution-store.ts';
import * as jobs from './job-store.ts';
import { type JobRegistry, type JobType, jobTypeByName } from './job-type.ts';
import { announceEnd, executionQueue } from './runner.ts';

/** Platform job type → cron expression of the environment, or null when it is not scheduled. */
export type EnvironmentSchedules = ReadonlyMap<string, string | null>;

export type JobsDeps = {
  db: Database;
  clock: Clock;
  queue: Queue;
  announce: Announce;
  registry: JobRegistry;
  schedules: EnvironmentSchedules;
  timeoutSeconds: number;
};

/** The platform jobs of a new organisation, in the transaction that makes it. */
export async function createPlatformJobs(
  deps: Pick<JobsDeps, 'registry' | 'schedules' | 'clock'>,
  tx: AnyTx,
  organizationId: number,
): Promise<void> {
  for (const jobType of deps.registry.values()) {
    if (jobType.scheduleVariable === null) continue;
    const timing = environmentTiming(deps.schedules, jobType.type);
    await jobs.insertPlatformJob(tx, {
      organizationId,
      type: jobType.type,
      name: jobType.title,
      timing,
      nextRunAt: nextOf(timing, deps.clock.now()),
    });
  }
}

function environmentTiming(schedules: EnvironmentSchedules, type: string): Timing | null {
  const expression = schedules.get(type) ?? null;
  return expression === null ? null : { kind: 'cron', expression };
}

function nextOf(timing: Timing | null, now: Date): Date | null {
  return timing === null ? null : nextRun({ timing, timeZone: 'UTC' }, now);
}

/**
 * Brings the platform jobs of every organisation in line with the environment, at start. An unchanged schedule
 * keeps its next instant, so what fell due while the process was down is seen as missed and not forgotten.
 */
export async function applyEnvironmentSchedules(deps: JobsDeps): Promise<void> {
  const now = deps.clock.now();
  const why = systemScope('the environment schedules the platform jobs of every organisation');
  const organizationIds = await deps.db.asSystem(why, (tx) => jobs.listOrganizationIds(tx));
  for (const organizationId of organizationIds) {
    await deps.db.within(organizationScope(organizationId, 'start'), async (tx) => {
      await createPlatformJobs(deps, tx, organizationId);
      for (const job of await jobs.listJobs(tx)) {
        if (!job.platform) continue;
        const timing = environmentTiming(deps.schedules, job.type);
        if (isDeepStrictEqual(timing, job.timing)) continue;
        await jobs.setTiming(tx, job.id, timing, job.state === 'scheduled' ? nextOf(timing, now) : null, now);
        await recordAudit(tx, {
          action: 'job.schedule_changed',
          target: { type: 'job', id: String(job.id) },
          detail: { from: job.timing, to: timing, source: 'environment' },
        });
      }
    });
  }
}

export type Triggered = {
  executionId: number;
  status: string;
  startedAt: Date | null;
  duplicate: boolean;
  message: string;
};

/**
 * Starts a run now, whatever the schedule or state of the job. An open run with equal parameters is returned
 * instead of starting a second one.
 */
export async function triggerJob(
  deps: JobsDeps,
  scope: Scope,
  request: { jobId: number; parameters: JsonObject; trigger: 'manual' | 'api' },
): Promise<Triggered> {
  return await deps.db.within(scope, async (tx) => {
    const job = await jobs.getJob(tx, request.jobId);
    if (job === undefined) throw notFound('job');
    return await startExecution(deps, tx, job, request.parameters, request.trigger);
  });
}

/** As `triggerJob`, for the platform job of a type; the scan endpoints use it. */
export async function triggerPlatformJob(
  deps: JobsDeps,
  scope: Scope,
  request: { type: string; parameters: JsonObject; trigger: 'manual' | 'api' | 'system' },
): Promise<Triggered> {
  return await deps.db.within(scope, (tx) => triggerPlatformJobIn(deps, tx, request));
}

/** In the caller's transaction: a connected provider and its first sync commit together. */
export async function triggerPlatformJobIn(
  deps: JobsDeps,
  tx: Tx,
  request: { type: string; parameters: JsonObject; trigger: 'manual' | 'api' | 'system' },
): Promise<Triggered> {
  const job = await jobs.getPlatformJobByType(tx, request.type);
  if (job === undefined) throw notFound(`job ${request.type}`);
  return await startExecution(deps, tx, job, request.parameters, request.trigger);
}

async function startExecution(
  deps: JobsDeps,
  tx: Tx,
  job: jobs.JobRow,
  given: JsonObject,
  trigger: 'manual' | 'api' | 'system',
): Promise<Triggered> {
  const jobType = deps.registry.get(job.type);
  if (jobType === undefined) throw new AppError('unprocessable', `this version has no job type ${job.type}`);
  const parameters = checkParameters(jobType, { ...(job.configuration as JsonObject), ...given });
  await jobType.check?.(tx, parameters as Record<string, Json>);
  const now = deps.clock.now();
  const id = await openExecution(deps, tx, job, parameters, trigger, now);
  if (typeof id !== 'number') {
    return {
      executionId: id.id,
      status: id.status,
      startedAt: id.started_at,
      duplicate: true,
      message: `execution ${id.id} is already ${id.status}; no second one was started`,
    };
  }
  await deps.queue.enqueue(tx, executionQueue, { executionId: id });
  await recordAudit(tx, {
    action: 'execution.requested',
    target: { type: 'execution', id: String(id) },
    detail: { job_id: job.id, job_type: job.type, parameters },
  });
  return {
    executionId: id,
    status: 'queued',
    startedAt: null,
    duplicate: false,
    message: `${job.name} started`,
  };
}

async function openExecution(
  deps: JobsDeps,
  tx: Tx,
  job: jobs.JobRow,
  parameters: Json,
  trigger: 'manual' | 'api' | 'system',
  now: Date,
): Promise<number | executions.ExecutionRow> {
  const twin = await executions.findOpenTwin(tx, job.id, parameters);
  if (twin !== undefined) return twin;
  const id = await executions.insertExecution(tx, {
    organizationId: tx.scope.organizationId,
    jobId: job.id,
    jobType: job.type,
    trigger,
    status: 'queued',
    scheduledFor: null,
    parameters,
    requestedBy: { ...tx.scope.actor },
    timeoutSeconds: deps.timeoutSeconds,
    at: now,
  });
  if (id !== null) return id;
  const winner = await executions.findOpenTwin(tx, job.id, parameters);
  if (winner === undefined) throw new AppError('conflict', 'an equal run just ended; try again');
  return winner;
}

function checkParameters(jobType: JobType, parameters: JsonObject): JsonObject {
  const parsed = jobType.parameters.safeParse(parameters);
  if (parsed.success) return parsed.data as JsonObject;
  throw new AppError('invalid_input', `${jobType.title} does not take these parameters`, {
    details: parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: key, message: 'is not a parameter of this job' }))
        : [{ path: issue.path.join('.'), message: issue.message }],
    ),
  });
}

/** Stops a run: at once when it waits, within a heartbeat when it runs. */
export async function cancelExecution(
  deps: JobsDeps,
  scope: Scope,
  id: number,
): Promise<executions.ExecutionRow> {
  return await deps.db.within(scope, async (tx) => {
    const execution = await executions.getExecution(tx, id);
    if (execution === undefined) throw notFound('execution');
    const now = deps.clock.now();
    if (execution.status === 'queued') {
      const ended = await executions.endExecution(tx, {
        executionId: id,
        status: 'cancelled',
        at: now,
        findings: 0,
        error: { code: 'cancelled', message: 'cancelled before it started' },
        worker: null,
      });
      if (ended !== undefined) {
        await announceEnd(deps, tx, ended);
        return ended;
      }
    }
    if (!(await executions.requestCancel(tx, id, now))) {
      throw new AppError('conflict', `execution ${id} has already ended as ${execution.status}`);
    }
    await recordAudit(tx, {
      action: 'execution.cancel_requested',
      target: { type: 'execution', id: String(id) },
    });
    return { ...execution, cancel_requested_at: now };
  });
}

/** Disabled wins over the environment; enabling returns to the environment's schedule. */
export async function setJobState(
  deps: JobsDeps,
  scope: Scope,
  id: number,
  state: 'scheduled' | 'disabled',
): Promise<jobs.JobRow> {
  return await deps.db.within(scope, async (tx) => {
    const job = await jobs.getJob(tx, id);
    if (job === undefined) throw notFound('job');
    if (job.state === state) return job;
    const now = deps.clock.now();
    const nextRunAt =
      state === 'scheduled' && job.timing !== null
        ? nextRun({ timing: job.timing, timeZone: job.time_zone }, now)
        : null;
    await jobs.setState(tx, id, state, nextRunAt, now);
    await recordAudit(tx, {
      action: state === 'disabled' ? 'job.disabled' : 'job.enabled',
      target: { type: 'job', id: String(id) },
    });
    return { ...job, state, next_run_at: nextRunAt };
  });
}

/** The job of an id or of a type in any accepted spelling, within the organisation of the transaction. */
export async function findJob(
  deps: Pick<JobsDeps, 'registry'>,
  tx: Tx,
  idOrType: string,
): Promise<jobs.JobRow> {
  const id = Number(idOrType);
  const job = Number.isSafeInteger(id)
    ? await jobs.getJob(tx, id)
    : await jobs.getPlatformJobByType(tx, jobTypeByName(deps.registry, idOrType)?.type ?? idOrType);
  if (job === undefined) throw notFound('job');
  return job;
}
