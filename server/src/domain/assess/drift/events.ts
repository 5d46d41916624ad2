import type { EventWords } from '../../../platform/events/contract.ts';

/** Which drift it is, in every event that tells of its state. */
const driftFacts = [
  'drift_id',
  'resource_id',
  'resource_name',
  'resource_type',
  'provider_id',
  'attribute',
  'drift_type',
  'severity',
] as const;

/** What this module announces. */
export const driftEvents = {
  'drift.detected': {
    sentence: 'A detection opened a drift.',
    payload: [...driftFacts, 'summary'],
  },
  'drift.updated': {
    sentence:
      'An open drift says something else: a person changed its status, or a detection found another difference; `change` says which. `worse` when its severity rose or more differs than was known.',
    payload: [...driftFacts, 'severity_before', 'summary', 'status', 'change', 'worse'],
  },
  'drift.resolved': {
    sentence: 'A drift ended: reverted, accepted, resolved by a person, or its resource was deleted.',
    payload: ['drift_id', 'resource_id', 'reason', 'note', 'resolved_by', 'resolved_at'],
  },
} as const satisfies Record<string, EventWords>;
