import type { Answer } from '@infraudit/api-client';
import type { Api } from '../../api.ts';
import type { Context } from '../../context.ts';
import { closingLine } from '../../freshness.ts';
import { duration } from '../../output/when.ts';
import { countsText, executionKeys, executionSummary, requireSuccess, waitForExecution } from '../../wait.ts';

/** Tells of a run that has just been asked for, or waits for its end. Throws when it does not succeed. */
export async function startedRun(
  context: Context,
  api: Api,
  execution: Answer<'retryExecution'>,
  wait: boolean,
): Promise<number> {
  if (wait) return await endedRun(context, api, execution.id, execution.job_name);
  await context.print.record(execution, {
    keys: executionKeys,
    text: () => `Execution ${execution.id} of ${execution.job_name} is ${execution.status}.\n`,
  });
  context.note(`Follow it: infraudit execution log ${execution.id} --follow`);
  return 0;
}

/** Waits for the end and prints what was counted. */
export async function endedRun(context: Context, api: Api, id: number, what: string): Promise<number> {
  const execution = await waitForExecution(context, api, id, what);
  if (execution.status !== 'succeeded' && context.print.format !== 'table') {
    await context.print.record(executionSummary(execution), { keys: executionKeys, text: () => '' });
  }
  requireSuccess(execution, what);
  await context.print.record(executionSummary(execution), {
    keys: executionKeys,
    text: () => `${execution.job_name} succeeded: ${countsText(execution.counts) || 'nothing to count'}.\n`,
  });
  await closingLine(context, api, `execution ${execution.id} took ${duration(execution.duration_ms)}`, {
    next: api.web(`/executions/${execution.id}`),
  });
  return 0;
}
