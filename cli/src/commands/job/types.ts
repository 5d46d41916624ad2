import { defineCommand } from '../../command.ts';

export const command = defineCommand({
  name: 'types',
  summary: 'Kinds of jobs that the server knows, and what each takes',
  examples: [
    { command: 'infraudit job types', does: 'what each does and which parameters it takes' },
    { command: "infraudit job types -o json | jq -r '.[].type'", does: 'names for job create --type' },
  ],
  async run(context) {
    const api = await context.api();
    const { data } = await api.call('listJobTypes');
    await context.print.list(data, {
      keys: [
        'type',
        'title',
        'description',
        'aliases',
        'acts',
        'platform',
        'default_timing',
        'presets',
        'parameters',
      ],
      empty: 'This server knows no jobs.',
      columns: [
        { title: 'TYPE', value: ({ type }) => type },
        { title: 'TITLE', value: ({ title }) => title },
        { title: 'CHANGES', value: ({ acts }) => (acts ? 'connected systems, with approval' : 'nothing') },
        { title: 'PARAMETERS', value: ({ parameters }) => parametersText(parameters), shrink: 'end' },
        { title: 'DOES', value: ({ description }) => description, shrink: 'end' },
      ],
    });
    if (data.length > 0) context.note('\n* is needed · infraudit job create --type <type>');
    return 0;
  },
});

/** `tags*, resource_types`: the needed ones are marked. */
function parametersText(schema: Record<string, unknown>): string {
  const needed = new Set(schema.required as string[] | undefined);
  return Object.keys((schema.properties as object | undefined) ?? {})
    .map((name) => (needed.has(name) ? `${name}*` : name))
    .join(', ');
}
