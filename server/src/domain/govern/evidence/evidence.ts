import type { z } from 'zod';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { Actor, Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listPublicKeys, openSigner, type SigningDeps } from '../signing/index.ts';
import { evidenceFormat, evidenceVersion, statementText } from './package.ts';
import type { evidencePackageSchema, evidenceSchema } from './schemas.ts';
import { isIntact, statementOf } from './sign.ts';
import {
  insertSignature,
  type PackageRow,
  type SealedRecord,
  selectPackage,
  selectPackages,
  selectRecords,
  timeOfDatabase,
} from './store.ts';

export type EvidencePackage = z.infer<typeof evidencePackageSchema>;

/** Newest first, without the records. */
export async function listEvidence(
  tx: Tx,
  filter: { subject_kind?: string | undefined; subject_id?: string | undefined },
  page: { perPage: number; offset: number },
): Promise<{ packages: EvidencePackage[]; total: number }> {
  const { rows, total } = await selectPackages(tx, filter, { limit: page.perPage, offset: page.offset });
  return { packages: rows.map(presentPackage), total };
}

/** With the records, and whether they still give the root that was sealed. */
export async function findEvidence(tx: Tx, id: string): Promise<z.infer<typeof evidenceSchema>> {
  const { row, records } = await wanted(tx, id);
  return {
    ...presentPackage(row),
    intact: isIntact(row, records),
    records: records.map(({ kind, content, sha256 }, index) => ({
      position: index + 1,
      kind,
      sha256: sha256.toString('hex'),
      content: JSON.parse(content) as Json,
    })),
  };
}

/** The file that `infraudit evidence verify` checks: one line of canonical JSON. Signs it when it is not signed. */
export async function exportEvidence(deps: SigningDeps, scope: Scope, id: string): Promise<string> {
  const { row, records } = await deps.db.within(scope, (tx) => wanted(tx, id));
  if (!isIntact(row, records)) {
    throw new AppError('conflict', `The records of ${id} do not give its root: they were changed`);
  }
  const statement = statementOf(row);
  const { keyId, signature, publicKey } = await signatureFor(deps, scope, row);
  const file: Json = {
    format: evidenceFormat,
    version: evidenceVersion,
    statement: { ...statement },
    records: records.map(({ kind, content, sha256 }) => ({
      kind,
      sha256: sha256.toString('hex'),
      content: JSON.parse(content) as Json,
    })),
    signature: { keyId, publicKey: publicKey.toString('base64'), signature: signature.toString('hex') },
  };
  return `${canonicalJson(file)}\n`;
}

async function signatureFor(deps: SigningDeps, scope: Scope, row: PackageRow) {
  if (row.key_id !== null && row.signature !== null) {
    const key = (await listPublicKeys(deps.db)).find(({ keyId }) => keyId === row.key_id);
    if (key === undefined) throw new AppError('internal', `the key ${row.key_id} is missing`);
    return { keyId: row.key_id, signature: row.signature, publicKey: key.publicKey };
  }
  const signer = await openSigner(deps);
  const signature = signer.sign(statementText(statementOf(row)));
  await deps.db.within(scope, async (tx) =>
    insertSignature(tx, {
      packageId: row.id,
      organizationId: scope.organizationId,
      keyId: signer.keyId,
      signature,
      signedAt: await timeOfDatabase(tx),
    }),
  );
  return { keyId: signer.keyId, signature, publicKey: signer.publicKey };
}

async function wanted(tx: Tx, id: string): Promise<{ row: PackageRow; records: SealedRecord[] }> {
  const row = await selectPackage(tx, id);
  if (row === undefined) throw notFound('Evidence');
  return { row, records: await selectRecords(tx, tx.scope.organizationId, id) };
}

function presentPackage(row: PackageRow): EvidencePackage {
  const by = row.sealed_by as Actor;
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    record_count: row.records,
    root_hash: row.root_hash.toString('hex'),
    sealed_at: row.sealed_at.toISOString(),
    sealed_by: { kind: by.kind, id: by.kind === 'system' ? null : by.id, label: by.label },
    retain_until: row.retain_until.toISOString(),
    signature:
      row.key_id === null || row.signature === null || row.signed_at === null
        ? null
        : {
            key_id: row.key_id,
            signature: row.signature.toString('hex'),
            signed_at: row.signed_at.toISOString(),
          },
  };
}
