import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { manualClock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents, verifyAuditLog } from '../audit-log/index.ts';
import { organizationScope } from '../tenancy/index.ts';
import { createSignInLink, ensureOwner, forgetExpired, setUpRequired } from './index.ts';
import { type Call, cookieIn, testGovernServer, testIdentity } from './testing.ts';

const owner = {
  email: 'Owner@Example.org',
  name: 'Olga',
  password: 'correct horse battery',
  organization: 'Acme',
  time_zone: 'Europe/Berlin',
};

describeOnEachEngine('signing in', (open) => {
  const clock = manualClock('2027-03-01T10:00:00Z');
  let database: Database;
  let call: Call;
  let organizationId: number;

  beforeAll(async () => {
    database = await open();
    ({ call } = await testGovernServer(testIdentity(database, { clock })));
    const answer = await call('POST', '/api/v1/setup', { body: owner });
    expect(answer.statusCode).toBe(201);
    const me = await call('GET', '/api/v1/auth/me', { token: answer.json().token });
    organizationId = me.json().organization.id;
  });

  const login = (password = owner.password, email = owner.email) =>
    call('POST', '/api/login', { body: { email, password } });

  async function actions(filter = {}): Promise<string[]> {
    const { events } = await database.within(organizationScope(organizationId, 'suite'), (tx) =>
      listAuditEvents(tx, filter, { perPage: 100, offset: 0 }),
    );
    return events.map((event) => event.action);
  }

  test('the set-up works once and makes an owner with everything', async () => {
    expect((await call('GET', '/api/v1/setup')).json()).toEqual({
      setup_required: false,
      oidc: null,
      version: '0.0.0',
    });
    const again = await call('POST', '/api/v1/setup', { body: { ...owner, email: 'second@example.org' } });
    expect(again.statusCode).toBe(409);
    const { token } = (await login()).json();
    const me = await call('GET', '/api/v1/auth/me', { token });
    expect(me.json()).toMatchObject({
      email: 'owner@example.org',
      name: 'Olga',
      role: 'owner',
      auth: 'token',
      organization: { name: 'Acme', time_zone: 'Europe/Berlin' },
      organizations: [{ name: 'Acme', role: 'owner' }],
    });
    expect(me.json().permissions).toContain('manage_organization');
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await login('not the password');
    const unknown = await login('not the password', 'nobody@example.org');
    expect(wrong.statusCode).toBe(401);
    expect(unknown.statusCode).toBe(401);
    const { requestId: _a, request_id: _c, ...a } = wrong.json();
    const { requestId: _b, request_id: _d, ...b } = unknown.json();
    expect(a).toEqual(b);
    expect(cookieIn(wrong)).toBeUndefined();
    expect((await login()).statusCode).toBe(200);
  });

  test('ten wrong passwords lock for 15 minutes, with and without an account alike', async () => {
    for (const email of [owner.email, 'ghost@example.org']) {
      const statuses: number[] = [];
      for (let tries = 0; tries < 11; tries++) statuses.push((await login('wrong', email)).statusCode);
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 423]);
    }
    const [known, ghost] = [await login(), await login(owner.password, 'ghost@example.org')];
    expect(known.statusCode).toBe(423);
    expect(ghost.statusCode).toBe(423);
    expect(known.json().error).toBe('Too many wrong passwords: try again in 15 minutes');
    expect(ghost.json().error).toBe(known.json().error);
    clock.advance(15 * 60_000 + 1);
    expect((await login('wrong', 'ghost@example.org')).statusCode).toBe(401);
    expect((await login()).statusCode).toBe(200);
    expect(await actions({ action: 'sign_in.locked' })).toHaveLength(1);
    expect((await actions({ action: 'sign_in.failed' })).length).toBeGreaterThanOrEqual(10);
  });

  test('tries at the same time cannot outnumber the limit', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => login('wrong')));
    const compared = answers.filter((answer) => answer.statusCode === 401);
    expect(compared).toHaveLength(10);
    clock.advance(16 * 60_000);
    expect((await login()).statusCode).toBe(200);
  });

  test('the browser gets a cookie that scripts cannot read, and is known by it', async () => {
    const answer = await login();
    const cookie = answer.cookies.find(({ name }) => name === 'infraudit_session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    const value = cookieIn(answer) as string;
    expect(answer.body).not.toContain(value);
    const me = await call('GET', '/api/v1/auth/me', { cookie: value });
    expect(me.json()).toMatchObject({ auth: 'session', role: 'owner' });
    const stored = await database.asSystem(systemScope('suite'), (tx) =>
      tx.sql.selectFrom('sessions').select('token_hash').execute(),
    );
    expect(stored.map((row) => row.token_hash)).not.toContain(value);
  });

  test('a changing call with the cookie must come from our own pages', async () => {
    const cookie = cookieIn(await login()) as string;
    const change = (headers: Record<string, string>) =>
      call('PATCH', '/api/v1/organization', { cookie, headers, body: { name: 'Acme' } });
    expect((await change({})).statusCode).toBe(403);
    expect((await change({ origin: 'https://evil.example' })).statusCode).toBe(403);
    expect(
      (await change({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).statusCode,
    ).toBe(403);
    expect((await change({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
    expect((await change({ origin: 'http://infraudit.example' })).statusCode).toBe(200);
  });

  test('a session lives on while it is used, ends after 14 idle days and after 90 days in any case', async () => {
    const idle = cookieIn(await login()) as string;
    const used = cookieIn(await login()) as string;
    for (let days = 0; days < 84; days += 12) {
      clock.advance(12 * 86_400_000);
      expect((await call('GET', '/api/v1/auth/me', { cookie: used })).statusCode).toBe(200);
    }
    expect((await call('GET', '/api/v1/auth/me', { cookie: idle })).statusCode).toBe(401);
    clock.advance(7 * 86_400_000);
    expect((await call('GET', '/api/v1/auth/me', { cookie: used })).statusCode).toBe(401);
  });

  test('an access token expires after an hour, a forged one never works', async () => {
    const { token } = (await login()).json();
    const me = (bearer: string) => call('GET', '/api/v1/auth/me', { token: bearer });
    expect((await me(token)).statusCode).toBe(200);
    const [, payload] = token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect((await me(`${none}.${payload}.`)).statusCode).toBe(401);
    expect((await me(`${token.slice(0, -6)}AAAAAA`)).statusCode).toBe(401);
    expect((await me('rubbish')).statusCode).toBe(401);
    clock.advance(3_601_000);
    const late = await me(token);
    expect(late.statusCode).toBe(401);
    expect(late.json().error).toContain('expired');
  });

  test('a bad bearer token is refused even beside a good cookie', async () => {
    const cookie = cookieIn(await login()) as string;
    expect((await call('GET', '/api/v1/auth/me', { cookie, token: 'rubbish' })).statusCode).toBe(401);
  });

  test('a refresh token works once; its second use ends the whole family', async () => {
    const first = (await login()).json();
    const refresh = (token: string) =>
      call('POST', '/api/v1/auth/refresh', { body: { refresh_token: token } });
    const second = (await refresh(first.refresh_token)).json();
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await call('GET', '/api/v1/auth/me', { token: second.token })).statusCode).toBe(200);
    expect((await refresh(first.refresh_token)).statusCode).toBe(401);
    expect((await refresh(second.refresh_token)).statusCode).toBe(401);
    expect((await call('GET', '/api/v1/auth/me', { token: second.token })).statusCode).toBe(401);
    expect(await actions({ action: 'session.replayed' })).toHaveLength(1);
  });

  test('of two uses of one refresh token at the same time only one succeeds, and the theft is noticed', async () => {
    const { refresh_token } = (await login()).json();
    const answers = await Promise.all(
      [1, 2].map(() => call('POST', '/api/v1/auth/refresh', { body: { refresh_token } })),
    );
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 401]);
  });

  test('signing out ends cookie, access token and refresh token of that sign-in, and no other', async () => {
    const answer = await login();
    const other = (await login()).json();
    const { token, refresh_token } = answer.json();
    expect((await call('POST', '/api/v1/auth/logout', { token })).statusCode).toBe(204);
    expect((await call('GET', '/api/v1/auth/me', { token })).statusCode).toBe(401);
    expect((await call('GET', '/api/v1/auth/me', { cookie: cookieIn(answer) as string })).statusCode).toBe(
      401,
    );
    expect((await call('POST', '/api/v1/auth/refresh', { body: { refresh_token } })).statusCode).toBe(401);
    expect((await call('GET', '/api/v1/auth/me', { token: other.token })).statusCode).toBe(200);
    expect((await call('POST', '/api/v1/auth/logout')).statusCode).toBe(204);
  });

  test('a changed password ends the other sign-ins and keeps this one', async () => {
    const [mine, other] = [(await login()).json(), (await login()).json()];
    const change = (current_password: string, new_password: string) =>
      call('PUT', '/api/v1/auth/password', { token: mine.token, body: { current_password, new_password } });
    const wrong = await change('not it', 'another long password');
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json().details).toEqual([{ path: 'current_password', message: 'is wrong' }]);
    expect((await change(owner.password, 'short')).statusCode).toBe(400);
    expect((await change(owner.password, 'another long password')).statusCode).toBe(204);
    expect((await login()).statusCode).toBe(401);
    expect((await login('another long password')).statusCode).toBe(200);
    expect((await call('GET', '/api/v1/auth/me', { token: mine.token })).statusCode).toBe(200);
    expect((await call('GET', '/api/v1/auth/me', { token: other.token })).statusCode).toBe(401);
    expect((await change('another long password', owner.password)).statusCode).toBe(204);
  });

  test('a sign-in link works once and within an hour', async () => {
    const identity = testIdentity(database, { clock });
    const { id } = (await login()).json().user;
    const link = new URL(await createSignInLink(identity, id));
    const answer = await call('GET', link.pathname + link.search);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers.location).toBe('/');
    const me = await call('GET', '/api/v1/auth/me', { cookie: cookieIn(answer) as string });
    expect(me.json().email).toBe('owner@example.org');
    const again = await call('GET', link.pathname + link.search);
    expect(again.headers.location).toContain('/sign-in?error=');
    expect(cookieIn(again)).toBeUndefined();
    const late = new URL(await createSignInLink(identity, id));
    clock.advance(3_600_001);
    expect(cookieIn(await call('GET', late.pathname + late.search))).toBeUndefined();
  });

  test('what is over is forgotten, and the log of all this still verifies', async () => {
    clock.advance(400 * 86_400_000);
    expect(await forgetExpired(testIdentity(database, { clock }))).toBeGreaterThan(10);
    const verified = await verifyAuditLog(database, organizationScope(organizationId, 'suite'));
    expect(verified).toMatchObject({ verified: true });
  });
});

describeOnEachEngine('the first owner', (open) => {
  test('of several set-ups at the same time exactly one succeeds', async () => {
    const database = await open();
    const made: number[] = [];
    const identity = testIdentity(database, {
      onOrganizationCreated: [async (_tx, organizationId) => void made.push(organizationId)],
    });
    const { call } = await testGovernServer(identity);
    expect(await setUpRequired(identity)).toBe(true);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        call('POST', '/api/v1/setup', { body: { ...owner, email: `owner${index}@example.org` } }),
      ),
    );
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(made).toHaveLength(1);
  });

  test('the environment makes the owner once, also when two processes start at once', async () => {
    const database = await open();
    const identity = testIdentity(database);
    const given = { email: 'ops@example.org', password: 'a long enough password' };
    const made = await Promise.all([ensureOwner(identity, given), ensureOwner(identity, given)]);
    expect(made.sort()).toEqual([false, true]);
    expect(await ensureOwner(identity, { ...given, email: 'other@example.org' })).toBe(false);
    const { call } = await testGovernServer(identity);
    expect((await call('POST', '/api/v1/auth/login', { body: given })).statusCode).toBe(200);
  });

  test('wrong input is refused by the name of the field', async () => {
    const { call } = await testGovernServer(testIdentity(await open()));
    const paths = async (body: object) =>
      (await call('POST', '/api/v1/setup', { body }))
        .json()
        .details.map((each: { path: string }) => each.path);
    expect(await paths({ ...owner, password: 'short' })).toEqual(['password']);
    expect(await paths({ ...owner, email: 'no address' })).toEqual(['email']);
    expect(await paths({ ...owner, time_zone: 'Mars/Olympus' })).toEqual(['time_zone']);
    expect((await call('POST', '/api/v1/setup', { body: { ...owner, admin: true } })).statusCode).toBe(400);
  });
});
