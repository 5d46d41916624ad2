import type { Json } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { RuleMatch } from './route.ts';
import type { Digest, QuietHours } from './times.ts';

/** The only SQL about rules and about what members want for themselves. Times are handed in. */

export type RuleRow = {
  id: number;
  channel_id: number;
  name: string;
  enabled: boolean;
  match: RuleMatch;
  quiet_hours: QuietHours | null;
  digest: Digest | null;
  created_at: Date;
  created_by: Json;
  updated_at: Date;
};

const columns = [
  'id',
  'channel_id',
  'name',
  'enabled',
  'match',
  'quiet_hours',
  'digest',
  'created_at',
  'created_by',
  'updated_at',
] as const;

const ofOrganization = (tx: Tx) =>
  tx.sql.selectFrom('notification_rules').where('organization_id', '=', tx.scope.organizationId);

export async function listRules(tx: Tx): Promise<RuleRow[]> {
  return await ofOrganization(tx).select(columns).orderBy('id').execute();
}

export async function getRule(tx: Tx, id: number): Promise<RuleRow | undefined> {
  return await ofOrganization(tx).select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export type RuleValues = {
  channelId: number;
  name: string;
  enabled: boolean;
  match: RuleMatch;
  quietHours: QuietHours | null;
  digest: Digest | null;
  at: Date;
};

const text = (value: QuietHours | Digest | null): string | null =>
  value === null ? null : JSON.stringify(value);
const written = (values: RuleValues) => ({
  channel_id: values.channelId,
  name: values.name,
  enabled: values.enabled,
  match: JSON.stringify(values.match),
  quiet_hours: text(values.quietHours),
  digest: text(values.digest),
  updated_at: values.at,
});

export async function insertRule(tx: Tx, values: RuleValues): Promise<number> {
  const row = await tx.sql
    .insertInto('notification_rules')
    .values({
      ...written(values),
      organization_id: tx.scope.organizationId,
      created_at: values.at,
      created_by: JSON.stringify(tx.scope.actor),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function updateRule(tx: Tx, id: number, values: RuleValues): Promise<void> {
  await tx.sql
    .updateTable('notification_rules')
    .set(written(values))
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function deleteRule(tx: Tx, id: number): Promise<void> {
  await tx.sql
    .deleteFrom('notification_rules')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function listPreferences(tx: Tx): Promise<Map<number, Json>> {
  const rows = await tx.sql
    .selectFrom('notification_preferences')
    .select(['user_id', 'preferences'])
    .where('organization_id', '=', tx.scope.organizationId)
    .execute();
  return new Map(rows.map(({ user_id, preferences }) => [user_id, preferences]));
}

export async function savePreferences(tx: Tx, userId: number, preferences: Json, at: Date): Promise<void> {
  const values = { preferences: JSON.stringify(preferences), updated_at: at };
  await tx.sql
    .insertInto('notification_preferences')
    .values({ ...values, organization_id: tx.scope.organizationId, user_id: userId })
    .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet(values))
    .execute();
}
