import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { reasonOf } from './config-file.ts';
import type { Context } from './context.ts';
import { CliError, usage } from './errors.ts';

/** A file as it is read, or standard input for `-`. */
export async function inputOf(context: Context, file: string): Promise<Readable> {
  if (file === '-') return context.terminal.stdin;
  try {
    return (await open(file)).createReadStream({ highWaterMark: 1 << 20 });
  } catch (error) {
    throw new CliError(`${file} cannot be read`, { why: reasonOf(error), cause: error });
  }
}

/** The public key of --key, as a list of one or none. */
export function trustedKeys(
  typed: string | undefined,
  publicKeyOf: (text: string) => Uint8Array | undefined,
): Uint8Array[] {
  if (typed === undefined) return [];
  const key = publicKeyOf(typed.trim());
  if (key !== undefined) return [key];
  throw usage(
    '--key is not a public key',
    'Take verifier_key or public_key of GET /api/v1/audit/keys, from a server that you trust.',
  );
}

/** What the answer is worth when the key came along with what it signs. */
export const keyFromExport =
  'The public key came out of the file itself: it shows that one hand made all of it, not whose. Compare the key id with the one of your server, or give the key with --key.';
