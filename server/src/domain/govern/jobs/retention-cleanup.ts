import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { defineJob, type JobRun, type JobType } from './job-type.ts';
import * as store from './retention-store.ts';

const days = (fallback: number, words: string) =>
  z.number().int().min(1).max(3650).default(fallback).describe(words);

const parameters = z.strictObject({
  executions_days: days(90, 'Runs that ended longer ago are removed.'),
  logs_days: days(30, 'Logs of runs that ended longer ago are removed; the runs stay.'),
  keep_last: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(20)
    .describe('So many runs of each job stay, however old they are.'),
  dry_run: z.boolean().default(false).describe('Only count what would be removed.'),
});
type Run = JobRun<z.output<typeof parameters>>;

/** Rows of one transaction: nobody waits long for it. */
const batchSize = 500;

/**
 * Removes old runs and old logs. What stays in any case: open runs, the newest runs of each job and its newest
 * success, runs that may have changed a connected system, and every audit event.
 */
export function retentionCleanupJob(deps: { clock: Clock }): JobType {
  return defineJob({
    type: 'retention_cleanup',
    title: 'Retention',
    description: 'Removes old runs of jobs and their logs; the audit log keeps every event of them.',
    aliases: ['retention', 'cleanup'],
    scheduleVariable: null,
    parameters,
    async run(job) {
      const { executions_days, logs_days, keep_last, dry_run } = job.parameters;
      const before = (age: number) => new Date(deps.clock.now().getTime() - age * 86_400_000);
      const logsBefore = before(logs_days);
      const executionsBefore = before(executions_days);
      if (dry_run) {
        const found = await job.db.within(job.scope, async (tx) => ({
          logs: await store.countOldLogs(tx, logsBefore),
          executions: await store.countOldExecutions(tx, executionsBefore, keep_last),
        }));
        job.report.count('logs_to_remove', found.logs);
        job.report.count('executions_to_remove', found.executions);
        job.report.log('info', `would remove ${found.logs} logs and ${found.executions} runs`);
        return { status: 'succeeded' };
      }
      const logs = await removeAll(job, 'logs', logsBefore, (tx) =>
        store.removeOldLogs(tx, logsBefore, batchSize),
      );
      const executions = await removeAll(job, 'executions', executionsBefore, (tx) =>
        store.removeOldExecutions(tx, executionsBefore, keep_last, batchSize),
      );
      job.report.log('info', `removed ${logs} logs and ${executions} runs`);
      return { status: 'succeeded' };
    },
  });
}

async function removeAll(
  { executionId, db, scope, report, signal }: Run,
  what: 'logs' | 'executions',
  before: Date,
  removeSome: (tx: Tx) => Promise<number>,
): Promise<number> {
  let all = 0;
  for (let more = true; more && !signal.aborted; ) {
    const removed = await db.within(scope, async (tx) => {
      const count = await removeSome(tx);
      if (count > 0) {
        await recordAudit(tx, {
          action: 'execution.retention_applied',
          target: { type: 'execution', id: executionId },
          detail: { removed: what, count, ended_before: before.toISOString() },
        });
      }
      return count;
    });
    all += removed;
    more = removed > 0;
    report.count(`${what}_removed`, removed);
    report.progress(`removing ${what}`, all, null);
  }
  return all;
}
