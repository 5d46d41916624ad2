import { AppError, notFound } from '../../../core/errors.ts';
import { type Role, roleFromName } from '../../../core/permissions.ts';
import type { Plan } from '../../../core/plan.ts';
import { type Actor, personBehind, type Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import { contentHash } from '../../../platform/hash.ts';
import { recordAudit } from '../audit-log/index.ts';
import { listMembers } from '../tenancy/index.ts';
import {
  ableAssignees,
  type Decider,
  deciders,
  decisionProblem,
  escalationTargets,
  nextReminder,
} from './rules.ts';
import * as store from './store.ts';

export type ApprovalSubject = { kind: string; id: number };

export type ApprovalsDeps = {
  db: Database;
  clock: Clock;
  announce: Announce;
  /**
   * By the kind of subject: what a decision means for it, in the same transaction. Called for `approved`,
   * `rejected` and `expired`; who cancels an approval deals with its subject itself.
   */
  onDecided: ReadonlyMap<string, (tx: Tx, approval: store.ApprovalRow) => Promise<void>>;
  /** The job of each execution, for lists; the table belongs to another module. */
  describeSubjects: (
    tx: Tx,
    kind: string,
    ids: number[],
  ) => Promise<Map<number, { jobId: number; jobName: string }>>;
};

export type ApprovalRequest = {
  /** A run of a job when absent. */
  type?: store.ApprovalType | undefined;
  subject: ApprovalSubject;
  title: string;
  targetSystem: string;
  justification: string;
  plan: Plan;
  planHash: string;
  submittedBy: Actor;
  /** Who may not decide besides the person who submitted: who made the job. */
  excludedUserIds: number[];
  assigneeIds: number[];
  expiresAt: Date;
  priority?: store.Priority;
};

/** SHA-256 of the canonical text of a plan: what an approval is bound to. */
export function planHashOf(plan: Plan): string {
  return contentHash(plan);
}

/** The members as the rules need them. */
export async function membersOf(tx: Tx): Promise<{ userId: number; role: Role }[]> {
  return (await listMembers(tx)).map((member) => ({
    userId: member.user_id,
    role: roleFromName(member.role),
  }));
}

/**
 * Puts a plan before people, in the transaction that makes its subject wait. Where nobody who is asked may
 * decide, administrators and owners are asked at once.
 */
export async function requestApproval(
  deps: Pick<ApprovalsDeps, 'announce' | 'clock'>,
  tx: Tx,
  request: ApprovalRequest,
): Promise<number> {
  const now = deps.clock.now();
  const { excludedUserIds: excluded } = request;
  const submitter = personBehind(request.submittedBy);
  const row = await store.insertApproval(tx, {
    type: request.type ?? 'scheduled_job',
    subjectKind: request.subject.kind,
    subjectId: request.subject.id,
    title: request.title,
    priority: request.priority ?? 'normal',
    targetSystem: request.targetSystem,
    justification: request.justification,
    plan: request.plan,
    planHash: request.planHash,
    submittedBy: { ...request.submittedBy },
    excludedUserIds: [...new Set(submitter === null ? excluded : [...excluded, submitter])],
    assigneeIds: [...new Set(request.assigneeIds)],
    submittedAt: now,
    expiresAt: request.expiresAt,
    nextReminderAt: nextReminder(now, now),
  });
  await deps.announce(tx, {
    type: 'approval.requested',
    payload: {
      ...facts(row),
      priority: row.priority,
      changes: row.plan.steps.length,
      plan_hash: row.plan_hash,
      expires_at: row.expires_at.toISOString(),
    },
  });
  await recordAudit(tx, {
    action: 'approval.requested',
    target: { type: 'approval', id: row.id },
    detail: {
      subject: { kind: row.subject_kind, id: row.subject_id },
      title: row.title,
      target_system: row.target_system,
      plan_hash: row.plan_hash,
      changes: row.plan.steps.length,
      assignee_ids: row.assignee_ids,
      excluded_user_ids: row.excluded_user_ids,
      expires_at: row.expires_at.toISOString(),
    },
  });
  const members = await membersOf(tx);
  if (ableAssignees(row, members).length === 0) {
    await escalate(deps, tx, row, 'nobody who was asked may decide', members);
  }
  return row.id;
}

export function facts(row: store.ApprovalRow) {
  return {
    approval_id: row.id,
    subject_kind: row.subject_kind,
    subject_id: row.subject_id,
    title: row.title,
    target_system: row.target_system,
    /** Who hears of the decision; null when a schedule asked. */
    submitted_by_user_id: personBehind(row.submitted_by as Actor),
    assignee_ids: row.assignee_ids,
  };
}

/** Asks administrators and owners too; never decides. False when there is nobody left to ask. */
export async function escalate(
  deps: Pick<ApprovalsDeps, 'announce' | 'clock'>,
  tx: Tx,
  row: store.ApprovalRow,
  reason: string,
  members: { userId: number; role: Role }[],
): Promise<boolean> {
  const added = escalationTargets(row, members);
  const assigneeIds = [...row.assignee_ids, ...added];
  await store.setAssignees(tx, row.id, assigneeIds, deps.clock.now());
  await deps.announce(tx, {
    type: 'approval.escalated',
    payload: { ...facts(row), assignee_ids: assigneeIds, reason, added_ids: added },
  });
  await recordAudit(tx, {
    action: 'approval.escalated',
    target: { type: 'approval', id: row.id },
    detail: { reason, added_ids: added, assignee_ids: assigneeIds },
  });
  return added.length > 0;
}

export async function deciderOf(tx: Tx): Promise<Decider> {
  const { actor, permissions } = tx.scope;
  const userId = personBehind(actor);
  const role = (await membersOf(tx)).find((member) => member.userId === userId)?.role;
  return { userId, role, mayApprove: permissions.has('approve') };
}

/**
 * The first valid decision wins; a second one is a conflict, and so is an approval of another plan than the one
 * that waits. What the decision means for its subject happens in the same transaction.
 */
export async function decide(
  deps: ApprovalsDeps,
  scope: Scope,
  id: number,
  decision: { decision: 'approve'; planHash: string; reason?: string | undefined } | Rejection,
): Promise<store.ApprovalRow> {
  return await deps.db.within(scope, async (tx) => {
    const row = await store.lockApproval(tx, id);
    if (row === undefined) throw notFound('approval');
    const now = deps.clock.now();
    refuseEnded(row, now);
    const problem = decisionProblem(row, await deciderOf(tx));
    if (problem !== null) throw new AppError('forbidden', problem);
    if (decision.decision === 'approve') refuseOtherPlan(row, decision.planHash);
    const status = decision.decision === 'approve' ? 'approved' : 'rejected';
    return await end(deps, tx, row, { status, by: scope.actor, at: now, reason: decision.reason ?? null });
  });
}
type Rejection = { decision: 'reject'; reason?: string | undefined };

/** The members who may decide in general. */
export async function peopleWhoMayDecide(tx: Tx): Promise<number[]> {
  return deciders(await membersOf(tx));
}

/**
 * Approves by a decision that was made before, about all plans of a kind: `by` names it, and `reason` says which
 * one and who made it. Exactly the plan that waits, like every approval.
 */
export async function approveByStandingDecision(
  deps: Pick<ApprovalsDeps, 'announce' | 'onDecided' | 'clock'>,
  tx: Tx,
  id: number,
  decision: { planHash: string; label: string; reason: string },
): Promise<store.ApprovalRow> {
  const row = await store.lockApproval(tx, id);
  if (row === undefined) throw notFound('approval');
  const at = deps.clock.now();
  refuseEnded(row, at);
  refuseOtherPlan(row, decision.planHash);
  const by: Actor = { kind: 'system', label: decision.label };
  return await end(deps, tx, row, { status: 'approved', by, at, reason: decision.reason });
}

function refuseEnded(row: store.ApprovalRow, now: Date): void {
  if (row.status !== 'pending') {
    const by = row.decided_by === null ? '' : ` by ${row.decided_by.label}`;
    throw new AppError('conflict', `This was already ${row.status}${by}; a decision is final`);
  }
  if (row.expires_at.getTime() <= now.getTime()) {
    throw new AppError('conflict', 'The time to decide is over; the next run asks again');
  }
}

function refuseOtherPlan(row: store.ApprovalRow, planHash: string): void {
  if (row.plan_hash === planHash && planHashOf(row.plan) === planHash) return;
  throw new AppError('conflict', 'What waits is not the plan that you read; read it again and decide anew', {
    details: [{ path: 'plan_hash', message: `is not the hash of the plan of approval ${row.id}` }],
  });
}

/** Ends a locked pending approval with everything that belongs to it, in the caller's transaction. */
export async function end(
  deps: Pick<ApprovalsDeps, 'announce' | 'onDecided'>,
  tx: Tx,
  row: store.ApprovalRow,
  as: { status: Exclude<store.ApprovalStatus, 'pending'>; by: Actor; at: Date; reason: string | null },
): Promise<store.ApprovalRow> {
  const ended = await store.endApproval(tx, { ...as, id: row.id, by: { ...as.by } });
  if (ended === undefined) throw new AppError('conflict', 'This was decided by somebody else just now');
  await deps.announce(tx, {
    type: 'approval.decided',
    payload: { ...facts(ended), status: ended.status, decided_by: as.by.label, reason: as.reason },
  });
  await recordAudit(tx, {
    action: endings[as.status],
    target: { type: 'approval', id: ended.id },
    outcome: as.status === 'approved' ? 'succeeded' : as.status === 'rejected' ? 'denied' : 'skipped',
    detail: {
      subject: { kind: ended.subject_kind, id: ended.subject_id },
      title: ended.title,
      target_system: ended.target_system,
      plan_hash: ended.plan_hash,
      changes: ended.plan.steps.length,
      reason: as.reason,
    },
  });
  if (as.status !== 'cancelled') await deps.onDecided.get(ended.subject_kind)?.(tx, ended);
  return ended;
}

const endings = {
  approved: 'approval.approved',
  rejected: 'approval.rejected',
  expired: 'approval.expired',
  cancelled: 'approval.cancelled',
} as const;

/**
 * Withdraws what waits for a subject, if anything does. Call it before the subject itself is changed: a decision
 * takes its locks in that order too.
 */
export async function cancelApproval(
  deps: Pick<ApprovalsDeps, 'announce' | 'clock'>,
  tx: Tx,
  subject: ApprovalSubject,
  reason: string,
): Promise<boolean> {
  const row = await store.lockPendingOf(tx, subject);
  if (row === undefined) return false;
  const as = { status: 'cancelled' as const, by: tx.scope.actor, at: deps.clock.now(), reason };
  await end({ announce: deps.announce, onDecided: new Map() }, tx, row, as);
  return true;
}

/** Hands the decision to others; each of them must be a member who may decide this one. */
export async function reassign(
  deps: ApprovalsDeps,
  scope: Scope,
  id: number,
  assigneeIds: number[],
): Promise<store.ApprovalRow> {
  return await deps.db.within(scope, async (tx) => {
    const row = await store.lockApproval(tx, id);
    if (row === undefined) throw notFound('approval');
    refuseEnded(row, deps.clock.now());
    const wanted = [...new Set(assigneeIds)];
    const members = await membersOf(tx);
    const able = ableAssignees({ ...row, assignee_ids: wanted }, members);
    const wrong = wanted.filter((userId) => !able.includes(userId));
    if (wrong.length > 0) {
      throw new AppError('unprocessable', 'Not everybody in assignee_ids may decide this', {
        details: wrong.map((userId) => ({
          path: `assignee_ids.${assigneeIds.indexOf(userId)}`,
          message:
            'must be a member with the permission approve who neither asked for the run nor made the job',
        })),
      });
    }
    await store.setAssignees(tx, id, wanted);
    await recordAudit(tx, {
      action: 'approval.reassigned',
      target: { type: 'approval', id },
      detail: { before: row.assignee_ids, after: wanted },
    });
    return { ...row, assignee_ids: wanted };
  });
}

/** The approval that allows this very plan for this subject, or undefined: then nothing may be written. */
export async function approvalOf(
  tx: Tx,
  subject: ApprovalSubject,
  approvalId: number,
  planHash: string,
): Promise<store.ApprovalRow | undefined> {
  const row = await store.getApproval(tx, approvalId);
  const allows =
    row?.status === 'approved' &&
    row.subject_kind === subject.kind &&
    row.subject_id === subject.id &&
    row.plan_hash === planHash &&
    planHashOf(row.plan) === planHash;
  return allows ? row : undefined;
}
