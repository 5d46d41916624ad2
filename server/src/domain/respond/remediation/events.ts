import type { EventWords } from '../../../platform/events/contract.ts';

const subject = [
  'remediation_id',
  'remediation_type',
  'title',
  'resource_id',
  'resource_name',
  'resource_type',
  'provider_id',
  'severity',
  'finding_type',
  'drift_id',
  'control_id',
  'execution_id',
] as const;

/** What this module announces. */
export const remediationEvents = {
  'remediation.suggested': {
    sentence: 'A remediation was asked for; its plan is being made.',
    payload: [...subject, 'requested_by'],
  },
  'remediation.approved': {
    sentence: 'The plan of a remediation or of its rollback was approved.',
    payload: [...subject, 'approved_by', 'policy_id', 'rollback', 'held'],
  },
  'remediation.completed': {
    sentence: 'A change was made and read back, and the finding is gone.',
    payload: [...subject, 'executed_at', 'executed_by', 'rollback_until'],
  },
  'remediation.failed': {
    sentence: 'A remediation or its rollback failed, or the finding is still there after the change.',
    payload: [...subject, 'error_code', 'error', 'may_have_written', 'rollback', 'executed_by'],
  },
  'remediation.rolled_back': {
    sentence: 'A change was taken back.',
    payload: [...subject, 'rolled_back_at', 'executed_by'],
  },
} as const satisfies Record<string, EventWords>;
