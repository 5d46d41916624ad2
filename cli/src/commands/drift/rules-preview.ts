import { defineCommand } from '../../command.ts';
import { severityTag } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';
import { plain } from '../provider/view.ts';
import { ruleBody, ruleOptions } from './rule-view.ts';
import { paintSeverity } from './view.ts';

export const command = defineCommand({
  name: 'rules preview',
  summary: 'What a rule would have hidden among the open drifts; nothing is saved',
  options: ruleOptions,
  examples: [
    { command: 'infraudit drift rules preview --path Tags', does: 'which open drifts it touches' },
    {
      command: 'infraudit drift rules preview --path Policy --resource-type s3_bucket -o json',
      does: 'for a program',
    },
  ],
  async run(context, options) {
    const body = ruleBody(options, false);
    const api = await context.api();
    const preview = await api.call('previewDriftRule', { body });
    await context.print.list(preview.items, {
      keys: ['drift_id', 'resource_name', 'resource_type', 'path', 'severity', 'hides_whole_drift'],
      empty: 'It would hide nothing that is open now.',
      columns: [
        { title: 'DRIFT', value: ({ drift_id }) => String(drift_id), align: 'right' },
        {
          title: 'SEVERITY',
          value: ({ severity }) => severityTag(severity, plain),
          paint: (cell, { severity }, paint) => paintSeverity(cell, severity, paint),
        },
        { title: 'RESOURCE', value: ({ resource_name }) => resource_name, shrink: 'middle' },
        { title: 'TYPE', value: ({ resource_type }) => resource_type },
        { title: 'PATH', value: ({ path }) => path, shrink: 'middle' },
        {
          title: 'HIDES',
          value: ({ hides_whole_drift }) => (hides_whole_drift ? 'the whole drift' : 'a part'),
        },
      ],
    });
    if (preview.items.length > 0) {
      context.closing(
        `Touches ${counted(preview.matching_drifts, 'open drift')}, hides ${preview.hidden_drifts} of them whole. Nothing was saved.`,
      );
    }
    return 0;
  },
});
