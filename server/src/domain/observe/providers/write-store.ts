import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { Sealed } from '../../../platform/secrets/contract.ts';

/** SQL of the credentials for writing. */

export async function setWriteCredentials(
  tx: Tx,
  providerId: number,
  write: { sealed: Sealed; principal: string } | null,
): Promise<boolean> {
  const row = await tx.sql
    .updateTable('providers')
    .set({
      write_credentials: write?.sealed.ciphertext ?? null,
      write_credentials_key_id: write?.sealed.keyId ?? null,
      write_principal: write?.principal ?? null,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', providerId)
    .where('disconnected_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function getWriteCredentials(tx: Tx, providerId: number): Promise<Sealed | undefined> {
  const row = await tx.sql
    .selectFrom('providers')
    .select(['write_credentials', 'write_credentials_key_id'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', providerId)
    .executeTakeFirst();
  if (row?.write_credentials == null || row.write_credentials_key_id === null) return undefined;
  return { ciphertext: Buffer.from(row.write_credentials), keyId: row.write_credentials_key_id };
}

/** Puts another sealing of the same credentials in the place of `from`; not when they were replaced meanwhile. */
export async function resealWriteCredentials(
  tx: Tx,
  providerId: number,
  from: Sealed,
  to: Sealed,
): Promise<boolean> {
  const row = await tx.sql
    .updateTable('providers')
    .set({ write_credentials: to.ciphertext, write_credentials_key_id: to.keyId })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', providerId)
    .where('write_credentials', '=', from.ciphertext)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Every one that another key than `keyId` sealed, of all organisations. */
export async function listWriteCredentialsNotOf(
  tx: SystemTx,
  keyId: string,
): Promise<{ id: number; organizationId: number; sealed: Sealed }[]> {
  const rows = await tx.sql
    .selectFrom('providers')
    .select(['id', 'organization_id', 'write_credentials', 'write_credentials_key_id'])
    .where('write_credentials', 'is not', null)
    .where('write_credentials_key_id', '<>', keyId)
    .orderBy('id')
    .execute();
  return rows.flatMap((row) =>
    row.write_credentials === null || row.write_credentials_key_id === null
      ? []
      : [
          {
            id: row.id,
            organizationId: row.organization_id,
            sealed: { ciphertext: Buffer.from(row.write_credentials), keyId: row.write_credentials_key_id },
          },
        ],
  );
}
