import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { AppError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import type { SystemTx } from '../../../platform/db/database.ts';
import {
  acceptInvitation,
  addMember,
  firstOrganization,
  openInvitation,
  openInvitationByEmail,
} from '../tenancy/index.ts';
import { recordLink } from './linking.ts';
import type { Identity, OidcOptions } from './options.ts';
import { insertOneTimeToken, takeOneTimeToken } from './session-store.ts';
import { type Established, establish, type SignInContext } from './sessions.ts';
import { hashOfToken } from './tokens.ts';
import {
  anyUserExists,
  insertUser,
  linkIdentity,
  lockNewIdentity,
  selectUserByEmail,
  selectUserByOidc,
  type UserRow,
} from './user-store.ts';

const stateMs = 10 * 60_000;
const scope = systemScope('sign-in by OpenID Connect');
export const oidcCallbackPath = '/api/v1/auth/oidc/callback';

const discovered = new WeakMap<OidcOptions, Promise<Configuration>>();

/** Discovery is kept; a failed one is tried again by the next person. */
async function configurationOf(identity: Identity, options: OidcOptions): Promise<Configuration> {
  let configuration = discovered.get(options);
  if (configuration === undefined) {
    const issuer = new URL(options.issuer);
    configuration = discovery(
      issuer,
      options.clientId,
      undefined,
      options.clientSecret === null ? None() : ClientSecretPost(options.clientSecret),
      {
        // The configuration accepts plain HTTP for providers on one's own network only.
        execute: issuer.protocol === 'http:' ? [allowInsecureRequests] : [],
        [customFetch]: identity.fetch as NonNullable<Parameters<typeof discovery>[4]>[typeof customFetch] &
          object,
        timeout: 10,
      },
    );
    discovered.set(options, configuration);
    configuration.catch(() => discovered.delete(options));
  }
  try {
    return await configuration;
  } catch (error) {
    throw new AppError('upstream_failed', `${options.title} cannot be reached at this moment`, {
      cause: error,
    });
  }
}

function optionsOf(identity: Identity): OidcOptions {
  if (identity.oidc === null) throw new AppError('not_found', 'No OpenID Connect provider is configured');
  return identity.oidc;
}

/** Only a path of ours: an address elsewhere would make the sign-in a way to lead people astray. */
export function localPath(path: string | undefined): string {
  if (path === undefined || path.length > 2_000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return '/';
  return path;
}

/** Where to send the browser, and the state that its cookie must carry back. */
export async function startOidc(
  identity: Identity,
  wish: { returnTo?: string | undefined; invitation?: string | undefined; publicUrl: string },
): Promise<{ location: string; state: string }> {
  const options = optionsOf(identity);
  const configuration = await configurationOf(identity, options);
  const state = randomState();
  const nonce = randomNonce();
  const verifier = randomPKCECodeVerifier();
  await identity.database.asSystem(scope, (tx) =>
    insertOneTimeToken(tx, {
      tokenHash: hashOfToken(state),
      purpose: 'oidc',
      userId: null,
      organizationId: null,
      payload: {
        nonce,
        verifier,
        returnTo: localPath(wish.returnTo),
        invitation: wish.invitation?.slice(0, 200) ?? null,
      },
      expiresAt: new Date(identity.now().getTime() + stateMs),
    }),
  );
  const location = buildAuthorizationUrl(configuration, {
    redirect_uri: `${wish.publicUrl}${oidcCallbackPath}`,
    scope: options.scopes,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return { location: location.href, state };
}

/** `search` is the query text of the callback, `cookieState` what the browser kept since the start. */
export async function finishOidc(
  identity: Identity,
  callback: { search: string; publicUrl: string },
  cookieState: string | undefined,
  context: SignInContext,
): Promise<{ established: Established; returnTo: string }> {
  const options = optionsOf(identity);
  const query = new URLSearchParams(callback.search);
  const state = query.get('state');
  if (state === null || cookieState !== state) throw refused('state and cookie differ');
  const begun = await identity.database.asSystem(scope, (tx) =>
    takeOneTimeToken(tx, 'oidc', hashOfToken(state), identity.now()),
  );
  if (begun === undefined) throw refused('state unknown, used or expired');
  const { nonce, verifier, returnTo, invitation } = begun.payload;
  const configuration = await configurationOf(identity, options);
  let claims: Awaited<ReturnType<typeof claimsOfCode>>;
  try {
    claims = await claimsOfCode(configuration, callback, {
      state,
      nonce: String(nonce),
      verifier: String(verifier),
    });
  } catch (error) {
    throw refused(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
  const established = await identity.database.asSystem(scope, async (tx) => {
    const user = await personOf(identity, tx, claims, typeof invitation === 'string' ? invitation : null);
    return establish(identity, tx, user.id, 'oidc', context);
  });
  return { established, returnTo: localPath(String(returnTo)) };
}

const refused = (detail: string): AppError =>
  new AppError('unauthenticated', 'The sign-in did not complete: start it again', { detail });

type Claims = { issuer: string; subject: string; email: string | null; verified: boolean; name: string };

async function claimsOfCode(
  configuration: Configuration,
  { search, publicUrl }: { search: string; publicUrl: string },
  checks: { state: string; nonce: string; verifier: string },
): Promise<Claims> {
  const callback = new URL(`${publicUrl}${oidcCallbackPath}`);
  callback.search = search;
  const tokens = await authorizationCodeGrant(configuration, callback, {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('no id token');
  const { email, email_verified: verified, name } = claims;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: typeof email === 'string' && email.length <= 254 ? email.toLowerCase() : null,
    verified: verified === true || verified === 'true',
    name: typeof name === 'string' ? name.slice(0, 100) : '',
  };
}

/** The person behind the provider's claims: known, of the same verified address, invited, or new. */
async function personOf(
  identity: Identity,
  tx: SystemTx,
  claims: Claims,
  invitationToken: string | null,
): Promise<UserRow> {
  const now = identity.now();
  const { issuer, subject } = claims;
  const byToken = invitationToken === null ? undefined : await openInvitation(tx, invitationToken, now);
  await lockNewIdentity(tx, `${issuer} ${subject}`);
  let user = await selectUserByOidc(tx, issuer, subject);
  if (user !== undefined) {
    if (byToken !== undefined && byToken.email === user.email) await acceptInvitation(tx, byToken, user, now);
    return user;
  }
  if (!(await anyUserExists(tx))) {
    throw new AppError('forbidden', 'This installation has no owner yet: open its set-up page first');
  }
  if (claims.email === null || !claims.verified) {
    throw new AppError('forbidden', 'Your provider does not vouch for an e-mail address of yours');
  }
  const invitation = byToken ?? (await openInvitationByEmail(tx, claims.email, now));
  const invited = invitation?.email === claims.email ? invitation : undefined;
  user = await selectUserByEmail(tx, claims.email);
  if (user === undefined) {
    if (invited === undefined && identity.oidc?.newUsers !== true) {
      throw new AppError('forbidden', 'You have no account here: ask the owner for an invitation');
    }
    user = await insertUser(tx, { email: claims.email, name: claims.name, oidc: { issuer, subject } });
    if (user === undefined) throw new AppError('conflict', 'Somebody signs in with this address: try again');
    const organization = invited === undefined ? await firstOrganization(tx) : undefined;
    if (organization !== undefined) {
      await addMember(tx, { organizationId: organization.id, user, role: 'viewer', by: issuer });
    }
  } else {
    if (user.oidcSubject !== null) {
      throw new AppError('forbidden', 'This address belongs to another account of your provider');
    }
    await linkIdentity(tx, user.id, { issuer, subject });
    await recordLink(tx, user, issuer);
  }
  if (invited !== undefined) await acceptInvitation(tx, invited, user, now);
  return user;
}
