import { defineCommand, flag, idOption, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { baselineFields, baselineKeys } from './view.ts';

export const command = defineCommand({
  name: 'create',
  summary: 'Capture the last observed configuration of a resource as its new baseline',
  options: {
    resource: idOption('--resource <id>', 'Id of the resource', 'resource'),
    promote: flag('--promote', 'Also resolve its open drifts: what is there now is what was meant'),
    description: text('--description <text>', 'Why'),
  },
  examples: [
    {
      command: 'infraudit baseline create --resource 34 --description "after the migration"',
      does: 'a new baseline',
    },
    { command: 'infraudit baseline create --resource 34 --promote', does: 'and accepts what has drifted' },
  ],
  async run(context, { resource, promote, description }) {
    if (resource === undefined) throw usage('--resource is missing', 'infraudit resource list shows ids.');
    const api = await context.api();
    const baseline = await api.call('createBaseline', {
      body: { resource_id: resource, promote, description: description ?? '' },
    });
    await context.print.record(baseline, {
      keys: baselineKeys,
      text: () => context.print.fields(baselineFields(context, baseline)),
    });
    context.closing(
      `${promote ? 'Its open drifts are resolved.' : `Open drifts stay open until the next scan: infraudit drift detect --resource ${resource}`}`,
    );
    return 0;
  },
});
