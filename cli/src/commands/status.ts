import { defineCommand } from '../command.ts';
import { percentText } from '../freshness.ts';
import { counted } from '../output/text.ts';
import { ago } from '../output/when.ts';

export const command = defineCommand({
  name: 'status',
  summary: 'The state of everything in a few lines',
  examples: [
    { command: 'infraudit status', does: 'accounts, resources, drifts, coverage, running jobs' },
    { command: 'infraudit status -o json | jq .drifts.critical', does: 'one number for a script' },
  ],
  async run(context) {
    const api = await context.api();
    const status = await api.call('getStatus');
    const now = context.terminal.now();
    const { providers, drifts, alerts, coverage, running } = status;
    await context.print.record(status, {
      keys: ['providers', 'resources', 'drifts', 'alerts', 'coverage', 'running'],
      text: (paint) =>
        context.print.fields([
          [
            'Providers',
            `${providers.connected} of ${providers.total} connected${providers.with_errors > 0 ? paint.bad(`, ${providers.with_errors} with errors`) : ''}`,
          ],
          ['Resources', status.resources.total.toLocaleString('en')],
          [
            'Drifts',
            `${drifts.open} open${drifts.critical > 0 ? paint.bad(`, ${drifts.critical} critical`) : ''}`,
          ],
          [
            'Alerts',
            `${alerts.open} open${alerts.urgent > 0 ? paint.bad(`, ${alerts.urgent} critical or high`) : ''}`,
          ],
          [
            'Coverage',
            coverage.percent === null
              ? 'nothing scanned yet'
              : `${percentText(coverage.percent)} (${coverage.evaluated} of ${counted(coverage.total, 'source')}, ${counted(coverage.gap_count, 'gap')})`,
          ],
          ['Observed', ago(coverage.observed_at, now)],
          [
            'Running',
            running.map((execution) => `${execution.job_name} (execution ${execution.id})`).join(', ') ||
              'nothing',
          ],
        ]),
    });
    const next =
      providers.total === 0
        ? 'infraudit provider connect aws'
        : providers.with_errors > 0
          ? 'infraudit provider status'
          : drifts.open > 0
            ? 'infraudit drift list --severity high'
            : 'infraudit drift detect';
    context.closing(`${api.server} · ${next}`);
    return 0;
  },
});
