import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { SystemTx } from '../../../platform/db/database.ts';

/** A browser session keeps its token until it ends; a refresh token is used once (`last_used_at`). */
export type SessionKind = 'browser' | 'refresh';

export type SessionRow = {
  id: number;
  userId: number;
  organizationId: number | null;
  family: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date;
  revokedAt: Date | null;
};

const sessionColumns = [
  'id',
  'user_id as userId',
  'organization_id as organizationId',
  'family',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
  'expires_at as expiresAt',
  'revoked_at as revokedAt',
] as const;

export async function insertSession(
  tx: SystemTx,
  values: {
    userId: number;
    organizationId: number;
    kind: SessionKind;
    tokenHash: string;
    family: string;
    createdAt: Date;
    expiresAt: Date;
    userAgent: string | null;
  },
): Promise<void> {
  await tx.sql
    .insertInto('sessions')
    .values({
      user_id: values.userId,
      organization_id: values.organizationId,
      kind: values.kind,
      token_hash: values.tokenHash,
      family: values.family,
      created_at: values.createdAt,
      expires_at: values.expiresAt,
      user_agent: values.userAgent,
    })
    .execute();
}

export async function selectSession(
  tx: SystemTx,
  kind: SessionKind,
  tokenHash: string,
): Promise<SessionRow | undefined> {
  return tx.sql
    .selectFrom('sessions')
    .select(sessionColumns)
    .where('token_hash', '=', tokenHash)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

/** Locked until the transaction ends, so that of two uses of one refresh token the second is seen as such. */
export async function lockRefreshToken(tx: SystemTx, tokenHash: string): Promise<SessionRow | undefined> {
  return tx.sql
    .selectFrom('sessions')
    .select(sessionColumns)
    .where('token_hash', '=', tokenHash)
    .where('kind', '=', 'refresh')
    .forUpdate()
    .executeTakeFirst();
}

export async function markRefreshTokenUsed(tx: SystemTx, id: number, at: Date): Promise<void> {
  await tx.sql.updateTable('sessions').set({ last_used_at: at }).where('id', '=', id).execute();
}

export async function familyIsAlive(tx: SystemTx, family: string, userId: number): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('sessions')
    .select('id')
    .where('family', '=', family)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many sessions and refresh tokens were ended. */
export async function revokeFamily(tx: SystemTx, family: string, at: Date): Promise<number> {
  const rows = await tx.sql
    .updateTable('sessions')
    .set({ revoked_at: at })
    .where('family', '=', family)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length;
}

export async function revokeOtherFamilies(
  tx: SystemTx,
  userId: number,
  keep: string | null,
  at: Date,
): Promise<number> {
  const rows = await tx.sql
    .updateTable('sessions')
    .set({ revoked_at: at })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .$if(keep !== null, (query) => query.where('family', '<>', keep as string))
    .returning('id')
    .execute();
  return rows.length;
}

export async function setFamilyOrganization(
  tx: SystemTx,
  family: string,
  organizationId: number,
): Promise<void> {
  await tx.sql
    .updateTable('sessions')
    .set({ organization_id: organizationId })
    .where('family', '=', family)
    .execute();
}

/** Notes that a session and its person are active; at most once a minute, so that reading stays cheap. */
export async function noteActivity(
  tx: SystemTx,
  values: { userId: number; session: { id: number; expiresAt: Date } | null; now: Date },
): Promise<void> {
  if (values.session !== null) {
    await tx.sql
      .updateTable('sessions')
      .set({ last_used_at: values.now, expires_at: values.session.expiresAt })
      .where('id', '=', values.session.id)
      .execute();
  }
  await tx.sql
    .updateTable('users')
    .set({ last_active_at: values.now })
    .where('id', '=', values.userId)
    .where((where) =>
      where.or([
        where('last_active_at', 'is', null),
        where('last_active_at', '<', new Date(values.now.getTime() - 60_000)),
      ]),
    )
    .execute();
}

export type OneTimePurpose = 'oidc' | 'sign_in_link' | 'stream_ticket' | 'unknown_email';

export async function insertOneTimeToken(
  tx: SystemTx,
  values: {
    tokenHash: string;
    purpose: OneTimePurpose;
    userId: number | null;
    organizationId: number | null;
    payload: JsonObject;
    expiresAt: Date;
  },
): Promise<void> {
  await tx.sql
    .insertInto('one_time_tokens')
    .values({
      token_hash: values.tokenHash,
      purpose: values.purpose,
      user_id: values.userId,
      organization_id: values.organizationId,
      payload: JSON.stringify(values.payload),
      expires_at: values.expiresAt,
    })
    .execute();
}

/** Takes the token out, so that nobody can use it again. */
export async function takeOneTimeToken(
  tx: SystemTx,
  purpose: OneTimePurpose,
  tokenHash: string,
  now: Date,
): Promise<{ userId: number | null; organizationId: number | null; payload: JsonObject } | undefined> {
  const row = await tx.sql
    .deleteFrom('one_time_tokens')
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .returning([
      'user_id as userId',
      'organization_id as organizationId',
      'payload',
      'expires_at as expiresAt',
    ])
    .executeTakeFirst();
  if (row === undefined || row.expiresAt.getTime() <= now.getTime()) return undefined;
  return { ...row, payload: row.payload as JsonObject };
}

/** The tries on an address that nobody has, counted like those of an account so that no one can tell. */
export async function countTryOnUnknown(
  tx: SystemTx,
  tokenHash: string,
  rule: { now: Date; limit: number; lockedUntil: Date; forgottenAt: Date },
): Promise<{ refused: boolean; lockedUntil: Date | null }> {
  const locked = sql`(one_time_tokens.payload->>'lockedUntil')::timestamptz > ${rule.now}::timestamptz`;
  const tries = sql`CASE
    WHEN ${locked} THEN (one_time_tokens.payload->>'tries')::int
    WHEN one_time_tokens.payload->>'lockedUntil' IS NOT NULL THEN 1
    ELSE (one_time_tokens.payload->>'tries')::int + 1 END`;
  const row = await tx.sql
    .insertInto('one_time_tokens')
    .values({
      token_hash: tokenHash,
      purpose: 'unknown_email',
      payload: JSON.stringify({ tries: 1 }),
      expires_at: rule.forgottenAt,
    })
    .onConflict((conflict) =>
      conflict.column('token_hash').doUpdateSet({
        expires_at: rule.forgottenAt,
        payload: sql<string>`jsonb_build_object(
          'tries', ${tries},
          'refused', ${locked},
          'lockedUntil', CASE
            WHEN ${locked} THEN one_time_tokens.payload->>'lockedUntil'
            WHEN ${tries} >= ${rule.limit}::int THEN ${rule.lockedUntil.toISOString()}::text END)`,
      }),
    )
    .returning('payload')
    .executeTakeFirstOrThrow();
  const { refused, lockedUntil } = row.payload as { refused?: boolean | null; lockedUntil?: string | null };
  return { refused: refused === true, lockedUntil: lockedUntil == null ? null : new Date(lockedUntil) };
}

/** Removes what ended long enough ago that no answer depends on it. */
export async function deleteExpired(tx: SystemTx, now: Date): Promise<number> {
  const tokens = await tx.sql
    .deleteFrom('one_time_tokens')
    .where('expires_at', '<', now)
    .returning('token_hash')
    .execute();
  const sessions = await tx.sql
    .deleteFrom('sessions')
    .where('expires_at', '<', new Date(now.getTime() - 7 * 86_400_000))
    .returning('id')
    .execute();
  return tokens.length + sessions.length;
}
