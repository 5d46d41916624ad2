import { sql } from 'kysely';
import { type Role, roleFromName } from '../../../core/permissions.ts';
import type { AnyTx, SystemTx, Tx } from '../../../platform/db/database.ts';

export type UserRow = {
  id: number;
  email: string;
  name: string;
  passwordHash: string | null;
  supabaseId: string | null;
  oidcIssuer: string | null;
  oidcSubject: string | null;
  support: boolean;
  lockedUntil: Date | null;
  createdAt: Date;
};

const userColumns = [
  'users.id',
  'users.email',
  'users.name',
  'users.password_hash as passwordHash',
  'users.supabase_id as supabaseId',
  'users.oidc_issuer as oidcIssuer',
  'users.oidc_subject as oidcSubject',
  'users.support',
  'users.locked_until as lockedUntil',
  'users.created_at as createdAt',
] as const;

const users = (tx: SystemTx) => tx.sql.selectFrom('users').select(userColumns);

export async function anyUserExists(tx: SystemTx): Promise<boolean> {
  const row = await tx.sql.selectFrom('users').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Held until the transaction ends: of several set-ups at once one goes on and the others see its user. */
export async function lockSetUp(tx: SystemTx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('infraudit set-up'))`.execute(tx.sql);
}

/** Held until the transaction ends: the first requests of one new person come one after the other. */
export async function lockNewIdentity(tx: SystemTx, key: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`infraudit identity ${key}`}, 0))`.execute(
    tx.sql,
  );
}

export async function selectUser(tx: SystemTx, id: number): Promise<UserRow | undefined> {
  return users(tx).where('id', '=', id).executeTakeFirst();
}

export async function selectUserByEmail(tx: SystemTx, email: string): Promise<UserRow | undefined> {
  return users(tx)
    .where((where) => where(where.fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst();
}

export async function selectUserByOidc(
  tx: SystemTx,
  issuer: string,
  subject: string,
): Promise<UserRow | undefined> {
  return users(tx).where('oidc_issuer', '=', issuer).where('oidc_subject', '=', subject).executeTakeFirst();
}

export async function selectUserBySupabase(tx: SystemTx, supabaseId: string): Promise<UserRow | undefined> {
  return users(tx).where('supabase_id', '=', supabaseId).executeTakeFirst();
}

export type NewUser = {
  email: string;
  name: string;
  passwordHash?: string;
  supabaseId?: string;
  oidc?: { issuer: string; subject: string };
};

/** Undefined when another transaction took the address or the identity first. */
export async function insertUser(tx: SystemTx, user: NewUser): Promise<UserRow | undefined> {
  return tx.sql
    .insertInto('users')
    .values({
      email: user.email.toLowerCase(),
      name: user.name,
      password_hash: user.passwordHash ?? null,
      supabase_id: user.supabaseId ?? null,
      oidc_issuer: user.oidc?.issuer ?? null,
      oidc_subject: user.oidc?.subject ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(userColumns)
    .executeTakeFirst();
}

export async function linkIdentity(
  tx: SystemTx,
  userId: number,
  identity: { supabaseId: string } | { issuer: string; subject: string },
): Promise<void> {
  await tx.sql
    .updateTable('users')
    .set(
      'supabaseId' in identity
        ? { supabase_id: identity.supabaseId }
        : { oidc_issuer: identity.issuer, oidc_subject: identity.subject },
    )
    .where('id', '=', userId)
    .execute();
}

export async function setSupport(tx: SystemTx, userId: number, support: boolean): Promise<void> {
  await tx.sql.updateTable('users').set({ support }).where('id', '=', userId).execute();
}

export async function setPassword(tx: SystemTx, userId: number, passwordHash: string): Promise<void> {
  await tx.sql.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
}

/**
 * Counts a try before the password is compared, so that tries at the same time cannot outnumber the limit.
 * Answers undefined while the account is locked, else the count and the lock that this try set.
 */
export async function countTry(
  tx: SystemTx,
  userId: number,
  rule: { now: Date; limit: number; lockedUntil: Date },
): Promise<{ tries: number; lockedUntil: Date | null } | undefined> {
  // A lock that is over starts a new count.
  const tries = sql<number>`CASE WHEN locked_until IS NULL THEN failed_sign_ins + 1 ELSE 1 END`;
  return tx.sql
    .updateTable('users')
    .set({
      failed_sign_ins: tries,
      locked_until: sql<Date | null>`CASE WHEN ${tries} >= ${rule.limit} THEN ${rule.lockedUntil}::timestamptz END`,
    })
    .where('id', '=', userId)
    .where((where) => where.or([where('locked_until', 'is', null), where('locked_until', '<=', rule.now)]))
    .returning(['failed_sign_ins as tries', 'locked_until as lockedUntil'])
    .executeTakeFirst();
}

export async function clearTries(tx: SystemTx, userId: number): Promise<void> {
  await tx.sql
    .updateTable('users')
    .set({ failed_sign_ins: 0, locked_until: null })
    .where('id', '=', userId)
    .execute();
}

export type MembershipRow = {
  organizationId: number;
  organizationName: string;
  timeZone: string;
  role: Role;
};

/** Oldest first. */
export async function selectMembershipsOfUser(tx: AnyTx, userId: number): Promise<MembershipRow[]> {
  const rows = await tx.sql
    .selectFrom('memberships')
    .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
    .select([
      'organizations.id as organizationId',
      'organizations.name as organizationName',
      'organizations.time_zone as timeZone',
      'memberships.role',
    ])
    .where('memberships.user_id', '=', userId)
    .orderBy('memberships.created_at')
    .orderBy('organizations.id')
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...row, role: roleFromName(row.role) }));
}

/** The role of the actor behind a scope at this moment; undefined for the system and for support operators. */
export async function selectOwnRole(tx: Tx, userId: number): Promise<Role | undefined> {
  const row = await tx.sql
    .selectFrom('memberships')
    .select('role')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row === undefined ? undefined : roleFromName(row.role);
}
