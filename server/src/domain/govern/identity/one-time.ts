import { systemScope } from '../../../core/scope.ts';
import type { Principal } from '../tenancy/index.ts';
import { selectWorkingKeyById } from './api-key-store.ts';
import type { Identity } from './options.ts';
import { principalOfApiKey, principalOfUser } from './principals.ts';
import { deleteExpired, familyIsAlive, insertOneTimeToken, takeOneTimeToken } from './session-store.ts';
import { type Established, establish, record, requireOrganization, type SignInContext } from './sessions.ts';
import { hashOfToken, invalidToken, newToken } from './tokens.ts';

const linkMs = 60 * 60_000;
const ticketMs = 45_000;

/**
 * An address that signs the person in once, within an hour. Whoever has it is that person: it is for the
 * machine's own operator.
 */
export async function createSignInLink(identity: Identity, userId: number): Promise<string> {
  const { token, hash } = newToken();
  await identity.database.asSystem(systemScope('sign-in link'), async (tx) => {
    const principal = await principalOfUser(tx, userId, { wanted: null, auth: 'session', family: null });
    await insertOneTimeToken(tx, {
      tokenHash: hash,
      purpose: 'sign_in_link',
      userId,
      organizationId: null,
      payload: {},
      expiresAt: new Date(identity.now().getTime() + linkMs),
    });
    await record(tx, principal, 'sign_in.link_created', {}, {});
  });
  return `${identity.publicUrl()}/api/v1/auth/link?token=${token}`;
}

export async function signInByLink(
  identity: Identity,
  token: string,
  context: SignInContext,
): Promise<Established> {
  return identity.database.asSystem(systemScope('sign-in link'), async (tx) => {
    const taken = await takeOneTimeToken(tx, 'sign_in_link', hashOfToken(token), identity.now());
    if (taken?.userId == null) throw invalidToken('link unknown, used or expired');
    return establish(identity, tx, taken.userId, 'link', context);
  });
}

/** For event streams: browsers cannot send headers there. Works once, for 45 seconds. */
export async function createStreamTicket(
  identity: Identity,
  principal: Principal,
): Promise<{ ticket: string; expires_at: string }> {
  const organizationId = requireOrganization(principal);
  const { token, hash } = newToken();
  const expiresAt = new Date(identity.now().getTime() + ticketMs);
  await identity.database.asSystem(systemScope('stream ticket'), (tx) =>
    insertOneTimeToken(tx, {
      tokenHash: hash,
      purpose: 'stream_ticket',
      userId: principal.user.id,
      organizationId,
      payload: { apiKeyId: principal.apiKey?.id ?? null, auth: principal.auth, family: principal.family },
      expiresAt,
    }),
  );
  return { ticket: token, expires_at: expiresAt.toISOString() };
}

/** The person behind a ticket, with the rights of this moment. Throws `unauthenticated`. */
export async function principalFromTicket(identity: Identity, ticket: string): Promise<Principal> {
  const now = identity.now();
  return identity.database.asSystem(systemScope('stream ticket'), async (tx) => {
    const taken = await takeOneTimeToken(tx, 'stream_ticket', hashOfToken(ticket), now);
    if (taken?.userId == null) throw invalidToken('ticket unknown, used or expired');
    const { apiKeyId, auth, family } = taken.payload;
    if (typeof apiKeyId === 'number') {
      const key = await selectWorkingKeyById(tx, apiKeyId, now);
      if (key === undefined) throw invalidToken('API key deleted');
      return principalOfApiKey(tx, key);
    }
    if (typeof family === 'string' && !(await familyIsAlive(tx, family, taken.userId))) {
      throw invalidToken('signed out');
    }
    return principalOfUser(tx, taken.userId, {
      wanted: taken.organizationId,
      auth: auth === 'supabase' || auth === 'session' ? auth : 'token',
      family: typeof family === 'string' ? family : null,
    });
  });
}

/** Removes tokens and sessions that are over. For a timer; nothing depends on it but the size of the tables. */
export async function forgetExpired(identity: Identity): Promise<number> {
  return identity.database.asSystem(systemScope('removal of expired sign-ins'), (tx) =>
    deleteExpired(tx, identity.now()),
  );
}
