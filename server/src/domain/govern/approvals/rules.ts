import { permissionsOfRole, type Role, roles } from '../../../core/permissions.ts';
import type { ApprovalRow, StoredActor } from './store.ts';

/** Who may decide what, and when something falls due. Pure. */

const hourMs = 3_600_000;
const longestWaitMs = 7 * 24 * hourMs;
const reminderEveryMs = 24 * hourMs;
export const escalateAfterMs = 72 * hourMs;
/** A decision has to be over before the next instant of the same job is due. */
const longestLeadMs = 60_000;

export const decidingRoles: Role[] = roles.filter((role) => permissionsOfRole[role].has('approve'));
/** The people who are asked when those who were asked do not answer. */
export const escalationRoles: Role[] = ['owner', 'admin'];

/** Seven days, or just before the next instant at which the job is due. */
export function expiryOf(submittedAt: Date, nextDueAt: Date | null): Date {
  const longest = submittedAt.getTime() + longestWaitMs;
  if (nextDueAt === null || nextDueAt.getTime() <= submittedAt.getTime()) return new Date(longest);
  const left = nextDueAt.getTime() - submittedAt.getTime();
  return new Date(Math.min(longest, nextDueAt.getTime() - Math.min(longestLeadMs, left / 10)));
}

export function nextReminder(submittedAt: Date, now: Date): Date {
  const passed = Math.floor((now.getTime() - submittedAt.getTime()) / reminderEveryMs);
  return new Date(submittedAt.getTime() + (Math.max(0, passed) + 1) * reminderEveryMs);
}

export type Decider = {
  /** Null when the system acts. */
  userId: number | null;
  /** The role in this organisation now; undefined for somebody who is no member (any more). */
  role: Role | undefined;
  /** Whether what they act with (a session, a key) carries the permission too. */
  mayApprove: boolean;
};

/** Why this caller cannot decide, as a sentence that names the rule; null when they can. */
export function decisionProblem(
  approval: Pick<ApprovalRow, 'excluded_user_ids' | 'assignee_ids' | 'submitted_by'>,
  decider: Decider,
): string | null {
  const { userId, role } = decider;
  if (userId === null) return 'Only a person can decide.';
  if (role === undefined) return 'You are not a member of this organisation any more.';
  if (!permissionsOfRole[role].has('approve') || !decider.mayApprove) {
    return `This needs the permission approve, which your role ${role} or your key does not have.`;
  }
  if (personOf(approval.submitted_by) === userId) {
    return 'Separation of duties: you asked for this run, so somebody else has to decide.';
  }
  if (approval.excluded_user_ids.includes(userId)) {
    return 'Separation of duties: you made this job, so somebody else has to decide.';
  }
  if (!approval.assignee_ids.includes(userId)) {
    return 'You are not asked to decide this; an administrator can assign it to you.';
  }
  return null;
}

function personOf(actor: StoredActor): number | null {
  if (actor.kind === 'system') return null;
  return (actor.kind === 'user' ? actor.id : actor.userId) ?? null;
}

/** Those of the assignees who could decide if they were asked now. */
export function ableAssignees(
  approval: Pick<ApprovalRow, 'excluded_user_ids' | 'assignee_ids' | 'submitted_by'>,
  members: readonly { userId: number; role: Role }[],
): number[] {
  return members
    .filter(
      ({ userId, role }) =>
        decisionProblem(approval, { userId, role, mayApprove: permissionsOfRole[role].has('approve') }) ===
        null,
    )
    .map(({ userId }) => userId);
}

/** Everybody who may decide in general; who may not decide the one in question is seen to when they are asked. */
export function deciders(members: readonly { userId: number; role: Role }[]): number[] {
  return members.filter(({ role }) => decidingRoles.includes(role)).map(({ userId }) => userId);
}

/** Administrators and owners who are not asked yet and could decide. */
export function escalationTargets(
  approval: Pick<ApprovalRow, 'excluded_user_ids' | 'assignee_ids' | 'submitted_by'>,
  members: readonly { userId: number; role: Role }[],
): number[] {
  const asked = new Set(approval.assignee_ids);
  const candidates = members.filter(
    ({ userId, role }) => escalationRoles.includes(role) && !asked.has(userId),
  );
  const all = { ...approval, assignee_ids: candidates.map(({ userId }) => userId) };
  return ableAssignees(all, candidates);
}
