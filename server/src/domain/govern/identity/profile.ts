import type { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { permissions } from '../../../core/permissions.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Principal } from '../tenancy/index.ts';
import type { Identity } from './options.ts';
import type { profileSchema } from './schemas.ts';
import { requireOrganization } from './sessions.ts';
import { tokenProblem } from './tokens.ts';
import { selectMembershipsOfUser, selectUser } from './user-store.ts';

export type Profile = z.infer<typeof profileSchema>;

/** Who one is, where, and what one may do there. */
export async function profileOf(identity: Identity, principal: Principal): Promise<Profile> {
  requireOrganization(principal);
  const { organization, user } = principal;
  const { row, memberships } = await identity.database.asSystem(systemScope('own profile'), async (tx) => ({
    row: await selectUser(tx, user.id),
    memberships: await selectMembershipsOfUser(tx, user.id),
  }));
  if (row === undefined || organization === null) {
    throw tokenProblem(new AppError('unauthenticated', 'The account is gone'));
  }
  // A key shows its own organisation only: who has a key need not know where else its maker belongs.
  const shown =
    principal.apiKey === null
      ? memberships
      : memberships.filter((membership) => membership.organizationId === organization.id);
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: principal.role,
    permissions: permissions.filter((permission) => principal.permissions.has(permission)),
    supabase_id: row.supabaseId,
    organization: { id: organization.id, name: organization.name, time_zone: organization.timeZone },
    organizations: shown.map((membership) => ({
      id: membership.organizationId,
      name: membership.organizationName,
      role: membership.role,
    })),
    auth: principal.auth,
    created_at: row.createdAt.toISOString(),
  };
}
