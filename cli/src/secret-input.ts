import type { Readable } from 'node:stream';
import { CliError } from './errors.ts';

const maximumBytes = 16_384;

/** The first line of standard input, for secrets that must not stand in the list of processes. */
export async function readSecretLine(stdin: Readable & { isTTY?: boolean }, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(chunk as string);
    size += bytes.length;
    if (size > maximumBytes)
      throw new CliError(`The ${name} on standard input is too long`, {
        why: `It has more than ${maximumBytes} bytes.`,
      });
    chunks.push(bytes);
  }
  const line = Buffer.concat(chunks).toString('utf8').split(/\r?\n/)[0]?.trim() ?? '';
  if (line === '')
    throw new CliError(`There is no ${name} on standard input`, {
      fix: `Pipe it in: printf '%s' "$SECRET" | infraudit …`,
    });
  return line;
}
