import type { EventWords } from '../../../platform/events/contract.ts';

const request = [
  'approval_id',
  'subject_kind',
  'subject_id',
  'title',
  'target_system',
  'submitted_by_user_id',
  'assignee_ids',
] as const;

/** What this module announces. */
export const approvalEvents = {
  'approval.requested': {
    sentence: 'A plan waits for somebody to approve or reject it.',
    payload: [...request, 'priority', 'changes', 'plan_hash', 'expires_at'],
  },
  'approval.reminder': {
    sentence: 'A plan still waits: 24 hours after it was submitted, and every day after that.',
    payload: [...request, 'submitted_at', 'expires_at'],
  },
  'approval.escalated': {
    sentence:
      'Nobody decided for 72 hours, or nobody who was asked can decide: administrators were asked too.',
    payload: [...request, 'reason', 'added_ids'],
  },
  'approval.decided': {
    sentence: 'A plan does not wait any more: approved, rejected, expired or cancelled.',
    payload: [...request, 'status', 'decided_by', 'reason'],
  },
} as const satisfies Record<string, EventWords>;
