import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { Sealed } from '../../../platform/secrets/contract.ts';

/** SQL of providers and their credentials; that of their syncs is in sync-run-store. */

export type ProviderRow = {
  id: number;
  organization_id: number;
  type: string;
  name: string;
  account_id: string;
  auth_method: string;
  settings: unknown;
  status: string;
  error_message: string | null;
  last_synced_at: Date | null;
  created_at: Date;
  disconnected_at: Date | null;
  /** Who the credentials for writing are; null where there are none. */
  write_principal: string | null;
};

const columns = [
  'id',
  'organization_id',
  'type',
  'name',
  'account_id',
  'auth_method',
  'settings',
  'status',
  'error_message',
  'last_synced_at',
  'created_at',
  'disconnected_at',
  'write_principal',
] as const;

export type NewProvider = {
  type: string;
  name: string;
  accountId: string;
  authMethod: string;
  settings: Record<string, string>;
  createdBy: number | null;
  at: Date;
};

/** Undefined when the account is connected already. */
export async function insertProvider(tx: Tx, provider: NewProvider): Promise<ProviderRow | undefined> {
  return await tx.sql
    .insertInto('providers')
    .values({
      organization_id: tx.scope.organizationId,
      type: provider.type,
      name: provider.name,
      account_id: provider.accountId,
      auth_method: provider.authMethod,
      settings: JSON.stringify(provider.settings),
      status: 'syncing',
      created_by: provider.createdBy,
      created_at: provider.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .executeTakeFirst();
}

/**
 * Takes up a connection that was disconnected, with its resources, baselines and drifts. Undefined when this
 * account was never connected, or is now.
 */
export async function reviveProvider(tx: Tx, provider: NewProvider): Promise<ProviderRow | undefined> {
  const same = tx.sql
    .selectFrom('providers')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('type', '=', provider.type)
    .where('account_id', '=', provider.accountId);
  const newest = await same.select('id').orderBy('id', 'desc').executeTakeFirst();
  if (newest === undefined) return undefined;
  return await tx.sql
    .updateTable('providers')
    .set({
      name: provider.name,
      auth_method: provider.authMethod,
      settings: JSON.stringify(provider.settings),
      status: 'syncing',
      error_message: null,
      disconnected_at: null,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', newest.id)
    .where('disconnected_at', 'is not', null)
    .returning(columns)
    .executeTakeFirst();
}

export async function setCredentials(tx: Tx, providerId: number, sealed: Sealed | null): Promise<void> {
  await tx.sql
    .updateTable('providers')
    .set({ credentials: sealed?.ciphertext ?? null, credentials_key_id: sealed?.keyId ?? null })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', providerId)
    .execute();
}

export async function getCredentials(tx: Tx, providerId: number): Promise<Sealed | undefined> {
  const row = await tx.sql
    .selectFrom('providers')
    .select(['credentials', 'credentials_key_id'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', providerId)
    .executeTakeFirst();
  if (row?.credentials == null || row.credentials_key_id === null) return undefined;
  return { ciphertext: Buffer.from(row.credentials), keyId: row.credentials_key_id };
}

/** Every stored credential that another key than `keyId` sealed, of all organisations. */
export async function listCredentialsNotOf(
  tx: SystemTx,
  keyId: string,
): Promise<{ id: number; organizationId: number; sealed: Sealed }[]> {
  const rows = await tx.sql
    .selectFrom('providers')
    .select(['id', 'organization_id', 'credentials', 'credentials_key_id'])
    .where('credentials', 'is not', null)
    .where('credentials_key_id', '<>', keyId)
    .orderBy('id')
    .execute();
  return rows.flatMap((row) =>
    row.credentials === null || row.credentials_key_id === null
      ? []
      : [
          {
            id: row.id,
            organizationId: row.organization_id,
            sealed: { ciphertext: Buffer.from(row.credentials), keyId: row.credentials_key_id },
          },
        ],
  );
}

export async function updateConnection(
  tx: Tx,
  providerId: number,
  change: { authMethod: string; settings: Record<string, string> },
): Promise<void> {
  await tx.sql
    .updateTable('providers')
    .set({ auth_method: change.authMethod, settings: JSON.stringify(change.settings), error_message: null })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', providerId)
    .execute();
}

export async function setStatus(
  tx: Tx,
  providerId: number,
  change: { status: string; error: string | null; syncedAt?: Date },
): Promise<void> {
  await tx.sql
    .updateTable('providers')
    .set({
      status: change.status,
      error_message: change.error,
      ...(change.syncedAt === undefined ? {} : { last_synced_at: change.syncedAt }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', providerId)
    .where('disconnected_at', 'is', null)
    .execute();
}

export async function setDisconnected(tx: Tx, providerId: number, at: Date): Promise<boolean> {
  const row = await tx.sql
    .updateTable('providers')
    .set({
      status: 'disconnected',
      disconnected_at: at,
      credentials: null,
      credentials_key_id: null,
      write_credentials: null,
      write_credentials_key_id: null,
      write_principal: null,
      error_message: null,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', providerId)
    .where('disconnected_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function getProvider(tx: Tx, id: number): Promise<ProviderRow | undefined> {
  return await tx.sql
    .selectFrom('providers')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** When the newest sync of the account ended; null when none has. */
export async function lastSyncEnd(tx: Tx, providerId: number): Promise<Date | null> {
  const row = await tx.sql
    .selectFrom('sync_runs')
    .select('ended_at')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('provider_id', '=', providerId)
    .where('ended_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.ended_at ?? null;
}

export async function listProviders(tx: Tx): Promise<ProviderRow[]> {
  return await tx.sql
    .selectFrom('providers')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .orderBy('id')
    .execute();
}

export async function countResources(tx: Tx): Promise<Map<number, number>> {
  const rows = await tx.sql
    .selectFrom('inventory_counts')
    .select(['provider_id', ({ fn }) => fn.sum<number>('count').as('count')])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('status', '<>', 'deleted')
    .groupBy('provider_id')
    .execute();
  return new Map(rows.map((row) => [row.provider_id, Number(row.count)]));
}
