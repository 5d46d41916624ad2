import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { defineCommand, text } from '../../command.ts';
import { reasonOf } from '../../config-file.ts';
import { CliError, Interrupted } from '../../errors.ts';
import { write } from '../../terminal.ts';
import { filterQuery, filters } from './view.ts';

export const command = defineCommand({
  name: 'export',
  summary: 'The filtered inventory as CSV, streamed',
  description: 'Always CSV, whatever --output says. Formulas are escaped.',
  options: {
    ...filters,
    file: text('--file <path>', 'Into a file instead of standard output', { completes: 'file' }),
  },
  examples: [
    { command: 'infraudit resource export --file resources.csv', does: 'everything, into a file' },
    {
      command: 'infraudit resource export --type iam_user --status deleted',
      does: 'deleted users, to standard output',
    },
  ],
  async run(context, { file, ...filter }) {
    const api = await context.api();
    const { terminal } = context;
    const body = await api.download('/api/v1/resources/export', filterQuery(filter));
    const source = Readable.fromWeb(body as ReadableStream);
    let bytes = 0;
    try {
      if (file === undefined) {
        for await (const chunk of source) {
          bytes += (chunk as Buffer).length;
          await write(terminal.stdout, chunk as Uint8Array);
        }
      } else {
        source.on('data', (chunk: Uint8Array) => {
          bytes += chunk.length;
        });
        await pipeline(source, createWriteStream(file));
      }
    } catch (error) {
      if (terminal.interrupt.aborted)
        throw new Interrupted(`The export is not complete: ${bytes} bytes were written.`);
      throw new CliError('The export broke off', {
        why: `${reasonOf(error)} ${bytes} bytes were written; what is there is not complete.`,
        fix: 'Run it again.',
        cause: error,
      });
    }
    if (file !== undefined) context.note(`Wrote ${bytes.toLocaleString('en')} bytes to ${file}.`);
    return 0;
  },
});
