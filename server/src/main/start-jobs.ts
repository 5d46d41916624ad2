import { describeError } from '../core/errors.ts';
import {
  executionQueue,
  leaseWatch,
  type RunnerDeps,
  recoverAfterRestart,
  recoverExecutions,
  repeat,
  runExecution,
  type SchedulerDeps,
  scheduleDueJobs,
  schedulerMemory,
} from '../domain/govern/jobs/index.ts';

/** What a process does besides answering. Any number of each may share one PostgreSQL. */
export type Duties = { schedules: boolean; works: boolean };

/** Executions that one process works on at once: some wait for a vendor for half an hour, and others go on meanwhile. */
const parallelExecutions = 8;
const recoveryTickMs = 5000;

/** Starts the scheduler and the workers; the result stops the look-outs, the queue stops the workers. */
export async function startJobs(
  deps: RunnerDeps & SchedulerDeps,
  { schedules, works }: Duties,
): Promise<() => Promise<void>> {
  const { queue, log } = deps;
  const watch = leaseWatch();
  const recover = () => recoverExecutions(deps, watch);
  await (deps.db.engine === 'pglite' ? recoverAfterRestart(deps) : recover());
  if (works) {
    await queue.work(executionQueue, { concurrency: parallelExecutions }, async (payload, signal) => {
      const { executionId } = payload as { executionId: number };
      await runExecution(deps, executionId, signal);
    });
  }
  const lookOuts = [repeat('recovery of executions', recoveryTickMs, log, recover)];
  if (schedules) {
    const memory = schedulerMemory();
    lookOuts.push(onTheSecond(deps, () => scheduleDueJobs(deps, memory)));
  }
  return async () => {
    for (const lookOut of lookOuts) await lookOut.stop();
  };
}

/** Instants of schedules are whole seconds: a look right after each finds what is due without waiting for it. */
function onTheSecond(
  { clock, log }: Pick<RunnerDeps, 'clock' | 'log'>,
  look: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  const next = (): void => {
    if (stopped) return;
    timer = setTimeout(
      () => {
        running = look()
          .then(() => undefined)
          .catch((error: unknown) =>
            log.error('the scheduler failed and will be tried again', { reason: describeError(error) }),
          )
          .finally(next);
      },
      1001 - (clock.now().getTime() % 1000),
    );
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
