import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import type { SupabaseOptions } from './options.ts';
import { type Call, testGovernServer, testIdentity } from './testing.ts';

const jwtSecret = 'the shared secret of a project, long enough for HS256';

describeOnEachEngine('tokens of Supabase', (open) => {
  let database: Database;
  let tenant: TestTenant;
  let project: Server;
  let url: string;
  let answering = true;
  const keys: Record<'ES256' | 'RS256' | 'stranger', CryptoKey> = {} as never;

  beforeAll(async () => {
    const [es, rs, stranger] = await Promise.all([
      generateKeyPair('ES256'),
      generateKeyPair('RS256'),
      generateKeyPair('ES256'),
    ]);
    Object.assign(keys, { ES256: es.privateKey, RS256: rs.privateKey, stranger: stranger.privateKey });
    const published = {
      keys: [
        { ...(await exportJWK(es.publicKey)), kid: 'ES256', alg: 'ES256', use: 'sig' },
        { ...(await exportJWK(rs.publicKey)), kid: 'RS256', alg: 'RS256', use: 'sig' },
      ],
    };
    project = createServer((request, response) => {
      if (!answering) response.writeHead(503).end();
      else if (request.url === '/auth/v1/.well-known/jwks.json') response.end(JSON.stringify(published));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => project.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(project.address() as AddressInfo).port}`;
    database = await open();
    tenant = await createTestTenant(database, 'Acme');
  });
  afterAll(() => project.close());

  const options = (changes: Partial<SupabaseOptions> = {}): SupabaseOptions => ({
    url,
    jwtSecret: null,
    newUsers: true,
    linkByEmail: false,
    ...changes,
  });
  const server = async (changes: Partial<SupabaseOptions> = {}): Promise<Call> =>
    (await testGovernServer(testIdentity(database, { supabase: options(changes) }))).call;

  let people = 0;
  /** A person as the project describes them. */
  function person(claims: JWTPayload = {}): JWTPayload {
    people += 1;
    return {
      sub: `00000000-0000-4000-8000-${String(process.pid * 1_000 + people).padStart(12, '0')}`,
      email: `person${people}@supabase.example`,
      role: 'authenticated',
      aud: 'authenticated',
      iss: `${url}/auth/v1`,
      exp: Math.floor(Date.now() / 1000) + 3_600,
      ...claims,
    };
  }
  async function sign(claims: JWTPayload, alg: 'ES256' | 'RS256' | 'stranger' = 'ES256'): Promise<string> {
    const header = alg === 'stranger' ? { alg: 'ES256', kid: 'ES256' } : { alg, kid: alg };
    return new SignJWT(claims).setProtectedHeader(header).sign(keys[alg]);
  }
  const signShared = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(jwtSecret));
  const me = (call: Call, token: string) => call('GET', '/api/v1/auth/me', { token });

  test('the first token of a person maps its UUID to a number; later ones find it', async () => {
    const call = await server();
    const claims = person({ user_metadata: { full_name: 'Paula' } });
    const first = (await me(call, await sign(claims, 'ES256'))).json();
    expect(first).toMatchObject({
      supabase_id: claims.sub,
      email: claims.email,
      name: 'Paula',
      role: 'viewer',
      auth: 'supabase',
      organization: { id: tenant.organizationId },
    });
    expect((await me(call, await sign(claims, 'RS256'))).json().id).toBe(first.id);
    const log = await database.within(tenant.scope, (tx) =>
      tx.sql.selectFrom('audit_events').select('detail').where('action', '=', 'member.joined').execute(),
    );
    expect(log.at(-1)?.detail).toMatchObject({ email: claims.email, role: 'viewer', by: 'Supabase' });
  });

  test('many first requests at the same time make one person', async () => {
    const call = await server();
    const token = await sign(person());
    const answers = await Promise.all(Array.from({ length: 6 }, () => me(call, token)));
    const again = await me(call, token);
    expect(again.statusCode).toBe(200);
    expect(answers.map((answer) => answer.json().id)).toEqual(answers.map(() => again.json().id));
  });

  const roles: [unknown, string][] = [
    [undefined, 'viewer'],
    ['user', 'viewer'],
    ['admin', 'admin'],
    ['requester', 'requester'],
    ['owner', 'admin'],
    ['emperor', 'viewer'],
    [['admin'], 'viewer'],
  ];
  test.each(roles)('the role %j that the project gives becomes %s', async (role, expected) => {
    const call = await server();
    const claims = person({
      app_metadata: { role },
      user_metadata: { role: 'admin', infraudit_role: 'admin' },
    });
    expect((await me(call, await sign(claims))).json().role).toBe(expected);
  });

  test('support reads and changes nothing', async () => {
    const call = await server();
    const token = await sign(person({ app_metadata: { role: 'support' } }));
    expect((await me(call, token)).json().permissions).toEqual(['view', 'view_audit']);
    const log = await call('GET', '/api/v1/audit-events?action=organization.viewed_by_support', { token });
    expect(log.json().meta.total).toBeGreaterThanOrEqual(1);
    expect((await call('PATCH', '/api/v1/organization', { token, body: { name: 'x' } })).statusCode).toBe(
      403,
    );
  });

  test('what is forged, stale, or for somebody else is refused', async () => {
    const call = await server({ jwtSecret });
    const past = Math.floor(Date.now() / 1000) - 60;
    const refused: [string, string][] = [
      ['a stranger signed it', await sign(person(), 'stranger')],
      ['expired', await sign(person({ exp: past }))],
      ['of another project', await sign(person({ iss: 'https://evil.example/auth/v1' }))],
      ['for another audience', await sign(person({ aud: 'elsewhere' }))],
      ['the key of the project itself', await sign(person({ role: 'anon' }))],
      ['of nobody in particular', await sign(person({ is_anonymous: true }))],
      ['without a person', await sign(person({ sub: 'admin' }))],
      ['without an address', await sign(person({ email: '' }))],
      ['not valid yet', await sign(person({ nbf: past + 600 }))],
      ['without an end', await sign(person({ exp: undefined } as unknown as JWTPayload))],
    ];
    const [, body] = (await sign(person())).split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    refused.push(['unsigned', `${none}.${body}.`]);
    for (const [why, token] of refused) {
      const answer = await me(call, token);
      expect([why, answer.statusCode]).toEqual([why, 401]);
    }
  });

  test('a shared secret is accepted where one is configured, and only there', async () => {
    const token = await signShared(person());
    expect((await me(await server(), token)).statusCode).toBe(401);
    expect((await me(await server({ jwtSecret }), token)).statusCode).toBe(200);
    const withoutUrl = await server({ url: null, jwtSecret });
    expect((await me(withoutUrl, await signShared(person()))).statusCode).toBe(200);
    expect((await me(withoutUrl, await sign(person()))).statusCode).toBe(401);
  });

  test('the address of a local person is not taken over, unless the operator vouches for the project', async () => {
    const token = await sign(person({ email: tenant.owner.email }));
    expect((await me(await server(), token)).statusCode).toBe(403);
    const linked = await me(await server({ linkByEmail: true }), token);
    expect(linked.json()).toMatchObject({ id: tenant.owner.id, role: 'owner' });
    expect((await me(await server(), token)).statusCode).toBe(200);
  });

  test('where strangers are not welcome, the invited are', async () => {
    const call = await server({ newUsers: false });
    const claims = person();
    expect((await me(call, await sign(claims))).statusCode).toBe(403);
    const { invite } = await import('../tenancy/index.ts');
    await database.within(tenant.scope, (tx) =>
      invite(tx, { email: String(claims.email), role: 'approver' }, new Date()),
    );
    expect((await me(call, await sign(claims))).json().role).toBe('approver');
  });

  test('when the keys cannot be read the answer says so, and it is not the fault of the token', async () => {
    answering = false;
    const answer = await me(await server(), await sign(person()));
    answering = true;
    expect(answer.statusCode).toBe(502);
    expect(answer.json().code).toBe('upstream_failed');
  });

  test('our own tokens keep working beside', async () => {
    const call = await server({ linkByEmail: true });
    const token = await sign(person());
    const own = await call('POST', '/api/v1/auth/switch', {
      token,
      body: { organization_id: tenant.organizationId },
    });
    expect((await me(call, own.json().token)).json().auth).toBe('token');
  });
});
