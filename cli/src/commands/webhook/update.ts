import { defineCommand, flag, text, word } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { eventNames } from './event-names.ts';
import { printWebhook } from './view.ts';

export const command = defineCommand({
  name: 'update',
  summary: 'Change, enable or disable a webhook',
  description:
    'Disabling lets nothing go that waits. Enabling ends a pause too; what was missed is not sent.',
  positionals: { id: word('<id>', 'Id of the webhook', { completes: 'webhook' }) },
  options: {
    name: text('--name <name>', 'What people call it'),
    url: text('--url <address>', 'Where messages are sent'),
    events: text('--events <events>', "All of them, with commas between them; '*' is every event"),
    enable: flag('--enable', 'Send again, also after a pause'),
    disable: flag('--disable', 'Send nothing any more'),
  },
  examples: [
    { command: 'infraudit webhook update wh_4f0c2a6be1d94c0f8a7d --enable', does: 'ends a pause' },
    {
      command: 'infraudit webhook update wh_4f0c2a6be1d94c0f8a7d --events job.failed,alert.created',
      does: 'other events',
    },
  ],
  async run(context, { id, name, url, events, enable, disable }) {
    if (enable && disable) throw usage('--enable and --disable exclude each other');
    const body = onlyGiven({
      name,
      url,
      events: events === undefined ? undefined : eventNames(events),
      enabled: enable || disable ? enable : undefined,
    });
    if (Object.keys(body).length === 0)
      throw usage('Nothing is to be changed', 'See --help for what can be.');
    const api = await context.api();
    await printWebhook(context, await api.call('updateWebhook', { path: { id }, body }));
    return 0;
  },
});
