import { createRemoteJWKSet, customFetch, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { AppError } from '../../../core/errors.ts';
import type { Role } from '../../../core/permissions.ts';
import { systemScope } from '../../../core/scope.ts';
import type { SystemTx } from '../../../platform/db/database.ts';
import {
  acceptInvitation,
  addMember,
  firstOrganization,
  openInvitationByEmail,
  type Principal,
  roleOfRequest,
} from '../tenancy/index.ts';
import { recordLink } from './linking.ts';
import type { Identity, SupabaseOptions } from './options.ts';
import { principalOfUser } from './principals.ts';
import { noteActivity } from './session-store.ts';
import { recordSupport } from './sessions.ts';
import { invalidToken, tokenProblem } from './tokens.ts';
import {
  anyUserExists,
  insertUser,
  linkIdentity,
  lockNewIdentity,
  selectUserByEmail,
  selectUserBySupabase,
  setSupport,
  type UserRow,
} from './user-store.ts';

const audience = 'authenticated';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const skewSeconds = 5;

/** What is believed of a token. Only `app_metadata` counts for the role: people can write `user_metadata`. */
type SupabaseClaims = { supabaseId: string; email: string; name: string; role: string | null };

const keySets = new WeakMap<SupabaseOptions, JWTVerifyGetKey>();

function keysOf(identity: Identity, options: SupabaseOptions): JWTVerifyGetKey {
  let keys = keySets.get(options);
  if (keys === undefined) {
    const address = new URL(`${options.url}/auth/v1/.well-known/jwks.json`);
    keys = createRemoteJWKSet(address, { [customFetch]: identity.fetch, timeoutDuration: 5_000 });
    keySets.set(options, keys);
  }
  return keys;
}

/**
 * Verifies the signature (public keys of the project, or its shared secret), issuer, audience and expiry.
 * Throws `unauthenticated`, or `upstream_failed` when the keys cannot be read.
 */
async function readSupabaseToken(identity: Identity, token: string): Promise<SupabaseClaims> {
  const options = identity.supabase;
  if (options === null) throw invalidToken('Supabase is not configured');
  try {
    const { payload } = await jwtVerify(
      token,
      (header, input) => {
        // The kind of key follows our configuration, never the token alone: a public key is no shared secret.
        if (header.alg === 'HS256') {
          if (options.jwtSecret === null) throw invalidToken('HS256 without a shared secret');
          return new TextEncoder().encode(options.jwtSecret);
        }
        if (options.url === null) throw invalidToken('no address to read keys from');
        return keysOf(identity, options)(header, input);
      },
      {
        algorithms: ['ES256', 'RS256', 'HS256'],
        audience,
        ...(options.url === null ? {} : { issuer: `${options.url}/auth/v1` }),
        clockTolerance: skewSeconds,
        currentDate: identity.now(),
        requiredClaims: ['sub', 'exp', 'iss'],
      },
    );
    return claimsOf(payload);
  } catch (error) {
    if (isUnreachable(error)) {
      throw new AppError(
        'upstream_failed',
        'The keys of the identity provider cannot be read at this moment',
        {
          cause: error,
        },
      );
    }
    throw tokenProblem(error);
  }
}

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AppError) return error.code === 'upstream_failed' || error.code === 'unavailable';
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_JWKS_TIMEOUT' || error.name === 'TypeError') return true;
  return code === 'ERR_JOSE_GENERIC' && /JSON Web Key Set HTTP response/i.test(error.message);
}

function claimsOf(payload: JWTPayload): SupabaseClaims {
  const { sub, email, app_metadata: app, user_metadata: user, is_anonymous: anonymous } = payload;
  // The project's own keys are tokens too, without a person (`anon`, `service_role`).
  if (typeof sub !== 'string' || !uuid.test(sub) || payload.role !== audience || anonymous === true) {
    throw invalidToken('not the token of a person');
  }
  if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
    throw invalidToken('without an e-mail address');
  }
  return {
    supabaseId: sub.toLowerCase(),
    email: email.toLowerCase(),
    name: textAt(user, 'full_name') ?? textAt(user, 'name') ?? '',
    role: textAt(app, 'infraudit_role') ?? textAt(app, 'role'),
  };
}

function textAt(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  const found = (value as Record<string, unknown>)[key];
  return typeof found === 'string' && found !== '' ? found.slice(0, 100) : null;
}

/** When a support operator was last recorded per person and organisation; bearer tokens have no sign-in. */
const supportRecorded = new WeakMap<Identity, Map<string, number>>();
const supportRecordedEveryMs = 15 * 60_000;

export async function principalOfSupabase(identity: Identity, token: string): Promise<Principal> {
  const claims = await readSupabaseToken(identity, token);
  const now = identity.now();
  return identity.database.asSystem(systemScope('sign-in by Supabase'), async (tx) => {
    const user =
      (await selectUserBySupabase(tx, claims.supabaseId)) ?? (await firstSight(identity, tx, claims));
    const support = claims.role === 'support';
    if (user.support !== support) await setSupport(tx, user.id, support);
    await noteActivity(tx, { userId: user.id, session: null, now });
    const principal = await principalOfUser(tx, user.id, { wanted: null, auth: 'supabase', family: null });
    if (support) await recordSupportSometimes(identity, tx, principal);
    return principal;
  });
}

async function recordSupportSometimes(identity: Identity, tx: SystemTx, principal: Principal): Promise<void> {
  const key = `${principal.user.id} ${principal.organization?.id}`;
  const now = identity.now().getTime();
  const recorded = supportRecorded.get(identity) ?? new Map<string, number>();
  supportRecorded.set(identity, recorded);
  if (now - (recorded.get(key) ?? 0) < supportRecordedEveryMs) return;
  await recordSupport(tx, principal, {});
  if (recorded.size > 1_000) recorded.clear();
  recorded.set(key, now);
}

/** Maps the UUID to a person: one of that address where that is safe, else a new one with the claimed role. */
async function firstSight(identity: Identity, tx: SystemTx, claims: SupabaseClaims): Promise<UserRow> {
  const options = identity.supabase as SupabaseOptions;
  // A page of the web sends many first requests at once.
  await lockNewIdentity(tx, claims.supabaseId);
  const meanwhile = await selectUserBySupabase(tx, claims.supabaseId);
  if (meanwhile !== undefined) return meanwhile;
  if (!(await anyUserExists(tx))) {
    throw new AppError('forbidden', 'This installation has no owner yet: open its set-up page first');
  }
  const sameAddress = await selectUserByEmail(tx, claims.email);
  if (sameAddress !== undefined) {
    if (!options.linkByEmail || sameAddress.supabaseId !== null) {
      throw new AppError('forbidden', 'This address belongs to a person who signs in in another way');
    }
    await linkIdentity(tx, sameAddress.id, { supabaseId: claims.supabaseId });
    await recordLink(tx, sameAddress, 'Supabase');
    return sameAddress;
  }
  const invitation = await openInvitationByEmail(tx, claims.email, identity.now());
  const organization = await firstOrganization(tx);
  const role = roleOfClaim(claims.role);
  if (invitation === undefined && !options.newUsers && role !== 'support') {
    throw new AppError('forbidden', 'You have no account here: ask the owner for an invitation');
  }
  const { email, name, supabaseId } = claims;
  const user = await insertUser(tx, { email, name, supabaseId });
  if (user === undefined) throw new AppError('conflict', 'Somebody signs in with this address: try again');
  if (invitation !== undefined) await acceptInvitation(tx, invitation, user, identity.now());
  else if (role !== 'support' && organization !== undefined) {
    await addMember(tx, { organizationId: organization.id, user, role, by: 'Supabase' });
  }
  return user;
}

/** `support` is no membership. A claimed owner becomes admin: owners are made by set-up alone. */
function roleOfClaim(name: string | null): Role | 'support' {
  if (name === 'support') return 'support';
  const role = (name === null ? undefined : roleOfRequest(name)) ?? 'viewer';
  return role === 'owner' ? 'admin' : role;
}
