import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { defineJob, type JobRun, type JobType } from './job-type.ts';
import * as store from './retention-store.ts';

const days = (fallback: number, words: string) =>
  z.number().int().min(1).max(3650).default(fallback).describe(words);

/** Something else that grows old, of another module. */
export type RetentionPart = {
  /** Of the parameter `<name>_days` and the counter `<name>_removed`. */
  name: string;
  days: number;
  words: string;
  count(tx: Tx, before: Date): Promise<number>;
  /** Removes at most `limit` and records it; returns how many. */
  remove(tx: Tx, before: Date, limit: number): Promise<number>;
};

/** Something of which each says itself how long it is kept; the job has no parameter about it. */
export type PromisedPart = {
  /** Of the counter `<name>_removed`. */
  name: string;
  count(tx: Tx): Promise<number>;
  /** Removes at most `limit` and records it; returns how many. */
  remove(tx: Tx, limit: number): Promise<number>;
};

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
export function retentionCleanupJob(deps: {
  clock: Clock;
  parts?: readonly RetentionPart[];
  promised?: readonly PromisedPart[];
}): JobType {
  const { parts = [], promised = [] } = deps;
  const ofParts = parts.map((part) => [`${part.name}_days`, days(part.days, part.words)] as const);
  // Read by name below: their names are known to the parts alone.
  const all = parameters.extend(Object.fromEntries(ofParts)) as unknown as typeof parameters;
  return defineJob({
    type: 'retention_cleanup',
    title: 'Retention',
    description:
      'Removes old runs of jobs, their logs and what else grows old; the audit log keeps every event of them.',
    aliases: ['retention', 'cleanup'],
    scheduleVariable: null,
    parameters: all,
    async run(job) {
      const { executions_days, logs_days, keep_last, dry_run } = job.parameters;
      const before = (age: number) => new Date(deps.clock.now().getTime() - age * 86_400_000);
      const logsBefore = before(logs_days);
      const executionsBefore = before(executions_days);
      const daysOf = ({ name, days: usual }: RetentionPart): number => {
        const asked = (job.parameters as Record<string, unknown>)[`${name}_days`];
        return typeof asked === 'number' ? asked : usual;
      };
      const others: PromisedPart[] = [
        ...parts.map((part) => ({
          name: part.name,
          count: (tx: Tx) => part.count(tx, before(daysOf(part))),
          remove: (tx: Tx, limit: number) => part.remove(tx, before(daysOf(part)), limit),
        })),
        ...promised,
      ];
      if (dry_run) {
        const found = await job.db.within(job.scope, async (tx) => ({
          logs: await store.countOldLogs(tx, logsBefore),
          executions: await store.countOldExecutions(tx, executionsBefore, keep_last),
        }));
        job.report.count('logs_to_remove', found.logs);
        job.report.count('executions_to_remove', found.executions);
        for (const part of others) {
          const old = await job.db.within(job.scope, (tx) => part.count(tx));
          job.report.count(`${part.name}_to_remove`, old);
        }
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
      for (const part of others) {
        const removed = await removePart(job, part);
        job.report.log('info', `removed ${removed} ${part.name}`);
      }
      return { status: 'succeeded' };
    },
  });
}

async function removePart(
  { db, scope, report, signal }: Pick<Run, 'db' | 'scope' | 'report' | 'signal'>,
  part: PromisedPart,
): Promise<number> {
  let all = 0;
  while (!signal.aborted) {
    const removed = await db.within(scope, (tx) => part.remove(tx, batchSize));
    all += removed;
    report.count(`${part.name}_removed`, removed);
    report.progress(`removing ${part.name}`, all, null);
    if (removed === 0) break;
  }
  return all;
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
