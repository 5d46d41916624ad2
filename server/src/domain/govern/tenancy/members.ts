import type { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import { type Role, roles } from '../../../core/permissions.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../audit-log/index.ts';
import { roleOfRequest } from './roles.ts';
import type { memberSchema } from './schemas.ts';
import {
  deleteMember,
  lockOwners,
  type MemberRow,
  selectMember,
  selectMembers,
  updateMemberRole,
} from './store.ts';

export type Member = z.infer<typeof memberSchema>;

export async function listMembers(tx: Tx): Promise<Member[]> {
  return (await selectMembers(tx)).map(present);
}

/** Throws `invalid_input` for an unknown role and `unprocessable` for `owner`: nobody is made owner this way. */
export function assignableRole(name: string): Role {
  const role = roleOfRequest(name);
  if (role === undefined) {
    const known = roles.filter((each) => each !== 'owner').join(', ');
    throw new AppError('invalid_input', `${JSON.stringify(name)} is not a role`, {
      details: [{ path: 'role', message: `must be one of ${known}` }],
    });
  }
  if (role === 'owner') {
    throw new AppError(
      'unprocessable',
      'A second owner cannot be made by an invitation or a change of role',
      {
        details: [{ path: 'role', message: 'must not be owner' }],
      },
    );
  }
  return role;
}

export async function changeMemberRole(
  tx: Tx,
  userId: number,
  roleName: string,
  requestId?: string,
): Promise<Member> {
  const member = await requireMember(tx, userId);
  if (roleOfRequest(roleName) === member.role) return present(member);
  const role = assignableRole(roleName);
  await refuseLastOwner(tx, userId, 'get another role');
  await updateMemberRole(tx, userId, role);
  await recordAudit(tx, {
    action: 'member.role_changed',
    target: { type: 'user', id: userId },
    detail: { email: member.email, before: member.role, after: role },
    requestId,
  });
  return present({ ...member, role });
}

export async function removeMember(tx: Tx, userId: number, now: Date, requestId?: string): Promise<void> {
  const member = await requireMember(tx, userId);
  await refuseLastOwner(tx, userId, 'be removed');
  const { keysEnded } = await deleteMember(tx, userId, now);
  await recordAudit(tx, {
    action: 'member.removed',
    target: { type: 'user', id: userId },
    detail: { email: member.email, role: member.role, keys_ended: keysEnded },
    requestId,
  });
}

async function requireMember(tx: Tx, userId: number): Promise<MemberRow> {
  const member = await selectMember(tx, userId);
  if (member === undefined) throw notFound('Member');
  return member;
}

async function refuseLastOwner(tx: Tx, userId: number, what: string): Promise<void> {
  const owners = await lockOwners(tx);
  if (owners.length === 1 && owners[0] === userId) {
    throw new AppError('conflict', `The last owner of the organisation cannot ${what}`);
  }
}

function present(row: MemberRow): Member {
  return {
    user_id: row.userId,
    email: row.email,
    name: row.name,
    role: row.role,
    joined_at: row.joinedAt.toISOString(),
    last_active_at: row.lastActiveAt?.toISOString() ?? null,
  };
}
