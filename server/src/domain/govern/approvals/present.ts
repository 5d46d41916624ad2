import type { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import { listMembers } from '../tenancy/index.ts';
import { decisionProblem } from './rules.ts';
import type { approvalDetailSchema, approvalSchema } from './schemas.ts';
import { type ApprovalsDeps, deciderOf } from './service.ts';
import type { ApprovalRow, StoredActor } from './store.ts';

type ApprovalView = z.input<typeof approvalSchema>;
type ApprovalDetailView = z.input<typeof approvalDetailSchema>;

/** Approvals as the caller of the transaction sees them: whether they may decide each, and if not, why. */
export async function presentApprovals(
  deps: ApprovalsDeps,
  tx: Tx,
  rows: ApprovalRow[],
): Promise<ApprovalView[]> {
  if (rows.length === 0) return [];
  const now = deps.clock.now();
  const decider = await deciderOf(tx);
  const people = new Map((await listMembers(tx)).map((member) => [member.user_id, member]));
  const subjects = new Map<string, { jobId: number; jobName: string }>();
  for (const kind of new Set(rows.map((row) => row.subject_kind))) {
    const ids = rows.filter((row) => row.subject_kind === kind).map((row) => row.subject_id);
    for (const [id, subject] of await deps.describeSubjects(tx, kind, ids)) {
      subjects.set(`${kind}:${id}`, subject);
    }
  }
  return rows.map((row) => {
    const subject = subjects.get(`${row.subject_kind}:${row.subject_id}`);
    const problem = endedProblem(row, now) ?? decisionProblem(row, decider);
    return {
      id: row.id,
      type: row.type,
      title: row.title,
      status: row.status,
      priority: row.priority,
      target_system: row.target_system,
      justification: row.justification,
      changes: row.plan.steps.length,
      plan_hash: row.plan_hash,
      subject: {
        kind: row.subject_kind as ApprovalView['subject']['kind'],
        id: row.subject_id,
        job_id: subject?.jobId ?? null,
        job_name: subject?.jobName ?? null,
      },
      submitted_by: presentActor(row.submitted_by),
      submitted_at: row.submitted_at.toISOString(),
      age_seconds: Math.max(
        0,
        Math.floor(((row.decided_at ?? now).getTime() - row.submitted_at.getTime()) / 1000),
      ),
      expires_at: row.expires_at.toISOString(),
      assignees: row.assignee_ids.map((id) => {
        const member = people.get(id);
        return { id, name: member?.name ?? '', email: member?.email ?? '' };
      }),
      can_decide: problem === null,
      cannot_decide_reason: problem,
      decided_by: row.decided_by === null ? null : presentActor(row.decided_by),
      decided_at: row.decided_at?.toISOString() ?? null,
      decision_reason: row.decision_reason,
      escalated_at: row.escalated_at?.toISOString() ?? null,
    };
  });
}

function endedProblem(row: ApprovalRow, now: Date): string | null {
  if (row.status !== 'pending') return `It was already ${row.status}.`;
  return row.expires_at.getTime() <= now.getTime() ? 'The time to decide is over.' : null;
}

function presentActor(actor: StoredActor): ApprovalView['submitted_by'] {
  return { kind: actor.kind, id: actor.id ?? null, label: actor.label };
}

export async function presentApproval(
  deps: ApprovalsDeps,
  tx: Tx,
  row: ApprovalRow,
): Promise<ApprovalDetailView> {
  const [view] = await presentApprovals(deps, tx, [row]);
  return { ...(view as ApprovalView), plan: row.plan };
}
