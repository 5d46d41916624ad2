import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/canonical-json.ts';
import type { ReadonlyJson } from '../core/json.ts';

/** SHA-256 in lower-case hex. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** SHA-256 of the canonical text of a JSON value: equal content, equal hash, whatever the key order. */
export function contentHash(value: ReadonlyJson): string {
  return sha256Hex(canonicalJson(value));
}
