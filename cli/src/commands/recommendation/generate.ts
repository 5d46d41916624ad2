import { defineCommand, idOption, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { endedRun } from '../execution/started-run.ts';
import { recommendationList, withAlias } from './view.ts';

export const command = defineCommand({
  name: 'generate',
  summary: 'Make recommendations for a resource, a drift, a control or an assessment',
  description: 'Pending ones are brought up to date, so asking twice makes nothing twice.',
  options: {
    resource: idOption('--resource <id>', 'For this resource', 'resource'),
    drift: idOption('--drift <id>', 'For this drift', 'drift'),
    control: text('--control <id>', 'For all that fails this control', { completes: 'control' }),
    assessment: idOption('--assessment <id>', 'For all that fails in this assessment'),
  },
  examples: [
    { command: 'infraudit recommendation generate --resource 43', does: 'what should be done about it' },
    { command: 'infraudit recommendation generate --assessment 5', does: 'for everything that failed there' },
  ],
  async run(context, { resource, drift, control, assessment }) {
    const body = onlyGiven({
      resource_id: resource,
      drift_id: drift,
      control_id: control,
      assessment_id: assessment,
    });
    if (Object.keys(body).length !== 1)
      throw usage('Name exactly one of --resource, --drift, --control and --assessment');
    const api = await context.api();
    const made = await api.call('generateRecommendations', { body });
    if (made.execution_id !== null && made.data.length === 0)
      return await endedRun(context, api, made.execution_id, 'Recommendations');
    await context.print.list(made.data.map(withAlias), recommendationList(made.message));
    if (made.data.length > 0) context.closing(made.message);
    return 0;
  },
});
