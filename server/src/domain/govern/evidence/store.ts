import { sql } from 'kysely';
import type { AnyTx, Tx } from '../../../platform/db/database.ts';

export type SealedRecord = { kind: string; content: string; sha256: Buffer };
export type PackageRow = {
  id: string;
  organization_id: number;
  subject_kind: string;
  subject_id: string;
  records: number;
  root_hash: Buffer;
  sealed_at: Date;
  sealed_by: unknown;
  retain_until: Date;
  key_id: string | null;
  signature: Buffer | null;
  signed_at: Date | null;
};

/** In milliseconds, as it is signed and shown. */
export async function timeOfDatabase(tx: AnyTx): Promise<Date> {
  const { at } = await tx.sql
    .selectNoFrom(sql<Date>`date_trunc('milliseconds', clock_timestamp())`.as('at'))
    .executeTakeFirstOrThrow();
  return at;
}

export async function insertPackage(
  tx: Tx,
  sealed: {
    id: string;
    subjectKind: string;
    subjectId: string;
    rootHash: Buffer;
    sealedAt: Date;
    retainUntil: Date;
    records: SealedRecord[];
  },
): Promise<void> {
  const organization_id = tx.scope.organizationId;
  await tx.sql
    .insertInto('evidence_packages')
    .values({
      id: sealed.id,
      organization_id,
      subject_kind: sealed.subjectKind,
      subject_id: sealed.subjectId,
      records: sealed.records.length,
      root_hash: sealed.rootHash,
      sealed_at: sealed.sealedAt,
      sealed_by: JSON.stringify(tx.scope.actor),
      retain_until: sealed.retainUntil,
    })
    .execute();
  for (const [index, { kind, content, sha256 }] of sealed.records.entries()) {
    await tx.sql
      .insertInto('evidence_records')
      .values({ package_id: sealed.id, position: index + 1, organization_id, kind, sha256, content })
      .execute();
  }
}

function packages(tx: AnyTx) {
  return tx.sql
    .selectFrom('evidence_packages as package')
    .leftJoin('evidence_signatures as signature', 'signature.package_id', 'package.id')
    .selectAll('package')
    .select(['signature.key_id', 'signature.signature', 'signature.signed_at']);
}

export async function selectPackage(tx: Tx, id: string): Promise<PackageRow | undefined> {
  return packages(tx)
    .where('package.organization_id', '=', tx.scope.organizationId)
    .where('package.id', '=', id)
    .executeTakeFirst();
}

/** Newest first. */
export async function selectPackages(
  tx: Tx,
  filter: { subject_kind?: string | undefined; subject_id?: string | undefined },
  range: { limit: number; offset: number },
): Promise<{ rows: PackageRow[]; total: number }> {
  const { subject_kind, subject_id } = filter;
  const organizationId = tx.scope.organizationId;
  const rows = await packages(tx)
    .where('package.organization_id', '=', organizationId)
    .$if(subject_kind !== undefined, (query) =>
      query.where('package.subject_kind', '=', String(subject_kind)),
    )
    .$if(subject_id !== undefined, (query) => query.where('package.subject_id', '=', String(subject_id)))
    .orderBy('package.sealed_at', 'desc')
    .orderBy('package.id')
    .limit(range.limit)
    .offset(range.offset)
    .execute();
  const { total } = await tx.sql
    .selectFrom('evidence_packages')
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .where('organization_id', '=', organizationId)
    .$if(subject_kind !== undefined, (query) => query.where('subject_kind', '=', String(subject_kind)))
    .$if(subject_id !== undefined, (query) => query.where('subject_id', '=', String(subject_id)))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/** In the order of sealing. */
export async function selectRecords(
  tx: AnyTx,
  organizationId: number,
  packageId: string,
): Promise<SealedRecord[]> {
  return tx.sql
    .selectFrom('evidence_records')
    .select(['kind', 'content', 'sha256'])
    .where('organization_id', '=', organizationId)
    .where('package_id', '=', packageId)
    .orderBy('position')
    .execute();
}

/** Packages of all organisations that wait for their signature, oldest first. */
export async function selectUnsigned(
  tx: AnyTx,
  range: { since: Date; without: readonly string[]; limit: number },
): Promise<PackageRow[]> {
  const { since, without, limit } = range;
  return packages(tx)
    .where('package.sealed_at', '>=', since)
    .where('signature.package_id', 'is', null)
    .$if(without.length > 0, (query) => query.where('package.id', 'not in', without))
    .orderBy('package.sealed_at')
    .limit(limit)
    .execute();
}

export async function insertSignature(
  tx: AnyTx,
  signature: { packageId: string; organizationId: number; keyId: string; signature: Buffer; signedAt: Date },
): Promise<void> {
  await tx.sql
    .insertInto('evidence_signatures')
    .values({
      package_id: signature.packageId,
      organization_id: signature.organizationId,
      key_id: signature.keyId,
      signature: signature.signature,
      signed_at: signature.signedAt,
    })
    // Another process was faster.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
