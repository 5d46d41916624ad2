import type { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import { roleFromName } from '../../../core/permissions.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { isWithin } from '../tenancy/index.ts';
import { type ApiKeyRow, insertApiKey, markApiKeyRevoked, selectApiKeys } from './api-key-store.ts';
import type { apiKeySchema, createApiKeySchema, createdApiKeySchema } from './schemas.ts';
import { newToken } from './tokens.ts';
import { selectOwnRole } from './user-store.ts';

export const apiKeyPrefix = 'ia_live_';
const shownCharacters = apiKeyPrefix.length + 6;

export type ApiKey = z.infer<typeof apiKeySchema>;
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

export async function listApiKeys(
  tx: Tx,
  page: { perPage: number; offset: number },
): Promise<{ keys: ApiKey[]; total: number }> {
  const { rows, total } = await selectApiKeys(tx, { limit: page.perPage, offset: page.offset });
  return { keys: rows.map(present), total };
}

/** The key is in this answer and nowhere else. Its role must not allow more than its creator's. */
export async function createApiKey(
  tx: Tx,
  values: z.output<typeof createApiKeySchema>,
  now: Date,
  requestId?: string,
): Promise<CreatedApiKey> {
  const { actor, permissions } = tx.scope;
  if (actor.kind !== 'user') {
    throw new AppError('forbidden', 'A key cannot make keys: sign in to make one');
  }
  const own = await selectOwnRole(tx, actor.id);
  if (own === undefined || !isWithin(values.role, own)) {
    throw new AppError('forbidden', `A key with the role ${values.role} could do more than you may`, {
      details: [
        { path: 'role', message: `must not exceed your own role${own === undefined ? '' : ` ${own}`}` },
      ],
      detail: { permissions: [...permissions] },
    });
  }
  const { token, hash } = newToken(apiKeyPrefix);
  const expiresAt =
    values.expires_in_days === undefined
      ? null
      : new Date(now.getTime() + values.expires_in_days * 86_400_000);
  const id = await insertApiKey(tx, {
    createdBy: actor.id,
    name: values.name,
    prefix: token.slice(0, shownCharacters),
    keyHash: hash,
    role: values.role,
    createdAt: now,
    expiresAt,
  });
  await recordAudit(tx, {
    action: 'api_key.created',
    target: { type: 'api_key', id },
    detail: {
      name: values.name,
      prefix: token.slice(0, shownCharacters),
      role: values.role,
      expires_at: expiresAt?.toISOString() ?? null,
    },
    requestId,
  });
  return {
    id,
    name: values.name,
    prefix: token.slice(0, shownCharacters),
    role: values.role,
    created_by: actor.label,
    created_at: now.toISOString(),
    last_used_at: null,
    expires_at: expiresAt?.toISOString() ?? null,
    key: token,
  };
}

/** The key stops working with this transaction's commit. */
export async function deleteApiKey(tx: Tx, id: number, now: Date, requestId?: string): Promise<void> {
  const key = await markApiKeyRevoked(tx, id, now);
  if (key === undefined) throw notFound('API key');
  await recordAudit(tx, {
    action: 'api_key.deleted',
    target: { type: 'api_key', id },
    detail: { name: key.name, prefix: key.prefix },
    requestId,
  });
}

function present(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: roleFromName(row.role),
    created_by: row.createdByEmail ?? '',
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
  };
}
