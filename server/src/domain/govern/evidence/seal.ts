import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { AppError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit, withoutSecrets } from '../audit-log/index.ts';
import { contentSha256, rootOfRecords } from './package.ts';
import { readEvidenceSettings } from './settings.ts';
import { insertPackage, timeOfDatabase } from './store.ts';

export type EvidenceRecord = {
  /** What it is: `approval_record`, `execution_log`. */
  kind: string;
  content: Json;
};

export type Evidence = {
  /** What it is evidence of: `{kind: 'job_execution', id: 41}`. */
  subject: { kind: string; id: string | number };
  records: readonly EvidenceRecord[];
};

const dayMs = 86_400_000;
const mostRecords = 256;
const longestContentBytes = 16 * 1024 * 1024;

/**
 * Seals a package of evidence in the caller's transaction and answers its id. Secrets are taken out before
 * anything is hashed. It writes an audit event, which locks the chain of the organisation: make it the last
 * statement. The signature follows within seconds of the commit. It is kept as long as the organisation promises now.
 */
export async function sealEvidence(tx: Tx, { subject, records }: Evidence): Promise<string> {
  if (records.length === 0 || records.length > mostRecords) {
    throw new AppError(
      'unprocessable',
      `Evidence has 1 to ${mostRecords} records, not ${records.length}: leave out or join some`,
    );
  }
  const sealed = records.map(({ kind, content }) => {
    const text = canonicalJson(withoutSecrets(JSON.parse(JSON.stringify(content)) as Json));
    if (Buffer.byteLength(text) > longestContentBytes) {
      throw new AppError(
        'payload_too_large',
        `The record ${kind} is larger than ${longestContentBytes} bytes: record its hash and where it is kept`,
      );
    }
    return { kind, content: text, sha256: contentSha256(text) };
  });
  const id = `evp_${randomBytes(18).toString('base64url')}`;
  const rootHash = Buffer.from(rootOfRecords(sealed));
  const sealedAt = await timeOfDatabase(tx);
  const { retentionDays } = await readEvidenceSettings(tx);
  const retainUntil = new Date(sealedAt.getTime() + retentionDays * dayMs);
  await insertPackage(tx, {
    id,
    subjectKind: subject.kind,
    subjectId: String(subject.id),
    rootHash,
    sealedAt,
    retainUntil,
    records: sealed,
  });
  await recordAudit(tx, {
    action: 'evidence.sealed',
    target: { type: 'evidence', id },
    detail: {
      subject: { kind: subject.kind, id: String(subject.id) },
      records: sealed.map(({ kind, sha256 }) => ({ kind, sha256: sha256.toString('hex') })),
      root_hash: rootHash.toString('hex'),
      retain_until: retainUntil.toISOString(),
    },
  });
  return id;
}
