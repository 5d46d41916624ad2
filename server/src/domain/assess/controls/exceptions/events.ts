import type { EventWords } from '../../../../platform/events/contract.ts';

const payload = ['exception_id', 'control_id', 'state', 'findings', 'owner', 'expires_at'] as const;

/** What exceptions announce. */
export const exceptionEvents = {
  'compliance.exception_requested': {
    sentence: 'Somebody asked that failing findings of a control be accepted for a while.',
    payload,
  },
  'compliance.exception_decided': {
    sentence: 'An exception was approved or rejected by another person.',
    payload: [...payload, 'decided_by'],
  },
  'compliance.exception_reopened': {
    sentence: 'Evidence that an exception had accepted changed, so these findings count as failing again.',
    payload: [...payload, 'resource_ids'],
  },
  'compliance.exception_ended': {
    sentence: 'An exception expired or was revoked.',
    payload: [...payload, 'reason'],
  },
} as const satisfies Record<string, EventWords>;
