import { permissionsOfRole, type Role, roleFromName } from '../../../core/permissions.ts';
import type { SystemTx } from '../../../platform/db/database.ts';
import { type Principal, permissionsOfBoth, supportPermissions } from '../tenancy/index.ts';
import { invalidToken } from './tokens.ts';

type Row = {
  id: number;
  email: string;
  name: string;
  support: boolean;
  organizationId: number | null;
  organizationName: string | null;
  timeZone: string | null;
  role: string | null;
};

/** One row per membership, oldest first; one row without an organisation for somebody who has none. */
function people(tx: SystemTx) {
  return tx.sql
    .selectFrom('users')
    .leftJoin('memberships', 'memberships.user_id', 'users.id')
    .leftJoin('organizations', 'organizations.id', 'memberships.organization_id')
    .select([
      'users.id',
      'users.email',
      'users.name',
      'users.support',
      'organizations.id as organizationId',
      'organizations.name as organizationName',
      'organizations.time_zone as timeZone',
      'memberships.role',
    ])
    .orderBy('memberships.created_at')
    .orderBy('organizations.id')
    .limit(500);
}

/**
 * The person in the organisation that they want. Who is no member of it (any more) gets the first of theirs in
 * the browser, which shows where one is, and none with a token, which would act in the wrong one unseen. A
 * support operator may want any organisation and reads only. Throws `unauthenticated` when the person is gone.
 */
export async function principalOfUser(
  tx: SystemTx,
  userId: number,
  options: { wanted: number | null; auth: Principal['auth']; family: string | null },
): Promise<Principal> {
  const rows: Row[] = await people(tx).where('users.id', '=', userId).execute();
  const [first] = rows;
  if (first === undefined) throw invalidToken('the user is gone');
  const { wanted, auth, family } = options;
  const own = rows.filter((row) => row.organizationId !== null);
  const chosen = own.find((row) => row.organizationId === wanted);
  if (chosen !== undefined) return asMember(chosen, auth, family);
  if (first.support) {
    const organization = await selectSupported(tx, wanted, own[0]?.organizationId ?? null);
    if (organization !== undefined && own[0]?.organizationId !== organization.id) {
      return {
        user: { id: first.id, email: first.email, name: first.name },
        auth,
        organization,
        role: 'auditor',
        permissions: supportPermissions,
        apiKey: null,
        family,
      };
    }
  }
  const elsewhere = wanted !== null && auth !== 'session';
  return asMember(elsewhere ? { ...first, organizationId: null } : (own[0] ?? first), auth, family);
}

async function selectSupported(tx: SystemTx, wanted: number | null, own: number | null) {
  if (wanted === null && own !== null) return undefined;
  return tx.sql
    .selectFrom('organizations')
    .select(['id', 'name', 'time_zone as timeZone'])
    .$if(wanted !== null, (query) => query.where('id', '=', wanted as number))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

function asMember(row: Row, auth: Principal['auth'], family: string | null): Principal {
  const role: Role = roleFromName(row.role);
  const hasOrganization = row.organizationId !== null;
  return {
    user: { id: row.id, email: row.email, name: row.name },
    auth,
    organization: hasOrganization
      ? { id: Number(row.organizationId), name: row.organizationName ?? '', timeZone: row.timeZone ?? 'UTC' }
      : null,
    role,
    permissions: hasOrganization ? permissionsOfRole[role] : new Set(),
    apiKey: null,
    family,
  };
}

/** The membership itself, without the reach of a support operator. */
export async function memberPrincipal(
  tx: SystemTx,
  userId: number,
  organizationId: number,
): Promise<Principal | undefined> {
  const row = await people(tx)
    .where('users.id', '=', userId)
    .where('organizations.id', '=', organizationId)
    .executeTakeFirst();
  return row === undefined ? undefined : asMember(row, 'session', null);
}

/** A key acts with what both its role and its creator's present role allow. */
export async function principalOfApiKey(
  tx: SystemTx,
  key: { id: number; name: string; prefix: string; role: string; createdBy: number; organizationId: number },
): Promise<Principal> {
  const creator = await memberPrincipal(tx, key.createdBy, key.organizationId);
  if (creator === undefined) throw invalidToken('the creator of the key is no member any more');
  const role = roleFromName(key.role);
  return {
    ...creator,
    auth: 'api_key',
    role,
    permissions: permissionsOfBoth(role, creator.role),
    apiKey: { id: key.id, name: key.name, prefix: key.prefix },
  };
}
