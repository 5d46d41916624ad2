import type { Json, JsonObject } from '../../../core/json.ts';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { Sealed } from '../../../platform/secrets/contract.ts';

/** The only SQL about channels. Times are handed in. */

export type ChannelRow = {
  id: number;
  name: string;
  kind: string;
  origin: string;
  settings: JsonObject;
  address: string;
  secret_fields: string[];
  enabled: boolean;
  is_default: boolean;
  failures_in_a_row: number;
  failing_since: Date | null;
  last_error: string | null;
  last_sent_at: Date | null;
  created_at: Date;
  created_by: Json;
  updated_at: Date;
};

const columns = [
  'id',
  'name',
  'kind',
  'origin',
  'settings',
  'address',
  'secret_fields',
  'enabled',
  'is_default',
  'failures_in_a_row',
  'failing_since',
  'last_error',
  'last_sent_at',
  'created_at',
  'created_by',
  'updated_at',
] as const;

const ofOrganization = (tx: Tx) =>
  tx.sql.selectFrom('notification_channels').where('organization_id', '=', tx.scope.organizationId);

export async function listChannels(tx: Tx): Promise<ChannelRow[]> {
  return await ofOrganization(tx).select(columns).orderBy('id').execute();
}

export async function getChannel(tx: Tx, id: number): Promise<ChannelRow | undefined> {
  return await ofOrganization(tx).select(columns).where('id', '=', id).executeTakeFirst();
}

/** Held until the transaction ends: two changes of one channel wait for each other. */
export async function lockChannel(tx: Tx, id: number): Promise<ChannelRow | undefined> {
  return await ofOrganization(tx).select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function channelNamed(tx: Tx, name: string): Promise<ChannelRow | undefined> {
  return await ofOrganization(tx).select(columns).where('name', '=', name).executeTakeFirst();
}

export async function countChannels(tx: Tx): Promise<number> {
  const { count } = await ofOrganization(tx)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type ChannelValues = {
  name: string;
  kind: string;
  settings: JsonObject;
  address: string;
  enabled: boolean;
  is_default: boolean;
};

export async function insertChannel(
  tx: Tx,
  values: ChannelValues & { origin: 'person' | 'environment'; at: Date },
): Promise<number> {
  const { at, settings, ...plain } = values;
  const row = await tx.sql
    .insertInto('notification_channels')
    .values({
      ...plain,
      organization_id: tx.scope.organizationId,
      settings: JSON.stringify(settings),
      created_at: at,
      created_by: JSON.stringify(tx.scope.actor),
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function updateChannel(
  tx: Tx,
  id: number,
  change: Partial<Omit<ChannelValues, 'kind'>> & {
    failures_in_a_row?: number;
    failing_since?: Date | null;
    last_error?: string | null;
    last_sent_at?: Date;
    updated_at?: Date;
  },
): Promise<void> {
  const { settings, ...plain } = change;
  await tx.sql
    .updateTable('notification_channels')
    .set({ ...plain, ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }) })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function setSecret(tx: Tx, id: number, sealed: Sealed | null, fields: string[]): Promise<void> {
  await tx.sql
    .updateTable('notification_channels')
    .set({
      secret: sealed?.ciphertext ?? null,
      secret_key_id: sealed?.keyId ?? null,
      secret_fields: JSON.stringify(fields),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function getSecret(tx: Tx, id: number): Promise<Sealed | null> {
  const row = await ofOrganization(tx)
    .select(['secret', 'secret_key_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.secret === null || row.secret_key_id === null) return null;
  return { ciphertext: Buffer.from(row.secret), keyId: row.secret_key_id };
}

export async function deleteChannel(tx: Tx, id: number): Promise<void> {
  await tx.sql
    .deleteFrom('notification_channels')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

/** Of all organisations, for a new encryption key. */
export async function listSecretsNotOf(
  tx: SystemTx,
  keyId: string,
): Promise<{ id: number; organizationId: number; sealed: Sealed }[]> {
  const rows = await tx.sql
    .selectFrom('notification_channels')
    .select(['id', 'organization_id', 'secret', 'secret_key_id'])
    .where('secret', 'is not', null)
    .where('secret_key_id', '<>', keyId)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, organization_id, secret, secret_key_id }) =>
    secret === null || secret_key_id === null
      ? []
      : [
          {
            id,
            organizationId: organization_id,
            sealed: { ciphertext: Buffer.from(secret), keyId: secret_key_id },
          },
        ],
  );
}
