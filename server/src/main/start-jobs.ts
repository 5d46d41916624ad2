import {
  executionQueue,
  leaseWatch,
  type RunnerDeps,
  recoverExecutions,
  repeat,
  runExecution,
  type SchedulerDeps,
  scheduleDueJobs,
} from '../domain/govern/jobs/index.ts';

/** What a process does besides answering. Any number of each may share one PostgreSQL. */
export type Duties = { schedules: boolean; works: boolean };

/** Executions that one process works on at once. */
const parallelExecutions = 4;
const schedulerTickMs = 1000;
const recoveryTickMs = 5000;

/** Starts the scheduler and the workers; the result stops the look-outs, the queue stops the workers. */
export async function startJobs(
  deps: RunnerDeps & SchedulerDeps,
  { schedules, works }: Duties,
): Promise<() => Promise<void>> {
  const { queue, log } = deps;
  const watch = leaseWatch();
  const recover = () => recoverExecutions(deps, watch);
  await recover();
  if (works) {
    await queue.work(executionQueue, { concurrency: parallelExecutions }, async (payload, signal) => {
      const { executionId } = payload as { executionId: number };
      await runExecution(deps, executionId, signal);
    });
  }
  const lookOuts = [repeat('recovery of executions', recoveryTickMs, log, recover)];
  if (schedules) {
    lookOuts.push(repeat('the scheduler', schedulerTickMs, log, () => scheduleDueJobs(deps)));
  }
  return async () => {
    for (const lookOut of lookOuts) await lookOut.stop();
  };
}
