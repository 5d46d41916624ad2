import { sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { Sealed } from '../../../platform/secrets/contract.ts';
import { everyEvent } from './payloads.ts';

/** The only SQL about webhooks. Times are handed in. */

export type WebhookStatus = 'active' | 'disabled' | 'paused';

export type WebhookRow = {
  id: string;
  name: string;
  url: string;
  events: string[];
  status: string;
  paused_reason: string | null;
  paused_at: Date | null;
  secret: Buffer;
  secret_key_id: string;
  secret_set_at: Date;
  former_secret: Buffer | null;
  former_secret_key_id: string | null;
  former_secret_until: Date | null;
  failures_in_a_row: number;
  failing_since: Date | null;
  last_delivery_status: string | null;
  last_delivery_at: Date | null;
  created_at: Date;
  created_by: Json;
  updated_at: Date;
};

const columns = [
  'id',
  'name',
  'url',
  'events',
  'status',
  'paused_reason',
  'paused_at',
  'secret',
  'secret_key_id',
  'secret_set_at',
  'former_secret',
  'former_secret_key_id',
  'former_secret_until',
  'failures_in_a_row',
  'failing_since',
  'last_delivery_status',
  'last_delivery_at',
  'created_at',
  'created_by',
  'updated_at',
] as const;

export async function insertWebhook(
  tx: Tx,
  webhook: {
    id: string;
    name: string;
    url: string;
    events: string[];
    enabled: boolean;
    secret: Sealed;
    at: Date;
  },
): Promise<void> {
  await tx.sql
    .insertInto('webhooks')
    .values({
      id: webhook.id,
      organization_id: tx.scope.organizationId,
      name: webhook.name,
      url: webhook.url,
      events: webhook.events,
      status: webhook.enabled ? 'active' : 'disabled',
      secret: webhook.secret.ciphertext,
      secret_key_id: webhook.secret.keyId,
      secret_set_at: webhook.at,
      created_at: webhook.at,
      created_by: JSON.stringify(tx.scope.actor),
      updated_at: webhook.at,
    })
    .execute();
}

export async function countWebhooks(tx: Tx): Promise<number> {
  const { count } = await tx.sql
    .selectFrom('webhooks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', tx.scope.organizationId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function listWebhooks(
  tx: Tx,
  page: { limit: number; offset: number },
): Promise<{ rows: WebhookRow[]; total: number }> {
  const rows = await tx.sql
    .selectFrom('webhooks')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total: await countWebhooks(tx) };
}

export async function getWebhook(tx: Tx, id: string): Promise<WebhookRow | undefined> {
  return await tx.sql
    .selectFrom('webhooks')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** In the order of ids, so that two who lock several never wait for each other. */
export async function lockWebhooks(tx: Tx, ids: readonly string[]): Promise<WebhookRow[]> {
  return await tx.sql
    .selectFrom('webhooks')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
}

type Change = Partial<{
  name: string;
  url: string;
  events: string[];
  status: WebhookStatus;
  paused_reason: string | null;
  paused_at: Date | null;
  secret: Buffer;
  secret_key_id: string;
  secret_set_at: Date;
  former_secret: Buffer | null;
  former_secret_key_id: string | null;
  former_secret_until: Date | null;
  failures_in_a_row: number;
  failing_since: Date | null;
  last_delivery_status: string | null;
  last_delivery_at: Date | null;
  updated_at: Date;
}>;

export async function updateWebhook(tx: Tx, id: string, change: Change): Promise<void> {
  await tx.sql
    .updateTable('webhooks')
    .set(change)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function deleteWebhook(tx: Tx, id: string): Promise<void> {
  await tx.sql
    .deleteFrom('webhooks')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

/** Those that get events and want at least one of these. */
export async function findSubscribers(
  tx: Tx,
  events: readonly string[],
): Promise<Pick<WebhookRow, 'id' | 'events'>[]> {
  return await tx.sql
    .selectFrom('webhooks')
    .select(['id', 'events'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('status', '=', 'active')
    .where(sql<boolean>`events && ${[...events, everyEvent]}::text[]`)
    .orderBy('id')
    .execute();
}

export type SealedSecrets = Pick<
  WebhookRow,
  'id' | 'secret' | 'secret_key_id' | 'former_secret' | 'former_secret_key_id'
>;

/** Every webhook with a secret under another key than this one, of all organisations. */
export async function listSecretsOfOtherKeys(tx: SystemTx, keyId: string): Promise<SealedSecrets[]> {
  return await tx.sql
    .selectFrom('webhooks')
    .select(['id', 'secret', 'secret_key_id', 'former_secret', 'former_secret_key_id'])
    .where(({ or, eb }) => or([eb('secret_key_id', '!=', keyId), eb('former_secret_key_id', '!=', keyId)]))
    .forUpdate()
    .execute();
}

export async function replaceSecrets(tx: SystemTx, sealed: SealedSecrets): Promise<void> {
  const { id, ...secrets } = sealed;
  await tx.sql.updateTable('webhooks').set(secrets).where('id', '=', id).execute();
}
