import type { SystemTx, Tx } from '../../../platform/db/database.ts';

export type ApiKeyRow = {
  id: number;
  name: string;
  prefix: string;
  role: string;
  createdByEmail: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
};

/** Newest first; deleted keys are left out. */
export async function selectApiKeys(
  tx: Tx,
  range: { limit: number; offset: number },
): Promise<{ rows: ApiKeyRow[]; total: number }> {
  const keys = tx.sql
    .selectFrom('api_keys')
    .where('api_keys.organization_id', '=', tx.scope.organizationId)
    .where('api_keys.revoked_at', 'is', null);
  const rows = await keys
    .leftJoin('users', 'users.id', 'api_keys.created_by')
    .select([
      'api_keys.id',
      'api_keys.name',
      'api_keys.prefix',
      'api_keys.role',
      'users.email as createdByEmail',
      'api_keys.created_at as createdAt',
      'api_keys.last_used_at as lastUsedAt',
      'api_keys.expires_at as expiresAt',
    ])
    .orderBy('api_keys.id', 'desc')
    .limit(range.limit)
    .offset(range.offset)
    .execute();
  const { total } = await keys
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total };
}

export async function insertApiKey(
  tx: Tx,
  values: {
    createdBy: number;
    name: string;
    prefix: string;
    keyHash: string;
    role: string;
    createdAt: Date;
    expiresAt: Date | null;
  },
): Promise<number> {
  const { id } = await tx.sql
    .insertInto('api_keys')
    .values({
      organization_id: tx.scope.organizationId,
      created_by: values.createdBy,
      name: values.name,
      prefix: values.prefix,
      key_hash: values.keyHash,
      role: values.role,
      created_at: values.createdAt,
      expires_at: values.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function markApiKeyRevoked(
  tx: Tx,
  id: number,
  at: Date,
): Promise<{ name: string; prefix: string } | undefined> {
  return tx.sql
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['name', 'prefix'])
    .executeTakeFirst();
}

export type WorkingKey = {
  id: number;
  organizationId: number;
  createdBy: number;
  name: string;
  prefix: string;
  role: string;
  lastUsedAt: Date | null;
};

const working = (tx: SystemTx, now: Date) =>
  tx.sql
    .selectFrom('api_keys')
    .select([
      'id',
      'organization_id as organizationId',
      'created_by as createdBy',
      'name',
      'prefix',
      'role',
      'last_used_at as lastUsedAt',
    ])
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]));

export async function selectWorkingKey(
  tx: SystemTx,
  keyHash: string,
  now: Date,
): Promise<WorkingKey | undefined> {
  return working(tx, now).where('key_hash', '=', keyHash).executeTakeFirst();
}

export async function selectWorkingKeyById(
  tx: SystemTx,
  id: number,
  now: Date,
): Promise<WorkingKey | undefined> {
  return working(tx, now).where('id', '=', id).executeTakeFirst();
}

export async function noteKeyUse(tx: SystemTx, id: number, at: Date): Promise<void> {
  await tx.sql.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute();
}
