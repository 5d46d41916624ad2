import { sql } from 'kysely';
import type { Plan } from '../../../core/plan.ts';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';

/** The only SQL about approvals. */

export type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
/** What kind of decision it is: about a change that puts a finding in order, or about a run of a job. */
export type ApprovalType = 'remediation' | 'scheduled_job';
/** An actor as it was when it acted. */
export type StoredActor = {
  kind: 'user' | 'api_key' | 'system';
  id?: number;
  userId?: number;
  label: string;
};

export type ApprovalRow = {
  id: number;
  organization_id: number;
  type: ApprovalType;
  subject_kind: string;
  subject_id: number;
  title: string;
  priority: Priority;
  target_system: string;
  justification: string;
  plan: Plan;
  plan_hash: string;
  submitted_by: StoredActor;
  excluded_user_ids: number[];
  assignee_ids: number[];
  status: ApprovalStatus;
  submitted_at: Date;
  expires_at: Date;
  next_reminder_at: Date | null;
  escalated_at: Date | null;
  decided_by: StoredActor | null;
  decided_at: Date | null;
  decision_reason: string | null;
};

type Read = Omit<ApprovalRow, 'excluded_user_ids' | 'assignee_ids'> & {
  excluded_user_ids: unknown[];
  assignee_ids: unknown[];
};

/** Arrays of bigint come as texts; ids are safe integers. */
const asApproval = (row: unknown): ApprovalRow => {
  const read = row as Read;
  return {
    ...read,
    excluded_user_ids: read.excluded_user_ids.map(Number),
    assignee_ids: read.assignee_ids.map(Number),
  };
};

const ids = (values: readonly number[]) => sql<number[]>`${[...values]}::bigint[]`;

export type NewApproval = {
  type: ApprovalType;
  subjectKind: string;
  subjectId: number;
  title: string;
  priority: Priority;
  targetSystem: string;
  justification: string;
  plan: Plan;
  planHash: string;
  submittedBy: StoredActor;
  excludedUserIds: number[];
  assigneeIds: number[];
  submittedAt: Date;
  expiresAt: Date;
  nextReminderAt: Date;
};

export async function insertApproval(tx: Tx, approval: NewApproval): Promise<ApprovalRow> {
  const row = await tx.sql
    .insertInto('approvals')
    .values({
      organization_id: tx.scope.organizationId,
      type: approval.type,
      subject_kind: approval.subjectKind,
      subject_id: approval.subjectId,
      title: approval.title,
      priority: approval.priority,
      target_system: approval.targetSystem,
      justification: approval.justification,
      plan: JSON.stringify(approval.plan),
      plan_hash: approval.planHash,
      submitted_by: JSON.stringify(approval.submittedBy),
      excluded_user_ids: ids(approval.excludedUserIds),
      assignee_ids: ids(approval.assigneeIds),
      submitted_at: approval.submittedAt,
      expires_at: approval.expiresAt,
      next_reminder_at: approval.nextReminderAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return asApproval(row);
}

const ofOrganization = (tx: Tx) =>
  tx.sql.selectFrom('approvals').where('organization_id', '=', tx.scope.organizationId);

export async function getApproval(tx: Tx, id: number): Promise<ApprovalRow | undefined> {
  const row = await ofOrganization(tx).selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : asApproval(row);
}

/** Locked until the transaction ends: of two decisions the second waits and sees the first. */
export async function lockApproval(tx: Tx, id: number): Promise<ApprovalRow | undefined> {
  const row = await ofOrganization(tx).selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : asApproval(row);
}

export async function lockPendingOf(
  tx: Tx,
  subject: { kind: string; id: number },
): Promise<ApprovalRow | undefined> {
  const row = await ofOrganization(tx)
    .selectAll()
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('status', '=', 'pending')
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : asApproval(row);
}

/** Undefined when it was not pending any more. */
export async function endApproval(
  tx: Tx,
  end: {
    id: number;
    status: Exclude<ApprovalStatus, 'pending'>;
    by: StoredActor;
    at: Date;
    reason: string | null;
  },
): Promise<ApprovalRow | undefined> {
  const row = await tx.sql
    .updateTable('approvals')
    .set({
      status: end.status,
      decided_by: JSON.stringify(end.by),
      decided_at: end.at,
      decision_reason: end.reason,
      next_reminder_at: null,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', end.id)
    .where('status', '=', 'pending')
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? undefined : asApproval(row);
}

export async function setAssignees(
  tx: Tx,
  id: number,
  assigneeIds: number[],
  escalatedAt?: Date,
): Promise<void> {
  await tx.sql
    .updateTable('approvals')
    .set({
      assignee_ids: ids(assigneeIds),
      ...(escalatedAt === undefined ? {} : { escalated_at: escalatedAt }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function setNextReminder(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.sql
    .updateTable('approvals')
    .set({ next_reminder_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export type ApprovalFilter = {
  statuses: string[] | undefined;
  priorities: string[] | undefined;
  types: string[] | undefined;
  assigneeId: number | undefined;
  /** A label, whatever its case. */
  submitterLabel: string | undefined;
  submitterId: number | undefined;
};

/** Oldest first: who waits longest is served first. */
export async function listApprovals(
  tx: Tx,
  filter: ApprovalFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: ApprovalRow[]; total: number }> {
  let query = ofOrganization(tx);
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses);
  if (filter.priorities !== undefined) query = query.where('priority', 'in', filter.priorities);
  if (filter.types !== undefined) query = query.where('type', 'in', filter.types);
  if (filter.assigneeId !== undefined) {
    query = query.where(sql<boolean>`${filter.assigneeId}::bigint = any(assignee_ids)`);
  }
  if (filter.submitterLabel !== undefined) {
    query = query.where(sql<boolean>`lower(submitted_by->>'label') = ${filter.submitterLabel.toLowerCase()}`);
  }
  if (filter.submitterId !== undefined) {
    query = query.where(
      sql<boolean>`CASE submitted_by->>'kind' WHEN 'user' THEN submitted_by->>'id'
        WHEN 'api_key' THEN submitted_by->>'userId' END = ${String(filter.submitterId)}`,
    );
  }
  const rows = await query
    .selectAll()
    .orderBy('submitted_at')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows: rows.map(asApproval), total };
}

/**
 * Pending approvals where something is due: the end of their time, a reminder, an escalation, or that nobody
 * of those who are asked may decide any more. `decidingRoles` are the
 * roles that may, `escalationRoles` those that are asked then.
 */
export async function findDue(
  tx: SystemTx,
  due: {
    now: Date;
    escalateSubmittedBefore: Date;
    decidingRoles: string[];
    escalationRoles: string[];
    limit: number;
  },
): Promise<{ id: number; organizationId: number }[]> {
  const { rows } = await sql<{ id: number; organization_id: number }>`
    SELECT a.id, a.organization_id FROM approvals a
    WHERE a.status = 'pending' AND (
      a.expires_at <= ${due.now} OR a.next_reminder_at <= ${due.now}
      OR (a.escalated_at IS NULL AND a.submitted_at <= ${due.escalateSubmittedBefore})
      OR (NOT EXISTS (
        SELECT 1 FROM memberships m WHERE m.organization_id = a.organization_id
          AND m.user_id = any(a.assignee_ids) AND m.user_id <> all(a.excluded_user_ids)
          AND m.role = any(${due.decidingRoles}::text[]))
        AND EXISTS (
        SELECT 1 FROM memberships m WHERE m.organization_id = a.organization_id
          AND m.user_id <> all(a.assignee_ids) AND m.user_id <> all(a.excluded_user_ids)
          AND m.role = any(${due.escalationRoles}::text[]))))
    ORDER BY a.expires_at, a.id LIMIT ${due.limit}`.execute(tx.sql);
  return rows.map((row) => ({ id: row.id, organizationId: row.organization_id }));
}
