import { z } from 'zod';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import { sameBytes } from '../../../core/merkle.ts';
import { isSigned, keyIdOf, publicKeyBytes } from '../signing/index.ts';
import { contentSha256, evidenceFormat, evidenceVersion, rootOfRecords, statementText } from './package.ts';

export type EvidenceCheck = {
  intact: boolean;
  id: string | null;
  subject: { kind: string; id: string } | null;
  sealedAt: string | null;
  records: number;
  keyId: string | null;
  /** Where the public key came from. A key out of the export proves only that one hand made all of it. */
  keyFrom: 'given' | 'export';
  /** What is wrong, each in a sentence; none when it is intact. */
  problems: string[];
};

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const word = z.string().min(1).max(200);
export const exportedEvidenceSchema = z.strictObject({
  format: z.literal(evidenceFormat),
  version: z.literal(evidenceVersion),
  statement: z.strictObject({
    id: word,
    organizationId: z.number().int().positive(),
    subject: z.strictObject({ kind: word, id: word }),
    records: z.number().int().min(1).max(256),
    rootHash: hex(32),
    sealedAt: z.iso.datetime(),
  }),
  records: z.array(z.strictObject({ kind: word, sha256: hex(32), content: z.json() })).max(256),
  signature: z.strictObject({ keyId: hex(8), publicKey: z.string().max(44), signature: hex(64) }),
});
type Exported = z.infer<typeof exportedEvidenceSchema>;

/** Checks an exported package without a server. `keys` are public keys of 32 bytes that the caller trusts. */
export function checkEvidence(file: Uint8Array, keys: readonly Uint8Array[] = []): EvidenceCheck {
  const nothing = {
    intact: false,
    id: null,
    subject: null,
    sealedAt: null,
    records: 0,
    keyId: null,
    keyFrom: keys.length > 0 ? 'given' : 'export',
  } as const;
  const read = parsed(file);
  if (typeof read === 'string') return { ...nothing, problems: [read] };
  const { exported, problems } = read;
  problems.push(...recordProblems(exported), ...signatureProblems(exported, keys));
  const { statement, signature } = exported;
  return {
    ...nothing,
    intact: problems.length === 0,
    id: statement.id,
    subject: statement.subject,
    sealedAt: statement.sealedAt,
    records: exported.records.length,
    keyId: signature.keyId,
    problems,
  };
}

function parsed(file: Uint8Array): { exported: Exported; problems: string[] } | string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
  } catch {
    return 'The file is not valid UTF-8';
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The file is not valid JSON: it was cut or changed';
  }
  const result = exportedEvidenceSchema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    return `The file is not an export of evidence: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
  }
  const canonical = `${canonicalJson(value as Json)}\n` === text;
  return {
    exported: result.data,
    problems: canonical ? [] : ['The file is not as it was written: it is not in its canonical form'],
  };
}

function recordProblems({ statement, records }: Exported): string[] {
  const problems: string[] = [];
  for (const [index, { kind, content, sha256 }] of records.entries()) {
    if (contentSha256(canonicalJson(content)).toString('hex') !== sha256)
      problems.push(`Record ${index + 1} (${kind}) was changed: its content does not give its hash`);
  }
  if (records.length !== statement.records)
    problems.push(`${statement.records} records were sealed, ${records.length} are here`);
  const root = rootOfRecords(
    records.map(({ kind, sha256 }) => ({ kind, sha256: Buffer.from(sha256, 'hex') })),
  );
  if (Buffer.from(root).toString('hex') !== statement.rootHash)
    problems.push(
      'The records do not give the root that was sealed: one was replaced, removed, added or moved',
    );
  return problems;
}

function signatureProblems({ statement, signature }: Exported, keys: readonly Uint8Array[]): string[] {
  const publicKey = Buffer.from(signature.publicKey, 'base64');
  if (publicKey.length !== publicKeyBytes || publicKey.toString('base64') !== signature.publicKey)
    return ['The public key is not one'];
  if (keyIdOf(publicKey) !== signature.keyId) return ['The key has another id than the file says'];
  if (keys.length > 0 && !keys.some((key) => sameBytes(key, publicKey)))
    return [`It is signed with the key ${signature.keyId}, which is not the one that you gave`];
  return isSigned(publicKey, statementText(statement), Buffer.from(signature.signature, 'hex'))
    ? []
    : ['The signature is not of this package'];
}
