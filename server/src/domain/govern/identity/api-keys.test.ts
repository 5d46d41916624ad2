import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { manualClock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { hashPassword } from './passwords.ts';
import { type Call, cookieIn, testGovernServer, testIdentity } from './testing.ts';

const password = 'correct horse battery';

describeOnEachEngine('API keys and tickets', (open) => {
  const clock = manualClock('2027-03-01T10:00:00Z');
  let database: Database;
  let call: Call;
  let tenant: TestTenant;
  let owner: string;
  let identity: ReturnType<typeof testIdentity>;

  async function signInAs(user: { id: number; email: string }): Promise<string> {
    const hash = await hashPassword(password);
    await database.asSystem(systemScope('suite'), (tx) =>
      tx.sql.updateTable('users').set({ password_hash: hash }).where('id', '=', user.id).execute(),
    );
    return (await call('POST', '/api/v1/auth/login', { body: { email: user.email, password } })).json().token;
  }

  /** Joins by an invitation of the owner, with the given role. */
  async function join(email: string, role: string): Promise<{ id: number; token: string }> {
    const invited = await call('POST', '/api/v1/settings/team/invite', {
      token: owner,
      body: { email, role },
    });
    const token = invited.json().link.split('/').at(-1);
    const joined = await call('POST', `/api/v1/invite/${token}/accept`, { body: { name: role, password } });
    expect(joined.statusCode).toBe(201);
    return { id: joined.json().user.id, token: joined.json().token };
  }

  beforeAll(async () => {
    database = await open();
    identity = testIdentity(database, { clock });
    ({ call } = await testGovernServer(identity));
    tenant = await createTestTenant(database, 'Acme');
    owner = await signInAs(tenant.owner);
  });

  const make = (token: string, body: object) => call('POST', '/api/v1/settings/api-keys', { token, body });
  const me = (token: string) => call('GET', '/api/v1/auth/me', { token });

  test('a key is shown once, works at once, and the database has only its hash', async () => {
    const answer = await make(owner, { name: 'CI', role: 'viewer' });
    expect(answer.statusCode).toBe(201);
    const { key, prefix, id } = answer.json();
    expect(key).toMatch(/^ia_live_[\w-]{43}$/);
    expect(prefix).toBe(key.slice(0, 14));
    expect((await me(key)).json()).toMatchObject({
      auth: 'api_key',
      role: 'viewer',
      permissions: ['view', 'scan'],
    });
    const list = await call('GET', '/api/v1/settings/api-keys', { token: owner });
    expect(list.json().data).toMatchObject([{ id, name: 'CI', prefix, created_by: tenant.owner.email }]);
    expect(list.body).not.toContain(key);
    const rows = await database.asSystem(systemScope('suite'), (tx) =>
      tx.sql.selectFrom('api_keys').selectAll().execute(),
    );
    expect(JSON.stringify(rows)).not.toContain(key);
    const log = await call('GET', '/api/v1/audit-events?action=api_key.created', { token: owner });
    expect(log.body).not.toContain(key);
    expect(log.json().data[0]).toMatchObject({ detail: { name: 'CI', prefix, role: 'viewer' } });
  });

  test('the last use is noted, at most once a minute', async () => {
    const { key, id } = (await make(owner, { name: 'Used' })).json();
    const lastUse = async () =>
      (await call('GET', '/api/v1/settings/api-keys', { token: owner }))
        .json()
        .data.find((each: { id: number }) => each.id === id).last_used_at;
    expect(await lastUse()).toBeNull();
    const first = clock.now().toISOString();
    await me(key);
    clock.advance(59_000);
    await me(key);
    expect(await lastUse()).toBe(first);
    clock.advance(2_000);
    await me(key);
    expect(await lastUse()).toBe(clock.now().toISOString());
  });

  test('a deleted key stops at once, an expired one at its time', async () => {
    const { key, id } = (await make(owner, { name: 'Gone' })).json();
    const removed = await call('DELETE', `/api/v1/settings/api-keys/${id}`, { token: owner });
    expect(removed.statusCode).toBe(204);
    expect((await me(key)).statusCode).toBe(401);
    expect((await call('DELETE', `/api/v1/settings/api-keys/${id}`, { token: owner })).statusCode).toBe(404);
    const short = (await make(owner, { name: 'Short', expires_in_days: 1 })).json();
    expect((await me(short.key)).statusCode).toBe(200);
    clock.advance(86_400_000);
    expect((await me(short.key)).statusCode).toBe(401);
    owner = await signInAs(tenant.owner);
  });

  test('a key never exceeds its creator, at its birth and later', async () => {
    const admin = await join('admin@example.org', 'admin');
    const refused = await make(admin.token, { name: 'Too much', role: 'owner' });
    expect(refused.statusCode).toBe(403);
    expect(refused.json().details[0].path).toBe('role');
    const { key } = (await make(admin.token, { name: 'Mine', role: 'admin' })).json();
    expect((await call('GET', '/api/v1/audit-events', { token: key })).statusCode).toBe(200);
    const demoted = await call('PUT', `/api/v1/settings/team/${admin.id}`, {
      token: owner,
      body: { role: 'viewer' },
    });
    expect(demoted.statusCode).toBe(200);
    expect((await call('GET', '/api/v1/audit-events', { token: key })).statusCode).toBe(403);
    expect((await me(key)).json().permissions).toEqual(['view', 'scan']);
    await call('DELETE', `/api/v1/settings/team/${admin.id}`, { token: owner });
    expect((await me(key)).statusCode).toBe(401);
    expect((await me(admin.token)).statusCode).toBe(403);
  });

  test('a key makes no keys, changes no password and no organisation', async () => {
    const { key } = (await make(owner, { name: 'Strong', role: 'owner' })).json();
    expect((await make(key, { name: 'Child' })).statusCode).toBe(403);
    const change = { current_password: password, new_password: 'a completely new one' };
    expect((await call('PUT', '/api/v1/auth/password', { token: key, body: change })).statusCode).toBe(403);
    const body = { organization_id: tenant.organizationId };
    expect((await call('POST', '/api/v1/auth/switch', { token: key, body })).statusCode).toBe(403);
  });

  test('a link of an invitation never opens an existing account without its password', async () => {
    const other = await createTestTenant(database, 'Other');
    const otherOwner = await signInAs(other.owner);
    const email = 'twice@example.org';
    await join(email, 'viewer');
    const invited = await call('POST', '/api/v1/settings/team/invite', {
      token: otherOwner,
      body: { email, role: 'requester' },
    });
    const link = invited.json().link.split('/').at(-1);
    expect((await call('GET', `/api/v1/invite/${link}`)).json()).toMatchObject({
      organization: 'Other',
      email,
    });
    const accept = (given: string) =>
      call('POST', `/api/v1/invite/${link}/accept`, { body: { name: '', password: given } });
    expect((await accept('somebody else entirely')).statusCode).toBe(401);
    const joined = await accept(password);
    expect(joined.statusCode).toBe(201);
    expect(joined.json().user.role).toBe('requester');
    expect((await accept(password)).statusCode).toBe(404);
    const profile = (await me(joined.json().token)).json();
    expect(profile.organization.name).toBe('Other');
    expect(profile.organizations).toMatchObject([
      { name: 'Acme', role: 'viewer' },
      { name: 'Other', role: 'requester' },
    ]);
    const back = await call('POST', '/api/v1/auth/switch', {
      token: joined.json().token,
      body: { organization_id: tenant.organizationId },
    });
    expect((await me(back.json().token)).json()).toMatchObject({
      role: 'viewer',
      organization: { name: 'Acme' },
    });
  });

  test('joining needs an invitation, and a new person a proper password', async () => {
    const register = (body: object) => call('POST', '/api/register', { body });
    expect((await register({ password })).statusCode).toBe(400);
    expect((await register({ invitation: 'x'.repeat(43), password })).statusCode).toBe(404);
    const invited = await call('POST', '/api/v1/settings/team/invite', {
      token: owner,
      body: { email: 'fresh@example.org', role: 'viewer' },
    });
    const invitation = invited.json().link.split('/').at(-1);
    const short = await register({ invitation, password: 'short' });
    expect(short.json().details).toEqual([{ path: 'password', message: 'must have at least 12 characters' }]);
    expect((await register({ invitation, email: 'not@example.org', password })).statusCode).toBe(422);
    const joined = await register({ invitation, email: 'Fresh@example.org', name: 'Fred', password });
    expect(joined.statusCode).toBe(201);
    expect(cookieIn(joined)).toBeDefined();
  });

  test('another organisation is not found when one switches', async () => {
    const stranger = await createTestTenant(database, 'Stranger');
    const body = { organization_id: stranger.organizationId };
    expect((await call('POST', '/api/v1/auth/switch', { token: owner, body })).statusCode).toBe(404);
  });

  test('a support operator reads every organisation, changes none, and each log says so', async () => {
    const secret = await createTestTenant(database, 'Secret');
    const operator = await createTestTenant(database, 'Operators');
    await database.asSystem(systemScope('suite'), (tx) =>
      tx.sql.updateTable('users').set({ support: true }).where('id', '=', operator.owner.id).execute(),
    );
    const token = await signInAs(operator.owner);
    const body = { organization_id: secret.organizationId };
    const there = (await call('POST', '/api/v1/auth/switch', { token, body })).json().token;
    expect((await me(there)).json()).toMatchObject({
      role: 'auditor',
      permissions: ['view', 'view_audit'],
      organization: { name: 'Secret' },
    });
    const log = await call('GET', '/api/v1/audit-events', { token: there });
    expect(log.json().data[0]).toMatchObject({
      action: 'organization.viewed_by_support',
      actor: { label: operator.owner.email },
    });
    const change = await call('PATCH', '/api/v1/organization', { token: there, body: { name: 'Mine' } });
    expect(change.statusCode).toBe(403);
  });

  test('a stream ticket works once, for 45 seconds, with the rights of the moment', async () => {
    const { recognizer } = await import('./caller.ts');
    const recognize = recognizer(identity);
    const through = (ticket: string, route = '/api/v1/executions/:id/stream') =>
      recognize({
        method: 'GET',
        headers: {},
        cookies: {},
        query: { ticket },
        ip: '127.0.0.1',
        requestId: 'suite',
        route,
      });
    const ticketOf = async (token: string) =>
      (await call('POST', '/api/v1/auth/stream-ticket', { token })).json().ticket;
    owner = await signInAs(tenant.owner);
    const ticket = await ticketOf(owner);
    expect(await through(ticket, '/api/v1/resources')).toBeNull();
    expect(await through(ticket)).toMatchObject({ id: `user:${tenant.owner.id}` });
    await expect(through(ticket)).rejects.toMatchObject({ code: 'unauthenticated' });
    const late = await ticketOf(owner);
    clock.advance(45_000);
    await expect(through(late, '/api/ws/drifts')).rejects.toMatchObject({ code: 'unauthenticated' });
    const { key, id } = (await make(owner, { name: 'Streams', role: 'auditor' })).json();
    expect(await through(await ticketOf(key))).toMatchObject({ id: `api_key:${id}` });
    const ended = await ticketOf(key);
    await call('DELETE', `/api/v1/settings/api-keys/${id}`, { token: owner });
    await expect(through(ended)).rejects.toMatchObject({ code: 'unauthenticated' });
    const signedOut = await ticketOf(owner);
    await call('POST', '/api/v1/auth/logout', { token: owner });
    await expect(through(signedOut)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
