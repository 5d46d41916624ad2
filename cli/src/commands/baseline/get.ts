import { defineCommand, id } from '../../command.ts';
import { indented } from '../resource/get.ts';
import { unreadableText } from '../resource/view.ts';
import { baselineFields, baselineKeys } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One baseline with its configuration',
  positionals: { id: id('Id of the baseline', 'baseline') },
  examples: [
    { command: 'infraudit baseline get 7', does: 'shows it' },
    {
      command: 'infraudit baseline get 7 -o json | jq .configuration > agreed.json',
      does: 'its configuration into a file',
    },
  ],
  async run(context, input) {
    const api = await context.api();
    const baseline = await api.call('getBaseline', { path: { id: input.id } });
    const { stringify } = await import('yaml');
    await context.print.record(baseline, {
      keys: [...baselineKeys, 'resource_name', 'resource_type', 'configuration', 'unreadable'],
      text: (paint) =>
        `${context.print.fields([['Of', `${baseline.resource_name} (${baseline.resource_type})`], ...baselineFields(context, baseline)])}\n` +
        `${paint.bold('Configuration')}\n${indented(stringify(baseline.configuration, { lineWidth: 0 }))}${unreadableText(context, baseline.unreadable)}`,
    });
    return 0;
  },
});
