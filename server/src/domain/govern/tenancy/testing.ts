import { type Permission, permissionsOfRole, type Role } from '../../../core/permissions.ts';
import { type Scope, systemScope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { authorize } from './authorize.ts';
import { createOrganization, type OnOrganizationCreated } from './organizations.ts';
import { insertMembership } from './store.ts';

export type TestTenant = {
  organizationId: number;
  owner: { id: number; email: string };
  /** The owner acting in the organisation. */
  scope: Scope;
};

let made = 0;

/** For suites: an organisation with an owner, in any database with the current schema. */
export async function createTestTenant(
  database: Database,
  name: string,
  onCreated: readonly OnOrganizationCreated[] = [],
): Promise<TestTenant> {
  return database.asSystem(systemScope('a suite makes a tenant'), async (tx) => {
    made += 1;
    const email = `owner-${process.pid}-${made}@${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}.example`;
    const owner = await tx.sql
      .insertInto('users')
      .values({ email, name: `Owner of ${name}` })
      .returning(['id', 'email'])
      .executeTakeFirstOrThrow();
    const organization = await createOrganization(tx, { name, timeZone: 'UTC', owner }, onCreated);
    return { organizationId: organization.id, owner, scope: scopeOf(organization.id, owner, 'owner') };
  });
}

/** For suites: one more person in the organisation, with the scope that their role gives. */
export async function addTestMember(
  database: Database,
  tenant: { organizationId: number },
  role: Role,
): Promise<{ id: number; email: string; scope: Scope }> {
  return database.asSystem(systemScope('a suite adds a member'), async (tx) => {
    made += 1;
    const user = await tx.sql
      .insertInto('users')
      .values({ email: `${role}-${process.pid}-${made}@people.example`, name: role })
      .returning(['id', 'email'])
      .executeTakeFirstOrThrow();
    await insertMembership(tx, { organizationId: tenant.organizationId, userId: user.id, role });
    return { ...user, scope: scopeOf(tenant.organizationId, user, role) };
  });
}

function scopeOf(organizationId: number, user: { id: number; email: string }, role: Role): Scope {
  const permissions: ReadonlySet<Permission> = permissionsOfRole[role];
  return authorize(
    {
      user: { ...user, name: '' },
      auth: 'session',
      organization: { id: organizationId, name: '', timeZone: 'UTC' },
      role,
      permissions,
      apiKey: null,
      family: null,
    },
    'view',
  );
}
