import { systemScope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { organizationScope } from '../tenancy/index.ts';
import {
  ableAssignees,
  decidingRoles,
  escalateAfterMs,
  escalationRoles,
  escalationTargets,
  nextReminder,
} from './rules.ts';
import { type ApprovalsDeps, end, escalate, facts, membersOf } from './service.ts';
import * as store from './store.ts';

const atOnce = 100;

/**
 * What time does to approvals that wait: they expire, remind, and are escalated; nothing is ever approved by
 * waiting. Safe in every process at once: each approval is locked and looked at again. Returns how many were due.
 */
export async function sweepApprovals(deps: ApprovalsDeps): Promise<number> {
  const now = deps.clock.now();
  const why = systemScope('approvals of every organisation expire, remind and are escalated');
  const due = await deps.db.asSystem(why, (tx) =>
    store.findDue(tx, {
      now,
      escalateSubmittedBefore: new Date(now.getTime() - escalateAfterMs),
      decidingRoles,
      escalationRoles,
      limit: atOnce,
    }),
  );
  for (const { id, organizationId } of due) {
    await deps.db.within(organizationScope(organizationId, 'approvals'), async (tx) => {
      const row = await store.lockApproval(tx, id);
      if (row?.status === 'pending') await attend(deps, tx, row, now);
    });
  }
  return due.length;
}

async function attend(deps: ApprovalsDeps, tx: Tx, row: store.ApprovalRow, now: Date): Promise<void> {
  if (row.expires_at.getTime() <= now.getTime()) {
    const reason = 'nobody decided in time';
    await end(deps, tx, row, { status: 'expired', by: tx.scope.actor, at: now, reason });
    return;
  }
  let current = row;
  const members = await membersOf(tx);
  const added = escalationTargets(row, members);
  const reason = escalationReason(row, members, added, now);
  if (reason !== null) {
    await escalate(deps, tx, row, reason, members);
    current = { ...row, assignee_ids: [...row.assignee_ids, ...added] };
  }
  if (row.next_reminder_at === null || row.next_reminder_at.getTime() > now.getTime()) return;
  await store.setNextReminder(tx, row.id, nextReminder(row.submitted_at, now));
  await deps.announce(tx, {
    type: 'approval.reminder',
    payload: {
      ...facts(current),
      submitted_at: row.submitted_at.toISOString(),
      expires_at: row.expires_at.toISOString(),
    },
  });
}

function escalationReason(
  row: store.ApprovalRow,
  members: Parameters<typeof ableAssignees>[1],
  added: number[],
  now: Date,
): string | null {
  const nobody = ableAssignees(row, members).length === 0;
  if (nobody && added.length > 0) return 'nobody who was asked may decide any more';
  const late = now.getTime() - row.submitted_at.getTime() >= escalateAfterMs;
  return row.escalated_at === null && late ? 'nobody decided for 72 hours' : null;
}
