import { defineCommand } from '../../command.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'types',
  summary: 'Types of resources that the server observes',
  examples: [
    { command: 'infraudit resource types', does: 'our name and the name of the vendor of each type' },
    { command: "infraudit resource types -o json | jq -r '.[].type'", does: 'names for --type' },
  ],
  async run(context) {
    const api = await context.api();
    const { data } = await api.call('listResourceTypes');
    await context.print.list(data, {
      keys: ['type', 'vendor_type', 'title', 'service', 'aliases'],
      empty: 'This server observes no types.',
      columns: [
        { title: 'TYPE', value: ({ type }) => type },
        { title: 'VENDOR TYPE', value: ({ vendor_type }) => vendor_type },
        { title: 'SERVICE', value: ({ service }) => service },
        { title: 'TITLE', value: ({ title }) => title, shrink: 'end' },
        { title: 'ALSO', value: ({ aliases }) => aliases.join(', '), shrink: 'end' },
      ],
    });
    context.closing(`${counted(data.length, 'type')} · infraudit resource list --type <type>`);
    return 0;
  },
});
