import { defineCommand } from '../../command.ts';

export const command = defineCommand({
  name: 'events',
  summary: 'What webhooks can hear of, with the fields of each event',
  examples: [
    { command: 'infraudit webhook events', does: 'every event in a line' },
    {
      command: `infraudit webhook events -o json | jq '.[] | select(.event == "drift.detected") | .fields'`,
      does: 'the fields of one',
    },
  ],
  async run(context) {
    const api = await context.api();
    const { data } = await api.call('listWebhookEvents');
    await context.print.list(data, {
      keys: ['event', 'sentence', 'subscribable', 'fields'],
      empty: '',
      columns: [
        { title: 'EVENT', value: ({ event }) => event },
        { title: 'WHEN', value: ({ sentence }) => sentence, shrink: 'end' },
        { title: 'DATA', value: ({ fields }) => fields.map(({ name }) => name).join(' '), shrink: 'end' },
      ],
    });
    return 0;
  },
});
