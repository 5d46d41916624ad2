import { defineCommand, idOption } from '../../command.ts';
import { usage } from '../../errors.ts';
import { counted } from '../../output/text.ts';
import { exactly } from '../../output/when.ts';
import { baselineKeys } from './view.ts';

export const command = defineCommand({
  name: 'list',
  summary: 'Baselines of a resource, newest first',
  options: { resource: idOption('--resource <id>', 'Id of the resource', 'resource') },
  examples: [
    { command: 'infraudit baseline list --resource 34', does: 'all its baselines' },
    { command: "infraudit baseline list --resource 34 -o json | jq '.[0].id'", does: 'the id of the newest' },
  ],
  async run(context, { resource }) {
    if (resource === undefined)
      throw usage(
        '--resource is missing',
        'Baselines belong to a resource; infraudit resource list shows ids.',
      );
    const api = await context.api();
    const now = context.terminal.now();
    const { data } = await api.call('listBaselines', { query: { resource_id: resource } });
    await context.print.list(data, {
      keys: baselineKeys,
      empty: `Resource ${resource} has no baseline yet. Capture one: infraudit baseline create --resource ${resource}`,
      columns: [
        { title: 'ID', value: (row) => String(row.id), align: 'right' },
        { title: '', value: ({ is_active }) => (is_active ? '[*] in use' : '') },
        { title: 'CAPTURED', value: ({ captured_at }) => exactly(captured_at, now) },
        { title: 'WHY', value: ({ source }) => source.replaceAll('_', ' ') },
        { title: 'BY', value: ({ created_by }) => created_by?.label ?? 'the server', shrink: 'end' },
        { title: 'DESCRIPTION', value: ({ description }) => description, shrink: 'end' },
      ],
    });
    const [newest, before] = data;
    const next =
      newest === undefined || before === undefined
        ? `infraudit baseline create --resource ${resource}`
        : `infraudit baseline diff ${before.id} ${newest.id}`;
    if (data.length > 0) context.closing(`${counted(data.length, 'baseline')} · ${next}`);
    return 0;
  },
});
