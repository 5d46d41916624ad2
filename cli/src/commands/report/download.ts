import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { defineCommand, flag, text, word } from '../../command.ts';
import { reasonOf } from '../../config-file.ts';
import { CliError, Interrupted } from '../../errors.ts';
import { write } from '../../terminal.ts';
import { sizeText } from './view.ts';

export const command = defineCommand({
  name: 'download',
  summary: 'The document of a report, checked against its SHA-256',
  description: 'Into a file with the name that the server gives it. A file that is there already is kept.',
  positionals: { report: word('<report>', 'Id of the report', { completes: 'report' }) },
  options: {
    file: text('--file <path>', 'Into this file; - is standard output', { completes: 'file' }),
    force: flag('--force', 'Replace the file when it is there already'),
  },
  examples: [
    {
      command: 'infraudit report download rpt_4f0c2a6be1d94c0f8a7d3b21 --file drift.pdf',
      does: 'writes it and says that it is whole',
    },
    {
      command: 'infraudit report download rpt_4f0c2a6be1d94c0f8a7d3b21 --file - | jq .sections',
      does: 'a report in JSON, for a program',
    },
  ],
  async run(context, { report: id, file, force }) {
    const api = await context.api();
    const report = await api.call('getReport', { path: { id } });
    const target = file ?? basename(report.file_name);
    if (target !== '-' && !force && existsSync(target)) {
      throw new CliError(`${target} is there already`, {
        why: 'Nothing was downloaded.',
        fix: 'Name another file with --file, or replace it with --force.',
      });
    }
    const body = await api.download(`/api/v1/reports/${encodeURIComponent(id)}/download`, {});
    const source = Readable.fromWeb(body as ReadableStream);
    const hash = createHash('sha256');
    const draft = `${target}.part`;
    try {
      if (target === '-') {
        for await (const chunk of source) {
          hash.update(chunk as Buffer);
          await write(context.terminal.stdout, chunk as Uint8Array);
        }
      } else {
        const hashed = new Transform({
          transform(chunk: Buffer, _encoding, done) {
            hash.update(chunk);
            done(null, chunk);
          },
        });
        await pipeline(source, hashed, createWriteStream(draft));
      }
    } catch (error) {
      if (target !== '-') rmSync(draft, { force: true });
      if (context.terminal.interrupt.aborted) throw new Interrupted('The download was given up.');
      throw new CliError('The download broke off', {
        why: reasonOf(error),
        fix: 'Run it again; a part of a report is not kept.',
        cause: error,
      });
    }
    if (hash.digest('hex') !== report.sha256) {
      if (target !== '-') rmSync(draft, { force: true });
      throw new CliError('The document is not what was stored', {
        why: `Its SHA-256 is not ${report.sha256}.`,
        fix: 'Run it again; if it stays so, something between here and the database changes it.',
      });
    }
    if (target !== '-') {
      renameSync(draft, target);
      context.note(`Wrote ${sizeText(report.bytes)} to ${target}. SHA-256 ${report.sha256} fits.`);
    }
    // For a recipient this notes that it arrived; for others nothing happens.
    await api.call('markReportOpened', { path: { id } });
    return 0;
  },
});
