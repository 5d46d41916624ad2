import { notFound } from '../../../core/errors.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import * as jobs from './job-store.ts';
import { type JobRegistry, jobTypeByName } from './job-type.ts';

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
  /** How often a job that people make may be due at most. 60 when absent. */
  minimumIntervalSeconds?: number;
  /** Whether a job could act on anything: accounts belong to a floor above. None when absent. */
  hasConnection?: (tx: Tx) => Promise<boolean>;
};

export type SchedulerDeps = {
  db: Database;
  clock: Clock;
  queue: Queue;
  announce: Announce;
  registry: JobRegistry;
  timeoutSeconds: number;
  log?: Log;
  /** Whether a job could act on anything: accounts belong to a floor above. None when absent. */
  hasConnection?: (tx: Tx) => Promise<boolean>;
  /** Hears of every instant that was settled: `queued` or the reason of its skip, and how late it was seen. */
  onOccurrence?: (occurrence: { type: string; outcome: string; lagSeconds: number }) => void;
};

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
