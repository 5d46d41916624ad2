import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { type Permission, permissions, permissionsOfRole, roleFromName } from '../../../core/permissions.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents, recordAudit } from '../audit-log/index.ts';
import {
  authorize,
  changeMemberRole,
  createOrganization,
  getOrganization,
  invite,
  isWithin,
  listInvitations,
  listMembers,
  openInvitation,
  organizationScope,
  type Principal,
  permissionsOfBoth,
  removeMember,
  requireTimeZone,
  revokeInvitation,
  roleOfRequest,
  updateOrganization,
} from './index.ts';
import { addTestMember, createTestTenant, type TestTenant } from './testing.ts';

const code = (wanted: string) => expect.objectContaining({ code: wanted });

describeOnEachEngine('an organisation', (open) => {
  let database: Database;
  let acme: TestTenant;
  let other: TestTenant;
  beforeAll(async () => {
    database = await open();
    acme = await createTestTenant(database, 'Acme');
    other = await createTestTenant(database, 'Other');
  });

  const inAcme = <T>(work: Parameters<Database['within']>[1]) =>
    database.within(acme.scope, work) as Promise<T>;

  async function recorded(action: string) {
    const { events } = await database.within(acme.scope, (tx) =>
      listAuditEvents(tx, { action }, { perPage: 50, offset: 0 }),
    );
    return events;
  }

  test('its name and time zone change with an audit event of before and after', async () => {
    const changed = await database.within(acme.scope, (tx) =>
      updateOrganization(tx, { name: 'Acme Ltd', time_zone: 'Europe/Oslo' }),
    );
    expect(changed).toMatchObject({ id: acme.organizationId, name: 'Acme Ltd', time_zone: 'Europe/Oslo' });
    expect((await database.within(other.scope, getOrganization)).name).toBe('Other');
    expect((await recorded('organization.updated'))[0]?.detail).toEqual({
      before: { name: 'Acme', time_zone: 'UTC' },
      after: { name: 'Acme Ltd', time_zone: 'Europe/Oslo' },
    });
    await expect(inAcme((tx) => updateOrganization(tx, { time_zone: 'Nowhere' }))).rejects.toEqual(
      code('invalid_input'),
    );
  });

  test('a failing set-up of another module leaves no organisation', async () => {
    const count = () =>
      database.asSystem(systemScope('suite'), (tx) =>
        tx.sql.selectFrom('organizations').select('id').execute(),
      );
    const before = await count();
    await expect(
      database.asSystem(systemScope('suite'), (tx) =>
        createOrganization(tx, { name: 'Half', timeZone: 'UTC', owner: acme.owner }, [
          async () => {
            throw new Error('no jobs today');
          },
        ]),
      ),
    ).rejects.toThrow('no jobs today');
    expect(await count()).toEqual(before);
  });

  test('the last owner neither leaves nor changes role, and nobody becomes owner by a change of role', async () => {
    const { id } = acme.owner;
    await expect(inAcme((tx) => removeMember(tx, id, new Date()))).rejects.toEqual(code('conflict'));
    await expect(inAcme((tx) => changeMemberRole(tx, id, 'admin'))).rejects.toEqual(code('conflict'));
    const member = await addTestMember(database, acme, 'viewer');
    await expect(inAcme((tx) => changeMemberRole(tx, member.id, 'owner'))).rejects.toEqual(
      code('unprocessable'),
    );
    await expect(inAcme((tx) => changeMemberRole(tx, member.id, 'overlord'))).rejects.toEqual(
      code('invalid_input'),
    );
  });

  test('of two owners who remove each other at the same time one stays', async () => {
    const tenant = await createTestTenant(database, 'Duel');
    const second = await addTestMember(database, tenant, 'owner');
    const results = await Promise.allSettled([
      database.within(tenant.scope, (tx) => removeMember(tx, second.id, new Date())),
      database.within(second.scope, (tx) => removeMember(tx, tenant.owner.id, new Date())),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const members = await database.within(organizationScope(tenant.organizationId, 'suite'), listMembers);
    expect(members.filter((member) => member.role === 'owner')).toHaveLength(1);
  });

  test('a role changes with an audit event, and to the same role without one', async () => {
    const member = await addTestMember(database, acme, 'viewer');
    const changed = await database.within(acme.scope, (tx) => changeMemberRole(tx, member.id, 'approver'));
    expect(changed).toMatchObject({ user_id: member.id, role: 'approver' });
    const events = await recorded('member.role_changed');
    expect(events[0]).toMatchObject({
      target: { type: 'user', id: String(member.id) },
      detail: { before: 'viewer', after: 'approver' },
    });
    await database.within(acme.scope, (tx) => changeMemberRole(tx, member.id, 'approver'));
    expect(await recorded('member.role_changed')).toHaveLength(events.length);
    const aliased = await database.within(acme.scope, (tx) => changeMemberRole(tx, member.id, 'user'));
    expect(aliased.role).toBe('viewer');
  });

  test('somebody of another organisation is not found', async () => {
    const { id } = other.owner;
    await expect(inAcme((tx) => changeMemberRole(tx, id, 'viewer'))).rejects.toEqual(code('not_found'));
    await expect(inAcme((tx) => removeMember(tx, id, new Date()))).rejects.toEqual(code('not_found'));
    expect(await database.within(other.scope, listMembers)).toHaveLength(1);
  });

  test('an invitation lives seven days; inviting again makes a new link and ends the old one', async () => {
    const now = new Date('2027-03-01T00:00:00Z');
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
    const send = (role: string, at: Date) =>
      database.within(acme.scope, (tx) => invite(tx, { email: 'new@example.org', role }, at));
    const opened = (token: string, at: Date) =>
      database.asSystem(systemScope('suite'), (tx) => openInvitation(tx, token, at));
    const first = await send('requester', now);
    expect(first.invitation).toMatchObject({ role: 'requester', status: 'pending' });
    expect(await opened(first.token, later(6.9))).toMatchObject({
      email: 'new@example.org',
      role: 'requester',
    });
    expect(await opened(first.token, later(7))).toBeUndefined();

    const second = await send('support', later(8));
    expect(second.invitation).toMatchObject({ id: first.invitation.id, role: 'auditor' });
    expect(await opened(first.token, later(8))).toBeUndefined();
    expect(await opened(second.token, later(8))).toMatchObject({ role: 'auditor' });
    expect(await database.within(acme.scope, (tx) => listInvitations(tx, later(30)))).toMatchObject([
      { status: 'expired' },
    ]);
    const stored = await database.within(acme.scope, (tx) =>
      tx.sql.selectFrom('invitations').select('token_hash').execute(),
    );
    expect(stored.map((row) => row.token_hash)).not.toContain(second.token);

    await expect(
      database.within(other.scope, (tx) => revokeInvitation(tx, first.invitation.id, new Date())),
    ).rejects.toEqual(code('not_found'));
    await database.within(acme.scope, (tx) => revokeInvitation(tx, first.invitation.id, new Date()));
    expect(await opened(second.token, later(8))).toBeUndefined();
    expect((await recorded('member')).map((event) => event.action).slice(0, 3)).toEqual([
      'member.invitation_revoked',
      'member.invitation_renewed',
      'member.invited',
    ]);
  });

  test('a member is not invited again, nobody is invited as owner', async () => {
    const send = (email: string, role: string) =>
      database.within(acme.scope, (tx) => invite(tx, { email, role }, new Date()));
    await expect(send(acme.owner.email, 'viewer')).rejects.toEqual(code('conflict'));
    await expect(send('x@example.org', 'owner')).rejects.toEqual(code('unprocessable'));
    await expect(send('x@example.org', 'king')).rejects.toEqual(code('invalid_input'));
  });
});

describeOnEachEngine('the second wall', (open) => {
  let database: Database;
  let a: TestTenant;
  let b: TestTenant;
  beforeAll(async () => {
    database = await open();
    a = await createTestTenant(database, 'A');
    b = await createTestTenant(database, 'B');
    for (const tenant of [a, b]) {
      await database.within(tenant.scope, async (tx) => {
        await invite(tx, { email: 'guest@example.org', role: 'viewer' }, new Date());
        await recordAudit(tx, { action: 'job.enabled', target: { type: 'job', id: 1 } });
      });
    }
  });

  const rowsOf = async (tenant: TestTenant, query: string) =>
    (await database.within(tenant.scope, (tx) => sql.raw<Record<string, unknown>>(query).execute(tx.sql)))
      .rows;

  test('a statement without any filter sees its own organisation only, in every table that has tenants', async () => {
    const tables = await database.asSystem(systemScope('suite'), async (tx) =>
      sql<{ name: string; protected: boolean }>`
        SELECT c.relname AS name, c.relrowsecurity AS protected FROM pg_class c
        JOIN pg_attribute k ON k.attrelid = c.oid AND k.attname = 'organization_id' AND NOT k.attisdropped
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
        ORDER BY 1`.execute(tx.sql),
    );
    // Sessions and one-time tokens belong to people, and the tenant's role has no right to them at all.
    const personal = ['one_time_tokens', 'sessions'];
    expect(tables.rows.filter((row) => !row.protected).map((row) => row.name)).toEqual(personal);
    const shared = tables.rows.filter((row) => row.protected).map((row) => row.name);
    expect(shared).toEqual(
      expect.arrayContaining(['audit_events', 'invitations', 'memberships', 'resources']),
    );
    for (const table of shared) {
      const seen = await rowsOf(a, `SELECT DISTINCT organization_id FROM ${table}`);
      expect(seen.map((row) => Number(row.organization_id)).filter((id) => id !== a.organizationId)).toEqual(
        [],
      );
    }
    for (const table of ['audit_events', 'invitations', 'memberships', 'audit_chains']) {
      expect(await rowsOf(a, `SELECT DISTINCT organization_id FROM ${table}`)).toHaveLength(1);
    }
    for (const table of personal) {
      await expect(rowsOf(a, `SELECT * FROM ${table}`)).rejects.toThrow('permission denied');
    }
  });

  test('people and organisations of others are invisible, and no one reads a password hash', async () => {
    expect(await rowsOf(a, 'SELECT id FROM organizations')).toEqual([{ id: a.organizationId }]);
    expect(await rowsOf(a, 'SELECT email FROM users')).toEqual([{ email: a.owner.email }]);
    await expect(rowsOf(a, 'SELECT password_hash FROM users')).rejects.toThrow('permission denied');
  });

  test('writing into another organisation is refused or touches nothing', async () => {
    await expect(
      rowsOf(
        a,
        `INSERT INTO invitations (organization_id, email, role, token_hash, expires_at)
         VALUES (${b.organizationId}, 'x@example.org', 'admin', 'x', now())`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      rowsOf(
        a,
        `INSERT INTO memberships (organization_id, user_id, role) VALUES (${b.organizationId}, ${a.owner.id}, 'owner')`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(rowsOf(a, `UPDATE invitations SET organization_id = ${b.organizationId}`)).rejects.toThrow(
      'row-level security',
    );
    expect(
      await rowsOf(
        a,
        `UPDATE memberships SET role = 'viewer' WHERE organization_id = ${b.organizationId} RETURNING user_id`,
      ),
    ).toEqual([]);
    expect(
      await rowsOf(a, `DELETE FROM invitations WHERE organization_id = ${b.organizationId} RETURNING id`),
    ).toEqual([]);
    expect(await rowsOf(b, 'SELECT id FROM invitations')).toHaveLength(1);
  });
});

const principal = (role: Principal['role'], changes: Partial<Principal> = {}): Principal => ({
  user: { id: 1, email: 'a@example.org', name: '' },
  auth: 'session',
  organization: { id: 1, name: 'Acme', timeZone: 'UTC' },
  role,
  permissions: permissionsOfRole[role],
  apiKey: null,
  family: null,
  ...changes,
});

describe('authorize', () => {
  const may: Permission[] = [
    'view',
    'scan',
    'triage',
    'assess_compliance',
    'except_compliance',
    'manage_baselines',
  ];
  const table: [Principal['role'], Permission[]][] = [
    ['owner', [...permissions]],
    [
      'admin',
      permissions.filter((permission) => !['manage_team', 'manage_organization'].includes(permission)),
    ],
    ['approver', [...may, 'approve']],
    ['requester', may],
    ['auditor', ['view', 'view_audit']],
    ['viewer', ['view', 'scan']],
  ];
  test.each(table)('%s may do exactly what the role says', (role, allowed) => {
    const granted = permissions.filter((permission) => {
      try {
        authorize(principal(role), permission);
        return true;
      } catch {
        return false;
      }
    });
    expect(granted).toEqual(permissions.filter((permission) => allowed.includes(permission)));
  });

  test('a refusal names the permission and the role, and a key by its beginning', () => {
    const refusal = (who: Principal) => {
      try {
        authorize(who, 'manage_team');
      } catch (error) {
        return error as AppError;
      }
      return undefined;
    };
    expect(refusal(principal('viewer'))).toMatchObject({
      code: 'forbidden',
      message: 'This needs the permission manage_team, which your role viewer does not have',
    });
    const apiKey = { id: 1, name: 'CI', prefix: 'ia_live_abcdef' };
    expect(refusal(principal('viewer', { apiKey }))?.message).toContain('API key ia_live_abcdef…');
    expect(refusal(principal('owner', { organization: null }))?.message).toContain('not a member');
  });

  test('a scope knows its actor: a person, a key, the system', () => {
    expect(authorize(principal('viewer'), 'view').actor).toEqual({
      kind: 'user',
      id: 1,
      label: 'a@example.org',
    });
    const apiKey = { id: 5, name: 'CI', prefix: 'ia_live_abcdef' };
    expect(authorize(principal('viewer', { apiKey }), 'view').actor).toEqual({
      kind: 'api_key',
      id: 5,
      userId: 1,
      label: 'CI (ia_live_abcdef…)',
    });
    expect(organizationScope(3, 'schedule')).toMatchObject({
      organizationId: 3,
      actor: { kind: 'system', label: 'schedule' },
    });
  });
});

describe('roles', () => {
  test('a stored role that is not known is the least one', () => {
    for (const name of ['user', 'support', 'king', '', null, undefined, '__proto__']) {
      expect(roleFromName(name)).toBe('viewer');
    }
  });

  test('a request may use the published names, and a misspelt one is no role', () => {
    expect(['user', 'support', 'admin', 'ADMIN', 'toString'].map(roleOfRequest)).toEqual([
      'viewer',
      'auditor',
      'admin',
      undefined,
      undefined,
    ]);
  });

  test('two roles together allow what both allow', () => {
    expect([...permissionsOfBoth('admin', 'auditor')].sort()).toEqual(['view', 'view_audit']);
    expect([...permissionsOfBoth('auditor', 'viewer')]).toEqual(['view']);
    expect(isWithin('viewer', 'admin')).toBe(true);
    expect(isWithin('auditor', 'viewer')).toBe(false);
    expect(isWithin('owner', 'admin')).toBe(false);
  });

  test('time zones are those of the runtime, by name and not by offset', () => {
    for (const good of ['UTC', 'Europe/Berlin', 'Asia/Kolkata'])
      expect(() => requireTimeZone(good)).not.toThrow();
    for (const bad of ['', 'Mars', '+02:00', '../etc']) expect(() => requireTimeZone(bad)).toThrow(AppError);
  });
});
