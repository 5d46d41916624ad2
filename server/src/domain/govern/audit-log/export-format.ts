import { z } from 'zod';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';

/**
 * An export is lines of canonical JSON, each ended by a line break: a head, one event per line, an end. The head
 * carries the signed checkpoint, the public keys, and the hashes of the complete subtrees to the left and to the
 * right of the range, so that a part of the log leads to the signed root as well. The end is signed and carries
 * the SHA-256 of every byte before it.
 */
export const headFormat = 'infraudit-audit-export';
export const endFormat = 'infraudit-audit-export-end';
export const exportVersion = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const place = z.number().int().min(1);
const keyId = z.string().regex(/^[0-9a-f]{16}$/);

export const exportHeadSchema = z.strictObject({
  format: z.literal(headFormat),
  version: z.literal(exportVersion),
  exportedAt: z.iso.datetime(),
  organization: z.strictObject({ id: place, name: z.string().max(1_000) }),
  /** Numbers of the first and the last event. */
  first: place,
  last: place,
  /** A signed note. */
  checkpoint: z.string().max(1_000),
  keys: z
    .array(z.strictObject({ keyId, publicKey: z.string().max(44) }))
    .min(1)
    .max(2),
  left: z.array(hash).max(64),
  right: z.array(hash).max(128),
});
export type ExportHead = z.infer<typeof exportHeadSchema>;

export const exportEndSchema = z.strictObject({
  format: z.literal(endFormat),
  /** How many events. */
  events: place,
  first: place,
  last: place,
  /** Of the checkpoint. */
  size: place,
  rootHash: hash,
  /** Of every byte before this line. */
  sha256: hash,
  keyId,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ExportEnd = z.infer<typeof exportEndSchema>;

/** What the signature of the end is of: the name of the format keeps it apart from other statements. */
export function endText(end: Omit<ExportEnd, 'signature'>): string {
  return `${endFormat}-v${exportVersion}\n${canonicalJson(end as Json)}\n`;
}
