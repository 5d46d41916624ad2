import { closest, defineCommand, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'types',
  summary: 'The kinds of change that InfraAudit knows',
  options: {
    resourceType: text('--resource-type <type>', 'Only for this type', { completes: 'resource_type' }),
  },
  examples: [
    { command: 'infraudit remediation types', does: 'all kinds, with their risk' },
    {
      command: "infraudit remediation types -o json | jq '.[] | {type, permissions}'",
      does: 'what each needs',
    },
  ],
  async run(context, { resourceType }) {
    const api = await context.api();
    const { data } = await api.call('listRemediationTypes');
    const rows = data.filter((row) => resourceType === undefined || row.resource_type === resourceType);
    if (resourceType !== undefined && rows.length === 0) {
      const near = closest(resourceType, [...new Set(data.map((row) => row.resource_type))]);
      if (near !== undefined)
        throw usage(`--resource-type: "${resourceType}" has no kind of change`, `Did you mean ${near}?`);
    }
    await context.print.list(rows, {
      keys: [
        'type',
        'title',
        'description',
        'resource_type',
        'risk',
        'impact',
        'effort_minutes',
        'irreversible',
        'controls',
        'drift_attributes',
        'permissions',
        'calls',
        'enabled',
        'require_approval',
        'auto_execute',
      ],
      empty: 'No kind of change fits.',
      columns: [
        { title: 'TYPE', value: ({ type }) => type },
        { title: 'CHANGE', value: ({ title }) => title, shrink: 'end' },
        { title: 'RISK', value: ({ risk }) => risk },
        { title: 'BACK', value: ({ irreversible }) => (irreversible === null ? 'yes' : 'not all') },
        { title: 'ON', value: ({ enabled }) => (enabled ? 'yes' : 'no') },
      ],
    });
    if (rows.length > 0) context.closing(`${counted(rows.length, 'kind of change', 'kinds of change')}`);
    return 0;
  },
});
