import { AppError } from '../../../../core/errors.ts';
import type { PlanStep } from '../../../../core/plan.ts';
import type { JobOutcome, JobRun } from '../../../govern/jobs/index.ts';
import type { RemediationDeps } from '../deps.ts';
import { lookUntilGone } from '../verify.ts';
import { rowsOf } from './follow.ts';

/**
 * Looks at each resource that was changed, as after a single change. One that cannot be looked at does not keep the
 * others from it; a finding that nobody looked at is not called repaired.
 */
export async function verifyScheduled(
  deps: RemediationDeps,
  job: JobRun<unknown>,
  done: readonly PlanStep[],
): Promise<JobOutcome> {
  const { rows, rollback } = await job.db.within(job.scope, (tx) => rowsOf(tx, job.executionId));
  const changed = rows.filter((row) => done.some(({ target }) => target.id === row.resource_id));
  const remaining: string[] = [];
  const unknown: string[] = [];
  for (const [index, row] of changed.entries()) {
    job.signal.throwIfAborted();
    job.report.progress('looking whether it helped', index, changed.length);
    try {
      const { gone, words } = await lookUntilGone(deps, job, row, rollback);
      if (gone && !rollback) job.report.count('repaired');
      if (!gone && !rollback) remaining.push(`${row.resource_name}: ${words}`);
    } catch (error) {
      if (job.signal.aborted || !(error instanceof AppError)) throw error;
      unknown.push(`${row.resource_name}: ${error.message}`);
      job.report.log('error', `${row.resource_name} could not be looked at again: ${error.message}`);
    }
  }
  const all = changed.length;
  if (remaining.length > 0)
    return failed('finding_remains', `${remaining.length} of ${all} findings are still there`, remaining);
  if (unknown.length > 0)
    return failed('not_verified', `nobody knows whether ${unknown.length} of ${all} changes helped`, unknown);
  return { status: 'succeeded' };
}

const failed = (code: string, words: string, each: string[]): JobOutcome => ({
  status: 'failed',
  code,
  message: `everything was written and read back, but ${words}: ${each.join('; ')}`.slice(0, 2000),
});
