import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { reasonOf } from './config-file.ts';
import type { Context } from './context.ts';
import { CliError, Interrupted } from './errors.ts';
import { write } from './terminal.ts';

/** Copies a download into a file, or to standard output. What broke off is said and not taken for complete. */
export async function saveDownload(
  context: Context,
  body: globalThis.ReadableStream<Uint8Array>,
  file: string | undefined,
): Promise<void> {
  const { terminal } = context;
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
}
