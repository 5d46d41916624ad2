import { decodeJwt } from 'jose';
import { systemScope } from '../../../core/scope.ts';
import type { Principal } from '../tenancy/index.ts';
import { noteKeyUse, selectWorkingKey } from './api-key-store.ts';
import { apiKeyPrefix } from './api-keys.ts';
import type { Identity } from './options.ts';
import { principalOfApiKey, principalOfUser } from './principals.ts';
import { familyIsAlive, noteActivity, selectSession } from './session-store.ts';
import { absoluteMs, idleMs } from './sessions.ts';
import { principalOfSupabase } from './supabase.ts';
import { hashOfToken, invalidToken, readAccessToken } from './tokens.ts';

export const sessionCookie = 'infraudit_session';
const minute = 60_000;
/** Longer than any token that we or Supabase issue; what is longer is not read. */
const longestToken = 8_192;

const scope = systemScope('recognising the caller');

/**
 * Who sends the request: by `Authorization: Bearer` (our access token, an API key, a token of Supabase), else
 * by the session cookie. Null when it brings neither, or a cookie whose session has ended. A bearer token that
 * does not hold throws `unauthenticated`, even beside a good cookie: its sender meant the token.
 */
export async function principalFromRequest(
  identity: Identity,
  headers: { authorization?: string | undefined },
  cookies: Record<string, string | undefined>,
): Promise<Principal | null> {
  const { authorization } = headers;
  if (authorization !== undefined && authorization !== '') {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token === undefined || token.length > longestToken) throw invalidToken('not a bearer token');
    return principalOfBearer(identity, token);
  }
  const cookie = cookies[sessionCookie];
  if (cookie === undefined || cookie === '' || cookie.length > longestToken) return null;
  return principalOfSession(identity, cookie);
}

async function principalOfBearer(identity: Identity, token: string): Promise<Principal> {
  if (token.startsWith(apiKeyPrefix)) return principalOfKey(identity, token);
  if (identity.supabase !== null && issuerOf(token) !== 'infraudit')
    return principalOfSupabase(identity, token);
  const now = identity.now();
  const claims = await readAccessToken(identity.sessionSecret, token, now);
  return identity.database.asSystem(scope, async (tx) => {
    if (!(await familyIsAlive(tx, claims.family, claims.userId))) throw invalidToken('signed out');
    return principalOfUser(tx, claims.userId, {
      wanted: claims.organizationId,
      auth: 'token',
      family: claims.family,
    });
  });
}

/** Only to choose who verifies it; nothing of an unverified token is believed. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function principalOfKey(identity: Identity, token: string): Promise<Principal> {
  const now = identity.now();
  return identity.database.asSystem(scope, async (tx) => {
    const key = await selectWorkingKey(tx, hashOfToken(token), now);
    if (key === undefined) throw invalidToken('API key unknown, deleted or expired');
    const principal = await principalOfApiKey(tx, key);
    if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() >= minute) {
      await noteKeyUse(tx, key.id, now);
    }
    return principal;
  });
}

async function principalOfSession(identity: Identity, cookie: string): Promise<Principal | null> {
  const now = identity.now();
  return identity.database.asSystem(scope, async (tx) => {
    const session = await selectSession(tx, 'browser', hashOfToken(cookie));
    if (session === undefined || session.revokedAt !== null) return null;
    if (session.expiresAt.getTime() <= now.getTime()) return null;
    if (session.lastUsedAt === null || now.getTime() - session.lastUsedAt.getTime() >= minute) {
      const latest = session.createdAt.getTime() + absoluteMs;
      const expiresAt = new Date(Math.min(now.getTime() + idleMs, latest));
      await noteActivity(tx, { userId: session.userId, session: { id: session.id, expiresAt }, now });
    }
    return principalOfUser(tx, session.userId, {
      wanted: session.organizationId,
      auth: 'session',
      family: session.family,
    });
  });
}
