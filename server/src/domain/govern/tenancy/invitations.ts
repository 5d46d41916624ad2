import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import { type Role, roleFromName } from '../../../core/permissions.ts';
import { type Actor, personBehind } from '../../../core/scope.ts';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import { recordAudit, recordSystemAudit } from '../audit-log/index.ts';
import { assignableRole } from './members.ts';
import type { invitationSchema } from './schemas.ts';
import {
  type InvitationRow,
  insertInvitation,
  insertMembership,
  lockInvitationByEmail,
  lockInvitationByToken,
  lockWaitingInvitation,
  markInvitationAccepted,
  markInvitationRevoked,
  renewInvitation,
  selectInvitations,
  selectMemberByEmail,
} from './store.ts';

export type Invitation = z.infer<typeof invitationSchema>;

const daysValid = 7;

export async function listInvitations(tx: Tx, now: Date): Promise<Invitation[]> {
  return (await selectInvitations(tx)).map((row) => present(row, now));
}

/**
 * Invites, or gives a waiting invitation a new link. The token is returned once; the database holds its hash.
 * `email` in lower case.
 */
export async function invite(
  tx: Tx,
  values: { email: string; role: string },
  now: Date,
  requestId?: string,
): Promise<{ invitation: Invitation; token: string }> {
  const role = assignableRole(values.role);
  if ((await selectMemberByEmail(tx, values.email)) !== undefined) {
    throw new AppError('conflict', `${values.email} is a member already`, {
      details: [{ path: 'email', message: 'belongs to a member' }],
    });
  }
  const token = randomBytes(32).toString('base64url');
  const tokenHash = sha256Hex(token);
  const expiresAt = new Date(now.getTime() + daysValid * 86_400_000);
  const waiting = await lockWaitingInvitation(tx, values.email);
  const { actor } = tx.scope;
  const invitedBy = personBehind(actor);
  const row =
    waiting === undefined
      ? await insertInvitation(tx, {
          email: values.email,
          role,
          tokenHash,
          invitedBy,
          createdAt: now,
          expiresAt,
        })
      : await renewInvitation(tx, waiting.id, { role, tokenHash, expiresAt });
  await recordAudit(tx, {
    action: waiting === undefined ? 'member.invited' : 'member.invitation_renewed',
    target: { type: 'invitation', id: row.id },
    detail: { email: row.email, role, expires_at: row.expires_at.toISOString() },
    requestId,
  });
  return { invitation: present(row, now), token };
}

export async function revokeInvitation(tx: Tx, id: number, now: Date, requestId?: string): Promise<void> {
  const row = await markInvitationRevoked(tx, id, now);
  if (row === undefined) throw notFound('Invitation');
  await recordAudit(tx, {
    action: 'member.invitation_revoked',
    target: { type: 'invitation', id },
    detail: { email: row.email, role: row.role },
    requestId,
  });
}

export type OpenInvitation = {
  id: number;
  organizationId: number;
  organization: string;
  email: string;
  role: Role;
  expiresAt: Date;
};

/** The invitation behind a link, locked; undefined when it is used, withdrawn, expired or unknown. */
export async function openInvitation(
  tx: SystemTx,
  token: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  return openOf(await lockInvitationByToken(tx, sha256Hex(token)), now);
}

/** The newest open invitation of an address that an identity provider vouches for, locked. */
export async function openInvitationByEmail(
  tx: SystemTx,
  email: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  return openOf(await lockInvitationByEmail(tx, email, now), now);
}

function openOf(
  row: (InvitationRow & { organizationName: string }) | undefined,
  now: Date,
): OpenInvitation | undefined {
  if (row === undefined || statusOf(row, now) !== 'pending') return undefined;
  return {
    id: row.id,
    organizationId: row.organization_id,
    organization: row.organizationName,
    email: row.email,
    role: roleFromName(row.role),
    expiresAt: row.expires_at,
  };
}

/** Makes the user a member. Who the user is has been proven by the caller. */
export async function acceptInvitation(
  tx: SystemTx,
  invitation: OpenInvitation,
  user: { id: number; email: string },
  now: Date,
  requestId?: string,
): Promise<void> {
  await markInvitationAccepted(tx, invitation.id, now);
  const joined = await addMember(tx, {
    organizationId: invitation.organizationId,
    user,
    role: invitation.role,
    by: `invitation ${invitation.id}`,
    requestId,
  });
  if (!joined) throw new AppError('conflict', 'You are a member of this organisation already');
}

/** Adds a user to an organisation and records it; false when they are a member already. */
export async function addMember(
  tx: SystemTx,
  values: {
    organizationId: number;
    user: { id: number; email: string };
    role: Role;
    by: string;
    requestId?: string | undefined;
  },
): Promise<boolean> {
  const { organizationId, user, role } = values;
  if (!(await insertMembership(tx, { organizationId, userId: user.id, role }))) return false;
  const actor: Actor = { kind: 'user', id: user.id, label: user.email };
  await recordSystemAudit(
    tx,
    organizationId,
    {
      action: 'member.joined',
      target: { type: 'user', id: user.id },
      detail: { email: user.email, role, by: values.by },
      requestId: values.requestId,
    },
    actor,
  );
  return true;
}

function statusOf(row: InvitationRow, now: Date): Invitation['status'] {
  if (row.accepted_at !== null) return 'accepted';
  if (row.revoked_at !== null) return 'revoked';
  return row.expires_at.getTime() <= now.getTime() ? 'expired' : 'pending';
}

function present(row: InvitationRow, now: Date): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: roleFromName(row.role),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    status: statusOf(row, now),
  };
}
