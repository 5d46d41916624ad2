import { defineCommand } from '../../command.ts';

export const command = defineCommand({
  name: 'types',
  summary: 'Kinds of jobs that the server knows',
  examples: [
    { command: 'infraudit job types', does: 'what each does' },
    { command: "infraudit job types -o json | jq -r '.[].type'", does: 'names for job trigger' },
  ],
  async run(context) {
    const api = await context.api();
    const { data } = await api.call('listJobTypes');
    await context.print.list(data, {
      keys: ['type', 'title', 'description', 'aliases'],
      empty: 'This server knows no jobs.',
      columns: [
        { title: 'TYPE', value: ({ type }) => type },
        { title: 'TITLE', value: ({ title }) => title },
        { title: 'DOES', value: ({ description }) => description, shrink: 'end' },
      ],
    });
    return 0;
  },
});
