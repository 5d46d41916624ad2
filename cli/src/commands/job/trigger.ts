import { defineCommand, flag, idOption, pairs, word } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { endedRun } from '../execution/started-run.ts';

export const command = defineCommand({
  name: 'trigger',
  aliases: ['run'],
  summary: 'Run a job now, whatever its schedule or state',
  description:
    'A job that changes connected systems waits for the approval of its plan; with --wait this command waits along.',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  options: {
    wait: flag('--wait', 'Wait until it is done; exit with 1 when it does not succeed'),
    param: pairs('--param <name=value>', 'A parameter of this run only; repeat it for more'),
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
    {
      command: 'infraudit job trigger drift_detection --param provider_id=1',
      does: 'with a parameter that its type takes: infraudit job types',
    },
  ],
  async run(context, { job, wait, param, provider, resource, baseline }) {
    const api = await context.api();
    const body = {
      ...(param as Record<string, never> | undefined),
      ...onlyGiven({ provider_id: provider, resource_id: resource, baseline_id: baseline }),
    };
    const triggered = await api.call('triggerJob', { path: { id: job }, body });
    if (triggered.duplicate) context.note(`It is running already: execution ${triggered.execution_id}.`);
    if (wait) return await endedRun(context, api, triggered.execution_id, `Job ${job}`);
    await context.print.record(triggered, {
      keys: ['execution_id', 'job_id', 'status', 'started_at', 'duplicate', 'message'],
      text: () => `Execution ${triggered.execution_id} is ${triggered.status}.\n`,
    });
    context.note(`Follow it: infraudit execution log ${triggered.execution_id} --follow`);
    return 0;
  },
});
