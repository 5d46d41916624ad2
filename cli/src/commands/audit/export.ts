import { defineCommand, instantOf, type OptionDefinition, text } from '../../command.ts';
import { saveDownload } from '../../save-download.ts';

/** The number of an event, or an instant as everywhere. */
function place(flags: string, name: string, description: string): OptionDefinition<string | undefined> {
  return {
    flags,
    description,
    read: (raw) => {
      if (typeof raw !== 'string') return undefined;
      return /^\d{1,15}$/.test(raw) ? raw : instantOf(name, raw, new Date());
    },
  };
}

export const command = defineCommand({
  name: 'export',
  summary: 'The log, or a part of it, as a file that proves itself',
  description:
    'JSON Lines whatever --output says: a head with the signed checkpoint, one event per line, a signed end. ' +
    'infraudit audit verify FILE checks it on any machine, without a server.',
  options: {
    from: place(
      '--from <event>',
      '--from',
      'The first event: its number, or a time such as 2026-11-21 or 7d',
    ),
    to: place('--to <event>', '--to', 'The last event: its number, or a time'),
    file: text('--file <path>', 'Into a file instead of standard output', { completes: 'file' }),
  },
  examples: [
    { command: 'infraudit audit export --file audit.jsonl', does: 'everything, into a file' },
    {
      command: 'infraudit audit export --from 2026-10-01 --to 2026-10-31 --file october.jsonl',
      does: 'one month, which proves itself as well',
    },
  ],
  async run(context, { from, to, file }) {
    const api = await context.api();
    const query = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    await saveDownload(context, await api.download('/api/v1/audit/export', query), file);
    if (file !== undefined) context.note(`infraudit audit verify ${file} checks it without a server.`);
    return 0;
  },
});
