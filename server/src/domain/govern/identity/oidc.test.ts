import { type MutableToken, OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { invite } from '../tenancy/index.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { localPath } from './oidc.ts';
import type { OidcOptions } from './options.ts';
import { type Call, cookieIn, testGovernServer, testIdentity } from './testing.ts';

describeOnEachEngine('sign-in by OpenID Connect', (open) => {
  let provider: OAuth2Server;
  let database: Database;
  let tenant: TestTenant;
  /** What the provider says of the person, on top of the standard claims. */
  let claims: Record<string, unknown> = {};

  beforeAll(async () => {
    provider = new OAuth2Server();
    await provider.issuer.keys.generate('RS256');
    await provider.start(0, '127.0.0.1');
    provider.service.on('beforeTokenSigning', (token: MutableToken) => {
      Object.assign(token.payload, { aud: 'infraudit' }, claims);
    });
    database = await open();
    tenant = await createTestTenant(database, 'Acme');
  });
  afterAll(() => provider.stop());

  async function server(changes: Partial<OidcOptions> = {}): Promise<Call> {
    const oidc: OidcOptions = {
      issuer: String(provider.issuer.url),
      clientId: 'infraudit',
      clientSecret: 'secret',
      title: 'Example ID',
      scopes: 'openid email profile',
      newUsers: false,
      ...changes,
    };
    return (await testGovernServer(testIdentity(database, { oidc }))).call;
  }

  type Journey = { location: string | undefined; session: string | undefined };

  /** Goes the browser's way: to the provider, and back with what it answers. */
  async function travel(
    call: Call,
    who: Record<string, unknown>,
    wish = '',
    change: (callback: URL, state: string) => { callback: URL; state: string } = (callback, state) => ({
      callback,
      state,
    }),
  ): Promise<Journey> {
    claims = who;
    const start = await call('GET', `/api/v1/auth/oidc/start${wish}`);
    expect(start.statusCode).toBe(302);
    const toProvider = new URL(String(start.headers.location));
    expect(toProvider.searchParams.get('code_challenge_method')).toBe('S256');
    const answer = await fetch(toProvider, { redirect: 'manual' });
    const { callback, state } = change(
      new URL(String(answer.headers.get('location'))),
      String(cookieIn(start, 'infraudit_oidc')),
    );
    const back = await call('GET', callback.pathname + callback.search, {
      headers: { cookie: `infraudit_oidc=${state}` },
    });
    return { location: back.headers.location, session: cookieIn(back) };
  }
  const me = async (call: Call, journey: Journey) =>
    (await call('GET', '/api/v1/auth/me', { cookie: String(journey.session) })).json();

  test('the sign-in page knows the provider by its name', async () => {
    expect((await (await server())('GET', '/api/v1/setup')).json().oidc).toEqual({ title: 'Example ID' });
  });

  test('a known, vouched-for address signs in as that person, and comes back to where they were', async () => {
    const call = await server();
    const who = { sub: 'olga', email: tenant.owner.email.toUpperCase(), email_verified: true };
    const journey = await travel(call, who, '?return=/drifts%3Fseverity%3Dhigh');
    expect(journey.location).toBe('/drifts?severity=high');
    expect(await me(call, journey)).toMatchObject({ id: tenant.owner.id, role: 'owner', auth: 'session' });
    const events = await database.within(tenant.scope, (tx) =>
      tx.sql.selectFrom('audit_events').select(['action', 'detail']).orderBy('sequence').execute(),
    );
    expect(events.map((event) => event.action).slice(-2)).toEqual(['user.linked', 'sign_in.succeeded']);
    // Later the subject counts, whatever the address has become.
    const moved = await travel(call, { sub: 'olga', email: 'new@example.org', email_verified: false });
    expect(await me(call, moved)).toMatchObject({ id: tenant.owner.id });
    const impostor = await travel(call, { ...who, sub: 'somebody else' });
    expect(impostor.session).toBeUndefined();
  });

  test('what a provider adds to the address of the way back does no harm', async () => {
    const call = await server();
    const who = { sub: 'olga', email: tenant.owner.email, email_verified: true };
    const journey = await travel(call, who, '', (callback, state) => {
      callback.searchParams.set('session_state', 'abc');
      callback.searchParams.set('invented_by_vendor', 'x');
      return { callback, state };
    });
    expect(await me(call, journey)).toMatchObject({ id: tenant.owner.id });
  });

  test('an address that the provider does not vouch for opens nothing', async () => {
    const other = await createTestTenant(database, 'Other');
    for (const email_verified of [false, undefined, 'no']) {
      const journey = await travel(await server({ newUsers: true }), {
        sub: 'mallory',
        email: other.owner.email,
        email_verified,
      });
      expect(journey.session).toBeUndefined();
      expect(journey.location).toContain('/sign-in?error=');
    }
  });

  test('strangers are turned away, the invited join with their role, and strangers may be let in', async () => {
    const call = await server();
    const guest = { sub: 'guest', email: 'guest@example.org', email_verified: true, name: 'Gesa' };
    expect((await travel(call, guest)).location).toContain(
      encodeURIComponent('ask the owner for an invitation'),
    );
    await database.within(tenant.scope, (tx) =>
      invite(tx, { email: 'guest@example.org', role: 'approver' }, new Date()),
    );
    expect(await me(call, await travel(call, guest))).toMatchObject({ name: 'Gesa', role: 'approver' });
    const open = await server({ newUsers: true });
    const stranger = { sub: 'stranger', email: 'stranger@example.org', email_verified: true };
    expect(await me(open, await travel(open, stranger))).toMatchObject({ role: 'viewer' });
  });

  test('a state that is foreign, used or changed, and a missing code, end the journey', async () => {
    const call = await server();
    const who = { sub: 'olga', email: tenant.owner.email, email_verified: true };
    const foreign = await travel(call, who, '', (callback) => ({ callback, state: 'another browser' }));
    expect(foreign.session).toBeUndefined();
    const changed = await travel(call, who, '', (callback) => {
      callback.searchParams.set('state', 'forged');
      return { callback, state: 'forged' };
    });
    expect(changed.session).toBeUndefined();
    let used: { callback: URL; state: string } | undefined;
    const good = await travel(call, who, '', (callback, state) => {
      used = { callback, state };
      return used;
    });
    expect(good.session).toBeDefined();
    const again = await call('GET', String(used?.callback.pathname) + String(used?.callback.search), {
      headers: { cookie: `infraudit_oidc=${used?.state}` },
    });
    expect(cookieIn(again)).toBeUndefined();
    const denied = await travel(call, who, '', (callback, state) => {
      callback.searchParams.delete('code');
      callback.searchParams.set('error', 'access_denied');
      return { callback, state };
    });
    expect(denied.session).toBeUndefined();
  });

  test('a token for another client, of another nonce or of another issuer is refused', async () => {
    const call = await server();
    const who = { sub: 'olga', email: tenant.owner.email, email_verified: true };
    for (const wrong of [
      { aud: 'elsewhere' },
      { nonce: 'replayed' },
      { iss: 'https://evil.example' },
      { exp: 1 },
    ]) {
      expect((await travel(call, { ...who, ...wrong })).session).toBeUndefined();
    }
  });

  test('a provider that is away leads back to the sign-in page, and nothing is remembered of it', async () => {
    const call = await server({ issuer: 'http://127.0.0.1:9' });
    const answer = await call('GET', '/api/v1/auth/oidc/start');
    expect(answer.statusCode).toBe(302);
    expect(answer.headers.location).toContain('cannot%20be%20reached');
    const none = await testGovernServer(testIdentity(database));
    expect((await none.call('GET', '/api/v1/auth/oidc/start')).headers.location).toContain('/sign-in?error=');
  });
});

describe('where a sign-in may lead back to', () => {
  test.each([
    ['/drifts?severity=high#top', '/drifts?severity=high#top'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/a\r\nset-cookie: x', '/'],
    [undefined, '/'],
  ])('%j → %s', (asked, expected) => {
    expect(localPath(asked)).toBe(expected);
  });
});
