import { AppError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { permissionsOfRole } from '../../../core/permissions.ts';
import { type Schedule, scheduleProblem } from '../../../core/schedule.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listMembers, requireTimeZone } from '../tenancy/index.ts';
import * as jobs from './job-store.ts';
import type { JobType } from './job-type.ts';
import type { JobsDeps } from './service.ts';
import { checkParameters } from './start-run.ts';

/** What a definition must be before it is stored. Everything is checked again when an instant is due. */

export function scheduleOf(
  job: Pick<jobs.JobDefinition, 'timing' | 'time_zone' | 'gap_policy' | 'overlap_policy_at_clock_change'>,
): Schedule | null {
  if (job.timing === null) return null;
  return {
    timing: job.timing,
    timeZone: job.time_zone,
    gap: job.gap_policy,
    overlap: job.overlap_policy_at_clock_change,
  };
}

const refuse = (path: string, message: string, code: 'invalid_input' | 'unprocessable' = 'unprocessable') =>
  new AppError(code, `${path}: ${message}`, { details: [{ path, message }] });

export const minimumInterval = (deps: Pick<JobsDeps, 'minimumIntervalSeconds'>): number =>
  deps.minimumIntervalSeconds ?? 60;

/** Throws `invalid_input` for a schedule that cannot run or is due too often. */
function checkSchedule(
  deps: Pick<JobsDeps, 'clock' | 'minimumIntervalSeconds'>,
  definition: Parameters<typeof scheduleOf>[0],
): void {
  requireTimeZone(definition.time_zone);
  const schedule = scheduleOf(definition);
  if (schedule === null) return;
  const minimumIntervalSeconds = minimumInterval(deps);
  const problem = scheduleProblem(schedule, deps.clock.now(), { minimumIntervalSeconds });
  if (problem !== null) throw refuse('timing', problem, 'invalid_input');
}

/**
 * Throws `invalid_input` for what is wrong in itself and `unprocessable` for what does not fit the organisation:
 * an approver who may not approve, a job that does not exist, an account of nobody.
 */
export async function checkDefinition(
  deps: JobsDeps,
  tx: Tx,
  job: { id: number; jobType: JobType; createdBy: number | null; definition: jobs.JobDefinition },
): Promise<void> {
  const { definition, jobType } = job;
  checkSchedule(deps, definition);
  checkBlackout(definition.blackout);
  const parameters = checkParameters(jobType, definition.configuration, 'configuration.');
  await checkTargets(tx, jobType, parameters);
  if (await jobs.isNameTaken(tx, tx.scope.organizationId, definition.name, job.id)) {
    throw nameTaken(definition.name);
  }
  await checkDependencies(tx, job.id, definition.depends_on);
  await checkApprover(tx, jobType, definition.approver_id, job.createdBy);
  if (jobType.actions !== undefined && (await deps.hasConnection?.(tx)) !== true) {
    throw refuse('type', 'changes connected systems, and no account is connected');
  }
}

/** What the parameters name must exist in this organisation; the answer for a stranger's is that of a missing one. */
async function checkTargets(tx: Tx, jobType: JobType, parameters: JsonObject): Promise<void> {
  try {
    await jobType.check?.(tx, parameters);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    const noun = error.message.split(' ')[0]?.toLowerCase() ?? '';
    const field = Object.keys(parameters).find((name) => name.startsWith(noun));
    throw refuse(field === undefined ? 'configuration' : `configuration.${field}`, error.message);
  }
}

const nameTaken = (name: string) =>
  new AppError('conflict', `Another job is called ${name}`, {
    details: [{ path: 'name', message: 'must be unique in the organisation' }],
  });

/** Somebody may take a name between the check and the commit; the index then has the last word. */
export async function whileNameIsFree<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    throw code === '23505' && constraint === 'jobs_name' ? nameTaken(name) : error;
  }
}

function checkBlackout(windows: jobs.BlackoutWindow[]): void {
  for (const [index, window] of windows.entries()) {
    if (window.days === undefined && Date.parse(window.from) >= Date.parse(window.to)) {
      throw refuse(`blackout.${index}.to`, 'must be later than from', 'invalid_input');
    }
    if (window.days !== undefined && window.from === window.to) {
      throw refuse(`blackout.${index}.to`, 'must differ from from', 'invalid_input');
    }
  }
}

/** A ring of jobs that wait for each other would never run. */
async function checkDependencies(tx: Tx, id: number, dependsOn: jobs.JobDependency[]): Promise<void> {
  if (dependsOn.length === 0) return;
  const all = new Map((await jobs.listJobs(tx)).map((job) => [job.id, job]));
  for (const [index, { job_id }] of dependsOn.entries()) {
    const path = `depends_on.${index}.job_id`;
    if (!all.has(job_id)) throw refuse(path, 'is no job of this organisation');
    const seen = new Set<number>();
    const waiting = [job_id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === id) throw refuse(path, 'depends on this job itself');
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...(all.get(next)?.depends_on.map((dependency) => dependency.job_id) ?? []));
    }
  }
}

async function checkApprover(
  tx: Tx,
  jobType: JobType,
  approverId: number | null,
  createdBy: number | null,
): Promise<void> {
  if (approverId === null) {
    if (jobType.actions === undefined) return;
    throw refuse('approver_id', 'is needed: this job changes connected systems, each time with an approval');
  }
  const approver = (await listMembers(tx)).find((member) => member.user_id === approverId);
  if (approver === undefined) throw refuse('approver_id', 'is no member of this organisation');
  if (!permissionsOfRole[approver.role].has('approve')) {
    throw refuse('approver_id', `has the role ${approver.role}, which may not approve`);
  }
  if (approverId === createdBy) {
    throw refuse('approver_id', 'is the creator of the job: nobody approves what they asked for');
  }
}
