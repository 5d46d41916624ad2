import type { Tx } from '../../../../platform/db/database.ts';

/** The only SQL about attestations. */

const columns = [
  'id',
  'framework_id',
  'framework_version',
  'requirement_id',
  'statement',
  'attested_at',
  'attested_by',
  'valid_until',
  'withdrawn_at',
  'withdrawn_by',
  'withdraw_reason',
  'file_name',
  'file_type',
  'file_bytes',
  'file_sha256',
] as const;

export type AttestationRow = {
  id: number;
  framework_id: string;
  framework_version: string;
  requirement_id: string;
  statement: string;
  attested_at: Date;
  attested_by: { label: string };
  valid_until: Date;
  withdrawn_at: Date | null;
  withdrawn_by: { label: string } | null;
  withdraw_reason: string | null;
  file_name: string | null;
  file_type: string | null;
  file_bytes: number | null;
  file_sha256: string | null;
};

export type AttachedFile = { name: string; mediaType: string; sha256: string; content: Buffer };

const ofOrganization = (tx: Tx) =>
  tx.sql.selectFrom('compliance_attestations').where('organization_id', '=', tx.scope.organizationId);

export async function insertAttestation(
  tx: Tx,
  attestation: {
    frameworkId: string;
    version: string;
    requirementId: string;
    statement: string;
    at: Date;
    validUntil: Date;
    file: AttachedFile | null;
  },
): Promise<AttestationRow> {
  const { file } = attestation;
  const row = await tx.sql
    .insertInto('compliance_attestations')
    .values({
      organization_id: tx.scope.organizationId,
      framework_id: attestation.frameworkId,
      framework_version: attestation.version,
      requirement_id: attestation.requirementId,
      statement: attestation.statement,
      attested_at: attestation.at,
      attested_by: JSON.stringify(tx.scope.actor),
      valid_until: attestation.validUntil,
      file_name: file?.name ?? null,
      file_type: file?.mediaType ?? null,
      file_bytes: file?.content.length ?? null,
      file_sha256: file?.sha256 ?? null,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  if (file !== null)
    await tx.sql
      .insertInto('compliance_attestation_files')
      .values({ attestation_id: row.id, organization_id: tx.scope.organizationId, content: file.content })
      .execute();
  return row;
}

export async function getAttestation(tx: Tx, id: number): Promise<AttestationRow | undefined> {
  return await ofOrganization(tx).select(columns).where('id', '=', id).executeTakeFirst();
}

export async function lockAttestation(tx: Tx, id: number): Promise<AttestationRow | undefined> {
  return await ofOrganization(tx).select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function withdrawAttestation(
  tx: Tx,
  id: number,
  withdrawal: { reason: string | null; at: Date },
): Promise<void> {
  await tx.sql
    .updateTable('compliance_attestations')
    .set({
      withdrawn_at: withdrawal.at,
      withdrawn_by: JSON.stringify(tx.scope.actor),
      withdraw_reason: withdrawal.reason,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function readFile(tx: Tx, id: number): Promise<Buffer | undefined> {
  const row = await tx.sql
    .selectFrom('compliance_attestation_files')
    .select('content')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('attestation_id', '=', id)
    .executeTakeFirst();
  return row?.content;
}

export type AttestationFilter = {
  frameworkId?: string | undefined;
  version?: string | undefined;
  requirementId?: string | undefined;
  state?: 'valid' | 'expired' | 'withdrawn' | undefined;
};

function filtered(tx: Tx, filter: AttestationFilter, at: Date) {
  let query = ofOrganization(tx);
  if (filter.frameworkId !== undefined) query = query.where('framework_id', '=', filter.frameworkId);
  if (filter.version !== undefined) query = query.where('framework_version', '=', filter.version);
  if (filter.requirementId !== undefined) query = query.where('requirement_id', '=', filter.requirementId);
  if (filter.state === 'withdrawn') query = query.where('withdrawn_at', 'is not', null);
  if (filter.state === 'valid') query = query.where('withdrawn_at', 'is', null).where('valid_until', '>', at);
  if (filter.state === 'expired')
    query = query.where('withdrawn_at', 'is', null).where('valid_until', '<=', at);
  return query;
}

/** Newest first. */
export async function listAttestations(
  tx: Tx,
  filter: AttestationFilter,
  at: Date,
  page: { limit: number; offset: number },
): Promise<{ rows: AttestationRow[]; total: number }> {
  const query = filtered(tx, filter, at);
  const rows = await query
    .select(columns)
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/** Those that counted at a moment, now or past; the newest first of each requirement. */
export async function validAt(
  tx: Tx,
  at: Date,
  of: { frameworkId: string; version: string },
): Promise<AttestationRow[]> {
  return await ofOrganization(tx)
    .select(columns)
    .where('framework_id', '=', of.frameworkId)
    .where('framework_version', '=', of.version)
    .where('attested_at', '<=', at)
    .where('valid_until', '>', at)
    .where(({ or, eb }) => or([eb('withdrawn_at', 'is', null), eb('withdrawn_at', '>', at)]))
    .orderBy('requirement_id')
    .orderBy('id', 'desc')
    .execute();
}
