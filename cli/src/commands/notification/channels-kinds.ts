import { defineCommand } from '../../command.ts';

type Schema = { properties?: Record<string, unknown> };
const fields = (schema: unknown): string => Object.keys((schema as Schema).properties ?? {}).join(', ');

export const command = defineCommand({
  name: 'channels kinds',
  summary: 'Kinds of channels, with the settings and secrets that each takes',
  examples: [
    { command: 'infraudit notification channels kinds', does: 'what there is' },
    {
      command: `infraudit notification channels kinds -o json | jq '.[] | select(.kind == "email").settings'`,
      does: 'what an e-mail channel takes, in full',
    },
  ],
  async run(context) {
    const api = await context.api();
    const { data } = await api.call('listChannelKinds');
    await context.print.list(data, {
      keys: ['kind', 'title', 'sentence', 'settings', 'secrets', 'states', 'per_minute'],
      empty: 'This server has no kinds of channels.',
      columns: [
        { title: 'KIND', value: ({ kind }) => kind },
        { title: 'NAME', value: ({ title }) => title },
        { title: 'SETTINGS', value: ({ settings }) => fields(settings), shrink: 'end' },
        { title: 'SECRETS', value: ({ secrets }) => fields(secrets), shrink: 'end' },
      ],
    });
    return 0;
  },
});
