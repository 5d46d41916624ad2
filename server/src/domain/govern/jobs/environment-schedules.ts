import { isDeepStrictEqual } from 'node:util';
import { nextRun, type Timing } from '../../../core/schedule.ts';
import { type Actor, systemScope } from '../../../core/scope.ts';
import type { AnyTx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { organizationScope } from '../tenancy/index.ts';
import * as jobs from './job-store.ts';
import { insertRevision } from './revision-store.ts';
import { settleDueInstants } from './scheduler.ts';
import type { EnvironmentSchedules, JobsDeps } from './service.ts';

/** The platform jobs of a new organisation, in the transaction that makes it. */
export async function createPlatformJobs(
  deps: Pick<JobsDeps, 'registry' | 'schedules' | 'clock'>,
  tx: AnyTx,
  organizationId: number,
): Promise<void> {
  const now = deps.clock.now();
  const present = await jobs.platformTypes(tx, organizationId);
  for (const jobType of deps.registry.values()) {
    const everywhere = jobType.scheduleVariable !== null || jobType.onDemand === true;
    if (!everywhere || present.has(jobType.type)) continue;
    const timing = environmentTiming(deps.schedules, jobType.type);
    const id = await jobs.insertPlatformJob(tx, {
      organizationId,
      type: jobType.type,
      name: await freeName(tx, organizationId, jobType.title),
      timing,
      nextRunAt: nextOf(timing, now),
      at: now,
    });
    // Undefined: another process that starts now was first.
    if (id !== undefined) await insertRevision(tx, id, 'created', environment, now);
  }
}

const environment: Actor = { kind: 'system', label: 'environment' };

/** A later version brings its job into an organisation where people may have given that name to one of theirs. */
async function freeName(tx: AnyTx, organizationId: number, title: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? title : `${title} (platform${number === 2 ? '' : ` ${number - 1}`})`;
    if (!(await jobs.isNameTaken(tx, organizationId, name, 0))) return name;
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
      for (const { id, platform } of await jobs.listJobs(tx)) {
        const job = platform ? await jobs.lockJob(tx, id) : undefined;
        if (job === undefined) continue;
        const timing = environmentTiming(deps.schedules, job.type);
        if (isDeepStrictEqual(timing, job.timing)) continue;
        await settleDueInstants(deps, tx, job, now);
        const next = job.state === 'disabled' ? null : nextOf(timing, now);
        await jobs.updateJob(tx, id, { timing, next_run_at: next }, now);
        await insertRevision(tx, id, 'schedule_changed', environment, now);
        await recordAudit(tx, {
          action: 'job.schedule_changed',
          target: { type: 'job', id: String(id) },
          detail: { from: job.timing, to: timing, source: 'environment' },
        });
      }
    });
  }
}
