import type { Selectable } from 'kysely';
import { type Role, roleFromName } from '../../../core/permissions.ts';
import type { AnyTx, SystemTx, Tx } from '../../../platform/db/database.ts';
import type { InvitationsTable } from '../../../platform/db/tables/identity.ts';

export type OrganizationRow = { id: number; name: string; timeZone: string; createdAt: Date };
export type MemberRow = {
  userId: number;
  email: string;
  name: string;
  role: Role;
  joinedAt: Date;
  lastActiveAt: Date | null;
};
export type InvitationRow = Selectable<InvitationsTable>;

const organizationColumns = ['id', 'name', 'time_zone as timeZone', 'created_at as createdAt'] as const;

export async function insertOrganization(
  tx: SystemTx,
  values: { name: string; timeZone: string },
): Promise<OrganizationRow> {
  return tx.sql
    .insertInto('organizations')
    .values({ name: values.name, time_zone: values.timeZone })
    .returning(organizationColumns)
    .executeTakeFirstOrThrow();
}

export async function selectOrganization(tx: AnyTx, id: number): Promise<OrganizationRow | undefined> {
  return tx.sql
    .selectFrom('organizations')
    .select(organizationColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The organisation that was made first: the home of people whom an identity provider sends. */
export async function selectFirstOrganization(tx: SystemTx): Promise<OrganizationRow | undefined> {
  return tx.sql
    .selectFrom('organizations')
    .select(organizationColumns)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

export async function updateOrganizationRow(
  tx: Tx,
  values: { name?: string; time_zone?: string },
): Promise<OrganizationRow | undefined> {
  return tx.sql
    .updateTable('organizations')
    .set(values)
    .where('id', '=', tx.scope.organizationId)
    .returning(organizationColumns)
    .executeTakeFirst();
}

export async function insertMembership(
  tx: SystemTx,
  values: { organizationId: number; userId: number; role: Role },
): Promise<boolean> {
  const inserted = await tx.sql
    .insertInto('memberships')
    .values({ organization_id: values.organizationId, user_id: values.userId, role: values.role })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function selectMembers(tx: Tx): Promise<MemberRow[]> {
  const rows = await members(tx).orderBy('memberships.created_at').orderBy('users.id').execute();
  return rows.map(asMember);
}

export async function selectMember(tx: Tx, userId: number): Promise<MemberRow | undefined> {
  const row = await members(tx).where('users.id', '=', userId).executeTakeFirst();
  return row === undefined ? undefined : asMember(row);
}

export async function selectMemberByEmail(tx: Tx, email: string): Promise<MemberRow | undefined> {
  const row = await members(tx)
    .where((where) => where(where.fn<string>('lower', ['users.email']), '=', email.toLowerCase()))
    .executeTakeFirst();
  return row === undefined ? undefined : asMember(row);
}

function members(tx: Tx) {
  return tx.sql
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select([
      'users.id as userId',
      'users.email',
      'users.name',
      'memberships.role',
      'memberships.created_at as joinedAt',
      'users.last_active_at as lastActiveAt',
    ])
    .where('memberships.organization_id', '=', tx.scope.organizationId);
}

function asMember(row: Omit<MemberRow, 'role'> & { role: string }): MemberRow {
  return { ...row, role: roleFromName(row.role) };
}

/** Locks the owners, so that two of them cannot remove each other at the same time. */
export async function lockOwners(tx: Tx): Promise<number[]> {
  const rows = await tx.sql
    .selectFrom('memberships')
    .select('user_id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('role', '=', 'owner')
    .orderBy('user_id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.user_id);
}

export async function updateMemberRole(tx: Tx, userId: number, role: Role): Promise<void> {
  await tx.sql
    .updateTable('memberships')
    .set({ role })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('user_id', '=', userId)
    .execute();
}

/** Removes the membership and ends the keys that the person made here. */
export async function deleteMember(tx: Tx, userId: number, at: Date): Promise<{ keysEnded: number }> {
  const ended = await tx.sql
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('created_by', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  await tx.sql
    .deleteFrom('memberships')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('user_id', '=', userId)
    .execute();
  return { keysEnded: ended.length };
}

export async function selectInvitations(tx: Tx): Promise<InvitationRow[]> {
  return tx.sql
    .selectFrom('invitations')
    .selectAll()
    .where('organization_id', '=', tx.scope.organizationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}

/** The invitation of this address that still waits, locked; expired ones included. */
export async function lockWaitingInvitation(tx: Tx, email: string): Promise<InvitationRow | undefined> {
  return tx.sql
    .selectFrom('invitations')
    .selectAll()
    .where('organization_id', '=', tx.scope.organizationId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertInvitation(
  tx: Tx,
  values: {
    email: string;
    role: Role;
    tokenHash: string;
    invitedBy: number | null;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<InvitationRow> {
  return tx.sql
    .insertInto('invitations')
    .values({
      organization_id: tx.scope.organizationId,
      email: values.email,
      role: values.role,
      token_hash: values.tokenHash,
      invited_by: values.invitedBy,
      created_at: values.createdAt,
      expires_at: values.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function renewInvitation(
  tx: Tx,
  id: number,
  values: { role: Role; tokenHash: string; expiresAt: Date },
): Promise<InvitationRow> {
  return tx.sql
    .updateTable('invitations')
    .set({ role: values.role, token_hash: values.tokenHash, expires_at: values.expiresAt })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function markInvitationRevoked(
  tx: Tx,
  id: number,
  at: Date,
): Promise<InvitationRow | undefined> {
  return tx.sql
    .updateTable('invitations')
    .set({ revoked_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

const invitationsAnywhere = (tx: SystemTx) =>
  tx.sql
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .selectAll('invitations')
    .select('organizations.name as organizationName')
    .forUpdate('invitations');

type InvitationAnywhere = InvitationRow & { organizationName: string };

/** By the token of its link, in whatever organisation; locked. */
export async function lockInvitationByToken(
  tx: SystemTx,
  tokenHash: string,
): Promise<InvitationAnywhere | undefined> {
  return invitationsAnywhere(tx).where('invitations.token_hash', '=', tokenHash).executeTakeFirst();
}

/** The newest one of an address that waits, in whatever organisation; locked. */
export async function lockInvitationByEmail(
  tx: SystemTx,
  email: string,
  now: Date,
): Promise<InvitationAnywhere | undefined> {
  return invitationsAnywhere(tx)
    .where('invitations.email', '=', email)
    .where('invitations.accepted_at', 'is', null)
    .where('invitations.revoked_at', 'is', null)
    .where('invitations.expires_at', '>', now)
    .orderBy('invitations.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function markInvitationAccepted(tx: SystemTx, id: number, at: Date): Promise<void> {
  await tx.sql.updateTable('invitations').set({ accepted_at: at }).where('id', '=', id).execute();
}
