import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import { merkleTree } from '../../../core/merkle.ts';

/** What the signature of a package is of. The root covers the records, so their contents are covered too. */
export type PackageStatement = {
  id: string;
  organizationId: number;
  subject: { kind: string; id: string };
  /** How many records. */
  records: number;
  /** Hexadecimal. */
  rootHash: string;
  /** ISO 8601 in UTC with milliseconds. */
  sealedAt: string;
};

export const evidenceFormat = 'infraudit-evidence';
export const evidenceVersion = 1;

const tree = merkleTree((data) => createHash('sha256').update(data).digest());

export function contentSha256(content: string): Buffer {
  return createHash('sha256').update(content, 'utf8').digest();
}

/** RFC 6962 over one leaf per record: the canonical JSON of its kind and of the hash of its content. */
export function rootOfRecords(records: readonly { kind: string; sha256: Uint8Array }[]): Uint8Array {
  return tree.rootOf(
    records.map(({ kind, sha256 }) =>
      tree.leafHash(
        Buffer.from(canonicalJson({ kind, sha256: Buffer.from(sha256).toString('hex') }), 'utf8'),
      ),
    ),
  );
}

/** The text that is signed: the name of the format on a line of its own keeps it apart from other statements. */
export function statementText(statement: PackageStatement): string {
  const value: Json = { ...statement, subject: { ...statement.subject } };
  return `${evidenceFormat}-v${evidenceVersion}\n${canonicalJson(value)}\n`;
}
