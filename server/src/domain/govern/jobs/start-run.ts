import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import * as executions from './execution-store.ts';
import * as jobs from './job-store.ts';
import { type JobType, timeoutOf } from './job-type.ts';
import { executionQueue } from './runner.ts';
import type { JobsDeps } from './service.ts';

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
  const parameters = checkParameters(jobType, { ...job.configuration, ...given });
  await jobType.check?.(tx, parameters);
  const now = deps.clock.now();
  const id = await openExecution(deps, tx, { job, jobType, parameters, trigger }, now);
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
  run: { job: jobs.JobRow; jobType: JobType; parameters: JsonObject; trigger: 'manual' | 'api' | 'system' },
  now: Date,
): Promise<number | executions.ExecutionRow> {
  const { job, jobType, parameters, trigger } = run;
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
    timeoutSeconds: job.timeout_seconds ?? timeoutOf(jobType, deps.timeoutSeconds),
    at: now,
    phase: jobType.actions === undefined ? 'run' : 'prepare',
    jobVersion: job.version,
    typeVersion: jobType.version ?? 1,
    exclusive: job.overlap_policy !== 'allow',
    ...(await sideBySide(tx, jobType, parameters)),
  });
  if (id !== null) return id;
  const winner = await executions.findOpenTwin(tx, job.id, parameters);
  if (winner === undefined) throw new AppError('conflict', 'an equal run just ended; try again');
  return winner;
}

async function sideBySide(
  tx: Tx,
  { sideBySide: how }: JobType,
  parameters: JsonObject,
): Promise<{ sideBySide?: executions.SideBySide }> {
  if (how === undefined) return {};
  return { sideBySide: { most: how.most, holds: await how.holds(tx, parameters) } };
}

/** Throws `invalid_input`, naming each field after `place`. */
export function checkParameters(jobType: JobType, parameters: JsonObject, place = ''): JsonObject {
  const parsed = jobType.parameters.safeParse(parameters);
  if (parsed.success) return parsed.data as JsonObject;
  throw new AppError('invalid_input', `${jobType.title} does not take these parameters`, {
    details: parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: `${place}${key}`, message: 'is not a parameter of this job' }))
        : [{ path: `${place}${issue.path.join('.')}`, message: issue.message }],
    ),
  });
}
