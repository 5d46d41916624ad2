import { defineCommand, flag, idOption } from '../../command.ts';
import { usage } from '../../errors.ts';
import { exitForOpenDrifts, failOn } from '../../fail-on.ts';
import { closingLine } from '../../freshness.ts';
import { counted } from '../../output/text.ts';
import { duration } from '../../output/when.ts';
import { executionKeys, executionSummary, requireSuccess, waitForExecution } from '../../wait.ts';

export const command = defineCommand({
  name: 'detect',
  summary: 'Compare the inventory with the baselines now, and wait for the result',
  description: 'Compares what the last sync observed; infraudit provider sync reads the accounts first.',
  options: {
    provider: idOption('--provider <id>', 'Only this account', 'provider'),
    resource: idOption('--resource <id>', 'Only this resource', 'resource'),
    baseline: idOption(
      '--baseline <id>',
      'Against an older baseline of --resource; changes no drift',
      'baseline',
    ),
    detach: flag('--detach', 'Start it and do not wait'),
    failOn,
  },
  examples: [
    { command: 'infraudit drift detect', does: 'everything; prints how many opened and resolved' },
    {
      command: 'infraudit drift detect --provider 1 --fail-on high',
      does: 'exit code 2 while a high or critical drift is open',
    },
  ],
  async run(context, { provider, resource, baseline, detach, failOn: threshold }) {
    const api = await context.api();
    const against = baseline === undefined ? null : await api.call('getBaseline', { path: { id: baseline } });
    if (against?.is_active === false && threshold !== undefined) {
      throw usage(
        '--fail-on counts open drifts, and a comparison with an older baseline opens none',
        `Leave --fail-on out, or use the newest baseline: infraudit baseline list --resource ${against.resource_id}.`,
      );
    }
    const only = resource ?? against?.resource_id;
    const triggered = await api.call('detectDrift', {
      body: {
        ...(provider === undefined ? {} : { provider_id: provider }),
        ...(only === undefined ? {} : { resource_id: only }),
        ...(baseline === undefined ? {} : { baseline_id: baseline }),
      },
    });
    if (triggered.duplicate)
      context.note(`A detection is running already: execution ${triggered.execution_id}.`);
    if (detach) {
      await context.print.record(triggered, {
        keys: ['execution_id', 'job_id', 'status', 'started_at', 'duplicate', 'message'],
        text: () => `Execution ${triggered.execution_id} is ${triggered.status}.\n`,
      });
      context.note(`Follow it: infraudit job log ${triggered.execution_id} --follow`);
      return 0;
    }
    const execution = await waitForExecution(context, api, triggered.execution_id, 'Drift detection');
    requireSuccess(execution, 'Drift detection');
    const { counts } = execution;
    const number = (name: string) => counts[name] ?? 0;
    await context.print.record(executionSummary(execution), {
      keys: executionKeys,
      text: (paint) =>
        context.print.fields([
          ['Compared', counted(number('evaluated'), 'resource')],
          ['Opened', counted(number('opened'), 'drift')],
          ['Differences', against?.is_active === false ? String(number('differences')) : null],
          ['Still open', String(number('still_open'))],
          ['Resolved', String(number('resolved'))],
          [
            'Differences',
            number('differences') === 0
              ? null
              : `${number('differences')} from baseline ${baseline}, listed by: infraudit job log ${execution.id}`,
          ],
          [
            'Partly unknown',
            number('with_unknown_parts') === 0
              ? null
              : paint.warn(counted(number('with_unknown_parts'), 'resource')),
          ],
          [
            'Without baseline',
            number('without_baseline') === 0
              ? null
              : paint.warn(`${counted(number('without_baseline'), 'resource')}, not compared`),
          ],
        ]),
    });
    await closingLine(context, api, `took ${duration(execution.duration_ms)}`, {
      next:
        against?.is_active === false
          ? `infraudit job log ${execution.id} tells the differences; an older baseline opens no drift`
          : `${api.web('/drifts')} · infraudit drift list`,
    });
    const filter = {
      ...(provider === undefined ? {} : { provider_id: String(provider) }),
      ...(only === undefined ? {} : { resource_id: only }),
    };
    return await exitForOpenDrifts(context, api, filter, threshold);
  },
});
