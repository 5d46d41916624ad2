import { defineCommand, flag, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { eventNames } from './event-names.ts';
import { printWebhook } from './view.ts';

export const command = defineCommand({
  name: 'create',
  summary: 'Send events to an address; the secret is shown this once',
  description:
    'A ping is sent at once. Every message is signed with the secret: infraudit webhook verify checks one.',
  options: {
    name: text('--name <name>', 'What people call it'),
    url: text('--url <address>', 'Where messages are sent, https'),
    events: text('--events <events>', "With commas between them; '*' is every event"),
    secret: text('--secret <secret>', 'One of your own instead of a new one: whsec_ and base64'),
    disabled: flag('--disabled', 'Send nothing until it is enabled'),
  },
  examples: [
    {
      command:
        'infraudit webhook create --name audit --url https://example.com/hook --events drift.detected,alert.created',
      does: 'prints the secret once',
    },
    {
      command:
        "infraudit webhook create --name all --url https://example.com/hook --events '*' -o json | jq -r .secret",
      does: 'every event, and the secret for a script',
    },
  ],
  async run(context, { name, url, events, secret, disabled }) {
    if (name === undefined || url === undefined || events === undefined) {
      throw usage(
        '--name, --url and --events are needed',
        'infraudit webhook events lists what there is to hear of.',
      );
    }
    const api = await context.api();
    const webhook = await api.call('createWebhook', {
      body: {
        name,
        url,
        events: eventNames(events),
        enabled: !disabled,
        ...(secret === undefined ? {} : { secret }),
      },
    });
    if (context.print.format === 'table') {
      await printWebhook(context, webhook);
      await context.print.text(`\nSecret: ${webhook.secret}\n`);
      context.note('The secret is not shown again: put it where your receiver reads its secrets.');
      return 0;
    }
    await context.print.record(webhook, {
      keys: ['id', 'secret', 'name', 'url', 'events', 'status', 'created_at'],
      text: () => '',
    });
    return 0;
  },
});
