import { defineCommand, flag, idOption, word } from '../../command.ts';
import { closingLine } from '../../freshness.ts';
import { duration } from '../../output/when.ts';
import { countsText, executionKeys, executionSummary, requireSuccess, waitForExecution } from '../../wait.ts';

export const command = defineCommand({
  name: 'trigger',
  aliases: ['run'],
  summary: 'Run a job now, whatever its schedule or state',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  options: {
    wait: flag('--wait', 'Wait until it is done; exit with 1 when it does not succeed'),
    provider: idOption('--provider <id>', 'Only this account, for jobs that read accounts', 'provider'),
    resource: idOption('--resource <id>', 'Only this resource, for jobs that look at resources', 'resource'),
    baseline: idOption('--baseline <id>', 'Against this baseline, for drift detection', 'baseline'),
  },
  examples: [
    {
      command: 'infraudit job trigger resource_sync --wait',
      does: 'reads all accounts and prints the counts',
    },
    { command: 'infraudit job run 2', does: 'starts job 2 and goes on' },
  ],
  async run(context, { job, wait, provider, resource, baseline }) {
    const api = await context.api();
    const triggered = await api.call('triggerJob', {
      path: { id: job },
      body: {
        ...(provider === undefined ? {} : { provider_id: provider }),
        ...(resource === undefined ? {} : { resource_id: resource }),
        ...(baseline === undefined ? {} : { baseline_id: baseline }),
      },
    });
    if (triggered.duplicate) context.note(`It is running already: execution ${triggered.execution_id}.`);
    if (!wait) {
      await context.print.record(triggered, {
        keys: ['execution_id', 'job_id', 'status', 'started_at', 'duplicate', 'message'],
        text: () => `Execution ${triggered.execution_id} is ${triggered.status}.\n`,
      });
      context.note(`Follow it: infraudit job log ${triggered.execution_id} --follow`);
      return 0;
    }
    const execution = await waitForExecution(context, api, triggered.execution_id, `Job ${job}`);
    if (execution.status !== 'succeeded' && context.print.format !== 'table') {
      await context.print.record(executionSummary(execution), { keys: executionKeys, text: () => '' });
    }
    requireSuccess(execution, `Job ${job}`);
    await context.print.record(executionSummary(execution), {
      keys: executionKeys,
      text: () => `${execution.job_name} succeeded: ${countsText(execution.counts) || 'nothing to count'}.\n`,
    });
    await closingLine(context, api, `execution ${execution.id} took ${duration(execution.duration_ms)}`, {
      next: api.web(`/executions/${execution.id}`),
    });
    return 0;
  },
});
