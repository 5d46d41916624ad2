import type { EventWords } from '../../../platform/events/contract.ts';

/** What this module announces. */
export const driftEvents = {
  'drift.detected': {
    sentence: 'A detection opened a drift.',
    payload: [
      'drift_id',
      'resource_id',
      'resource_name',
      'resource_type',
      'provider_id',
      'attribute',
      'drift_type',
      'severity',
      'summary',
    ],
  },
  'drift.updated': { sentence: 'A person changed the status of a drift.', payload: ['drift_id', 'status'] },
  'drift.resolved': {
    sentence: 'A drift ended: reverted, accepted, resolved by a person, or its resource was deleted.',
    payload: ['drift_id', 'resource_id', 'reason', 'note', 'resolved_by', 'resolved_at'],
  },
} as const satisfies Record<string, EventWords>;
