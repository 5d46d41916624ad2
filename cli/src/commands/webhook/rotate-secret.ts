import { count, defineCommand, flag, text, word } from '../../command.ts';
import { exactly } from '../../output/when.ts';

export const command = defineCommand({
  name: 'rotate-secret',
  summary: 'Replace the secret; both sign for a while',
  description: 'The new secret is shown this once. Put it into your receiver before the former one ends.',
  positionals: { id: word('<id>', 'Id of the webhook', { completes: 'webhook' }) },
  options: {
    overlap: count('--overlap <hours>', 'How long the former secret signs too (24); 0 ends it now', {
      from: 0,
      to: 168,
    }),
    secret: text('--secret <secret>', 'One of your own instead of a new one: whsec_ and base64'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit webhook rotate-secret wh_4f0c2a6be1d94c0f8a7d', does: 'both sign for a day' },
    {
      command: 'infraudit webhook rotate-secret wh_4f0c2a6be1d94c0f8a7d --overlap 0 --yes',
      does: 'when the former one leaked',
    },
  ],
  async run(context, { id, overlap, secret, yes }) {
    const api = await context.api();
    const webhook = await api.call('getWebhook', { path: { id } });
    if (!(await context.confirm(`Replace the secret of ${webhook.name}?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    const rotated = await api.call('rotateWebhookSecret', {
      path: { id },
      body: {
        ...(overlap === undefined ? {} : { overlap_hours: overlap }),
        ...(secret === undefined ? {} : { secret }),
      },
    });
    const until = rotated.former_secret_until;
    await context.print.record(rotated, {
      keys: ['id', 'secret', 'former_secret_until'],
      text: () =>
        `Secret: ${rotated.secret}\n${
          until === null
            ? 'The former secret signs no more.'
            : `The former secret signs too until ${exactly(until, context.terminal.now())}.`
        }\n`,
    });
    return 0;
  },
});
