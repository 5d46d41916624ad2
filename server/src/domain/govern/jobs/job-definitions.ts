import { isDeepStrictEqual } from 'node:util';
import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { nextRun } from '../../../core/schedule.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { getOrganization } from '../tenancy/index.ts';
import { cancelWaitingOfJob } from './action-decisions.ts';
import { checkDefinition, scheduleOf, whileNameIsFree } from './definition-rules.ts';
import * as jobs from './job-store.ts';
import { type JobType, jobTypeByName } from './job-type.ts';
import { insertRevision, type JobChange } from './revision-store.ts';
import { settleDueInstants } from './scheduler.ts';
import type { JobsDeps } from './service.ts';

/** What people make, change and take away. Each change is one transaction with its revision and its audit event. */

const defaults: Omit<jobs.JobDefinition, 'name' | 'timing' | 'time_zone'> = {
  configuration: {},
  gap_policy: 'run_after',
  overlap_policy_at_clock_change: 'first',
  missed_policy: 'latest',
  maximum_lateness_seconds: 3600,
  overlap_policy: 'skip',
  jitter_seconds: 0,
  blackout: [],
  depends_on: [],
  timeout_seconds: null,
  retry_attempts: 0,
  retry_backoff_seconds: 60,
  approver_id: null,
};

/** Given fields; `timing` is required. The first run is at the next instant: saving starts nothing. */
export async function createJob(
  deps: JobsDeps,
  scope: Scope,
  given: Partial<jobs.JobDefinition> & { type: string; name: string },
): Promise<jobs.JobRow> {
  const { type, ...fields } = given;
  const jobType = jobTypeByName(deps.registry, type);
  if (jobType === undefined) {
    throw new AppError('invalid_input', `${JSON.stringify(type)} is no type of job`, {
      details: [{ path: 'type', message: `must be one of ${[...deps.registry.keys()].join(', ')}` }],
    });
  }
  if (jobType.ownDoor !== undefined) {
    const message = `nobody makes jobs of it: ${jobType.ownDoor} asks for its runs`;
    throw new AppError('invalid_input', `type: ${message}`, { details: [{ path: 'type', message }] });
  }
  if (fields.timing === undefined) {
    throw new AppError('invalid_input', 'timing: when it runs is missing', {
      details: [{ path: 'timing', message: 'is needed: timing, or a cron expression as schedule' }],
    });
  }
  return await deps.db.within(scope, async (tx) => {
    const definition: jobs.JobDefinition = {
      ...defaults,
      timing: null,
      time_zone: fields.time_zone ?? (await getOrganization(tx)).time_zone,
      ...fields,
    };
    return await insert(deps, tx, jobType, definition, 'scheduled');
  });
}

async function insert(
  deps: JobsDeps,
  tx: Tx,
  jobType: JobType,
  definition: jobs.JobDefinition,
  state: jobs.JobRow['state'],
): Promise<jobs.JobRow> {
  const createdBy = personBehind(tx.scope.actor);
  await checkDefinition(deps, tx, { id: 0, jobType, createdBy, definition });
  const at = deps.clock.now();
  const row = {
    ...definition,
    organization_id: tx.scope.organizationId,
    type: jobType.type,
    platform: false,
    state,
    next_run_at: state === 'disabled' ? null : nextOf(definition, at),
    created_by: createdBy,
    at,
  };
  const job = await whileNameIsFree(definition.name, () => jobs.insertJob(tx, row));
  await keep(tx, job, 'created', at, { type: job.type, definition: shown(definition) });
  return job;
}

function nextOf(definition: Parameters<typeof scheduleOf>[0], after: Date): Date | null {
  const schedule = scheduleOf(definition);
  return schedule === null ? null : nextRun(schedule, after);
}

/** The revision and, last, the audit event. */
async function keep(
  tx: Tx,
  job: jobs.JobRow,
  change: Exclude<JobChange, 'schedule_changed'>,
  at: Date,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await insertRevision(tx, job.id, change, tx.scope.actor, at);
  const target = { type: 'job', id: String(job.id) };
  await recordAudit(tx, {
    ...auditOf[change],
    target,
    detail: { name: job.name, version: job.version, ...detail },
  });
}

const voidedAs = {
  edited: 'job_changed',
  paused: 'paused',
  disabled: 'job_disabled',
  deleted: 'job_deleted',
};

/** What runs of the job asked for is not what would be done any more, so nobody may allow it. */
async function voidWaiting(
  deps: JobsDeps,
  tx: Tx,
  job: jobs.JobRow,
  change: 'edited' | 'paused' | 'disabled' | 'deleted',
): Promise<void> {
  const message = `the job was ${change} while this run waited for approval; nothing was changed`;
  await cancelWaitingOfJob(deps, tx, job.id, { code: voidedAs[change], message });
}

const auditOf = {
  created: { action: 'job.created' },
  edited: { action: 'job.edited' },
  paused: { action: 'job.paused' },
  resumed: { action: 'job.resumed' },
  disabled: { action: 'job.disabled' },
  enabled: { action: 'job.enabled' },
  deleted: { action: 'job.deleted' },
} as const;

const shown = (definition: Partial<jobs.JobDefinition>): JsonObject =>
  JSON.parse(JSON.stringify(definition)) as JsonObject;

async function lock(tx: Tx, id: number): Promise<jobs.JobRow> {
  const job = await jobs.lockJob(tx, id);
  if (job === undefined) throw notFound('job');
  return job;
}

/** Sets the given fields. `version`, where it is given, must be the present one. */
export async function editJob(
  deps: JobsDeps,
  scope: Scope,
  id: number,
  given: Partial<jobs.JobDefinition> & { version?: number },
): Promise<jobs.JobRow> {
  const { version, ...fields } = given;
  return await deps.db.within(scope, async (tx) => {
    const job = await lock(tx, id);
    if (version !== undefined && version !== job.version) {
      throw new AppError(
        'conflict',
        `The job was changed meanwhile: it has version ${job.version}; read it again`,
        {
          details: [{ path: 'version', message: `is ${job.version} now` }],
        },
      );
    }
    const change = differences(job, fields);
    if (Object.keys(change).length === 0) return job;
    if (job.platform) refuseForPlatformJob(deps, job, change);
    const jobType = deps.registry.get(job.type);
    if (jobType === undefined)
      throw new AppError('unprocessable', `this version has no job type ${job.type}`);
    const definition = { ...job, ...change };
    await checkDefinition(deps, tx, { id, jobType, createdBy: job.created_by, definition });
    const at = deps.clock.now();
    await settleDueInstants(deps, tx, job, at);
    const moves = timingFields.some((field) => field in change) && job.state !== 'disabled';
    const next = moves ? { next_run_at: nextOf(definition, at) } : {};
    const edited = await whileNameIsFree(definition.name, () =>
      jobs.updateJob(tx, id, { ...change, ...next }, at),
    );
    const before = Object.fromEntries(
      Object.keys(change).map((field) => [field, job[field as keyof jobs.JobDefinition]]),
    );
    await voidWaiting(deps, tx, edited, 'edited');
    await keep(tx, edited, 'edited', at, { before: shown(before), after: shown(change) });
    return edited;
  });
}

const timingFields = ['timing', 'time_zone', 'gap_policy', 'overlap_policy_at_clock_change'] as const;
const fixedForPlatformJobs = [...timingFields, 'name', 'configuration', 'approver_id'] as const;

function differences(job: jobs.JobRow, fields: Partial<jobs.JobDefinition>): Partial<jobs.JobDefinition> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => value !== undefined && !isDeepStrictEqual(job[field as keyof jobs.JobRow], value),
    ),
  );
}

function refuseForPlatformJob(deps: JobsDeps, job: jobs.JobRow, change: Partial<jobs.JobDefinition>): void {
  const variable = deps.registry.get(job.type)?.scheduleVariable ?? 'the environment';
  const field = fixedForPlatformJobs.find((fixed) => fixed in change);
  if (field === undefined) return;
  const timed = (timingFields as readonly string[]).includes(field);
  throw new AppError(
    'unprocessable',
    timed
      ? `${job.name} takes its schedule from ${variable}: change it there and restart, or make a job of your own`
      : `${field} of ${job.name} cannot be changed: make a job of your own of the type ${job.type}`,
    { details: [{ path: field, message: timed ? `is set by ${variable}` : 'is fixed for this job' }] },
  );
}

const transitions = {
  pause: { state: 'paused', change: 'paused', from: ['scheduled'] },
  resume: { state: 'scheduled', change: 'resumed', from: ['paused'] },
  disable: { state: 'disabled', change: 'disabled', from: ['scheduled', 'paused'] },
  enable: { state: 'scheduled', change: 'enabled', from: ['disabled'] },
} as const;
export type StateChange = keyof typeof transitions;

/**
 * A paused job stays on its schedule and leaves a skipped execution for every instant; a disabled one has none.
 * Both come back with the next instant from now: nothing is caught up.
 */
export async function changeJobState(
  deps: JobsDeps,
  scope: Scope,
  id: number,
  verb: StateChange,
): Promise<jobs.JobRow> {
  const { state, change, from } = transitions[verb];
  return await deps.db.within(scope, async (tx) => {
    const job = await lock(tx, id);
    if (job.state === state) return job;
    if (!(from as readonly string[]).includes(job.state)) {
      const way = job.state === 'disabled' ? 'enable' : job.state === 'paused' ? 'resume' : 'pause';
      throw new AppError('conflict', `The job is ${job.state}: ${way} it instead`);
    }
    const at = deps.clock.now();
    await settleDueInstants(deps, tx, job, at);
    const changed = await jobs.updateJob(
      tx,
      id,
      { state, next_run_at: state === 'disabled' ? null : nextOf(job, at), state_changed_by: scope.actor },
      at,
    );
    if (change === 'paused' || change === 'disabled') await voidWaiting(deps, tx, changed, change);
    await keep(tx, changed, change, at);
    return changed;
  });
}

/** A copy under another name. It is disabled, so that two of the same do not run before it has been changed. */
export async function duplicateJob(
  deps: JobsDeps,
  scope: Scope,
  id: number,
  name: string | undefined,
): Promise<jobs.JobRow> {
  return await deps.db.within(scope, async (tx) => {
    const job = await lock(tx, id);
    const jobType = deps.registry.get(job.type);
    if (jobType === undefined)
      throw new AppError('unprocessable', `this version has no job type ${job.type}`);
    const fields = Object.keys(defaults) as (keyof typeof defaults)[];
    const definition = {
      ...(Object.fromEntries(fields.map((field) => [field, job[field]])) as typeof defaults),
      timing: job.timing,
      time_zone: job.time_zone,
      name: name ?? (await nameOfCopy(tx, job.name)),
    };
    return await insert(deps, tx, jobType, definition, 'disabled');
  });
}

async function nameOfCopy(tx: Tx, name: string): Promise<string> {
  const base = name.slice(0, 100);
  for (let number = 1; ; number += 1) {
    const copy = number === 1 ? `Copy of ${base}` : `Copy ${number} of ${base}`;
    if (!(await jobs.isNameTaken(tx, tx.scope.organizationId, copy, 0))) return copy;
  }
}

/** Its executions stay, and its name becomes free. Throws `conflict` for a platform job. */
export async function deleteJob(deps: JobsDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const job = await lock(tx, id);
    if (job.platform) {
      throw new AppError('conflict', `${job.name} is part of the product and cannot be deleted; disable it`);
    }
    const dependents = (await jobs.listJobs(tx)).filter((other) =>
      other.depends_on.some((dependency) => dependency.job_id === id),
    );
    if (dependents.length > 0) {
      const names = dependents.map((other) => other.name).join(', ');
      throw new AppError('conflict', `These jobs depend on it: ${names}. Change them first`);
    }
    const at = deps.clock.now();
    await settleDueInstants(deps, tx, job, at);
    const deleted = await jobs.updateJob(tx, id, { deleted_at: at, next_run_at: null }, at);
    await voidWaiting(deps, tx, deleted, 'deleted');
    await deps.announce(tx, { type: 'job.deleted', payload: { job_id: id, job_name: job.name } });
    await keep(tx, deleted, 'deleted', at);
  });
}
