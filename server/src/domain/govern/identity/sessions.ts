import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import type { SystemTx } from '../../../platform/db/database.ts';
import { type AuditAction, recordSystemAudit } from '../audit-log/index.ts';
import { actorOf, type Principal } from '../tenancy/index.ts';
import type { Identity } from './options.ts';
import { memberPrincipal, principalOfUser } from './principals.ts';
import type { signedInSchema } from './schemas.ts';
import {
  insertSession,
  lockRefreshToken,
  markRefreshTokenUsed,
  noteActivity,
  revokeFamily,
  setFamilyOrganization,
} from './session-store.ts';
import { hashOfToken, invalidToken, newToken, signAccessToken } from './tokens.ts';

const day = 86_400_000;
/** A browser that stays away this long signs in again. */
export const idleMs = 14 * day;
/** However active: the cookie's life. */
export const absoluteMs = 90 * day;
const refreshMs = 30 * day;

export type SignedIn = z.infer<typeof signedInSchema>;
export type Established = SignedIn & {
  /** For the cookie of a browser, and nowhere else. */
  sessionToken: string;
};

/** What is known of the request that signs in. */
export type SignInContext = {
  requestId?: string | undefined;
  ip?: string | undefined;
  userAgent?: string | undefined;
};

/** Starts a family: a session for the browser, a refresh token and an access token for everyone else. */
export async function establish(
  identity: Identity,
  tx: SystemTx,
  userId: number,
  how: 'password' | 'oidc' | 'link' | 'set-up' | 'invitation' | 'supabase',
  context: SignInContext,
  wantedOrganization: number | null = null,
): Promise<Established> {
  const now = identity.now();
  const family = randomUUID();
  const wanted = wantedOrganization;
  const principal = await principalOfUser(tx, userId, { wanted, auth: 'session', family });
  const organizationId = requireOrganization(principal);
  const userAgent = context.userAgent?.slice(0, 300) ?? null;
  const session = newToken();
  await insertSession(tx, {
    userId,
    organizationId,
    kind: 'browser',
    tokenHash: session.hash,
    family,
    createdAt: now,
    expiresAt: new Date(now.getTime() + idleMs),
    userAgent,
  });
  await noteActivity(tx, { userId, session: null, now });
  const tokens = await issueTokens(identity, tx, principal, userAgent);
  if (!(await isMember(tx, principal))) await recordSupport(tx, principal, context);
  await record(tx, principal, 'sign_in.succeeded', { how, ip: context.ip ?? null }, context);
  return { ...tokens, sessionToken: session.token };
}

async function issueTokens(
  identity: Identity,
  tx: SystemTx,
  principal: Principal,
  userAgent: string | null,
): Promise<SignedIn> {
  const now = identity.now();
  const organizationId = requireOrganization(principal);
  const family = principal.family ?? randomUUID();
  const refresh = newToken();
  await insertSession(tx, {
    userId: principal.user.id,
    organizationId,
    kind: 'refresh',
    tokenHash: refresh.hash,
    family,
    createdAt: now,
    expiresAt: new Date(now.getTime() + refreshMs),
    userAgent,
  });
  const claims = { userId: principal.user.id, organizationId, family };
  const { token, expiresAt } = await signAccessToken(identity.sessionSecret, claims, now);
  const { id, email, name } = principal.user;
  return {
    user: { id, email, name, role: principal.role },
    token,
    refresh_token: refresh.token,
    expires_at: expiresAt.toISOString(),
  };
}

/** A refresh token works once. A second use means that somebody copied it: everything of that sign-in ends. */
export async function refresh(
  identity: Identity,
  refreshToken: string,
  context: SignInContext,
): Promise<SignedIn> {
  const now = identity.now();
  const result = await identity.database.asSystem(systemScope('refresh of a sign-in'), async (tx) => {
    const row = await lockRefreshToken(tx, hashOfToken(refreshToken));
    if (row === undefined || row.revokedAt !== null || row.expiresAt.getTime() <= now.getTime()) return null;
    const principal = await principalOfUser(tx, row.userId, {
      wanted: row.organizationId,
      auth: 'token',
      family: row.family,
    });
    if (row.lastUsedAt !== null) {
      const ended = await revokeFamily(tx, row.family, now);
      await record(tx, principal, 'session.replayed', { ended }, context, 'denied');
      return null;
    }
    if (principal.organization === null) return null;
    await markRefreshTokenUsed(tx, row.id, now);
    await noteActivity(tx, { userId: row.userId, session: null, now });
    return issueTokens(identity, tx, principal, context.userAgent?.slice(0, 300) ?? null);
  });
  if (result === null) throw invalidToken('refresh token unknown, used, ended or expired');
  return result;
}

/** Ends the session and every token of the same sign-in. */
export async function signOut(
  identity: Identity,
  principal: Principal,
  context: SignInContext,
): Promise<void> {
  const { family } = principal;
  if (family === null) return;
  await identity.database.asSystem(systemScope('end of a sign-in'), async (tx) => {
    const ended = await revokeFamily(tx, family, identity.now());
    if (ended > 0) await record(tx, principal, 'session.ended', {}, context);
  });
}

/** The same person in another of their organisations; 404 for one that is not theirs. */
export async function switchOrganization(
  identity: Identity,
  principal: Principal,
  organizationId: number,
  context: SignInContext,
): Promise<SignedIn> {
  if (principal.apiKey !== null) {
    throw new AppError('forbidden', 'An API key belongs to one organisation and cannot change it');
  }
  return identity.database.asSystem(systemScope('change of organisation'), async (tx) => {
    const changed = await principalOfUser(tx, principal.user.id, {
      wanted: organizationId,
      auth: principal.auth,
      family: principal.family ?? randomUUID(),
    });
    if (changed.organization?.id !== organizationId)
      throw new AppError('not_found', 'Organisation not found');
    if (principal.family !== null) await setFamilyOrganization(tx, principal.family, organizationId);
    const tokens = await issueTokens(identity, tx, changed, context.userAgent?.slice(0, 300) ?? null);
    if (await isMember(tx, changed)) await record(tx, changed, 'session.switched', {}, context);
    else await recordSupport(tx, changed, context);
    return tokens;
  });
}

async function isMember(tx: SystemTx, principal: Principal): Promise<boolean> {
  if (principal.organization === null) return false;
  return (await memberPrincipal(tx, principal.user.id, principal.organization.id)) !== undefined;
}

/** Reading across organisations never goes unseen: the organisation's own log says that it was opened. */
export async function recordSupport(
  tx: SystemTx,
  principal: Principal,
  context: SignInContext,
): Promise<void> {
  await record(tx, principal, 'organization.viewed_by_support', { ip: context.ip ?? null }, context);
}

export function requireOrganization(principal: Principal): number {
  if (principal.organization !== null) return principal.organization.id;
  throw new AppError('forbidden', 'You are not a member of an organisation: ask its owner for an invitation');
}

/** An event about the principal, in the log of the organisation that they are in; none without one. */
export async function record(
  tx: SystemTx,
  principal: Principal,
  action: AuditAction,
  detail: Record<string, unknown>,
  context: SignInContext,
  outcome: 'succeeded' | 'denied' = 'succeeded',
): Promise<void> {
  if (principal.organization === null) return;
  await recordSystemAudit(
    tx,
    principal.organization.id,
    {
      action,
      target:
        action === 'organization.viewed_by_support'
          ? { type: 'organization', id: principal.organization.id }
          : { type: 'user', id: principal.user.id },
      outcome,
      detail,
      requestId: context.requestId,
    },
    actorOf(principal),
  );
}
