import type { EventWords } from '../../../platform/events/contract.ts';

/** What this module announces. */
export const alertEvents = {
  'alert.created': {
    sentence: 'An alert was raised for the first time.',
    payload: [
      'alert_id',
      'title',
      'type',
      'severity',
      'source_kind',
      'source_id',
      'source_name',
      'created_at',
    ],
  },
  'alert.updated': {
    sentence: 'An alert was acknowledged, its condition recurred, or it came back after it was resolved.',
    payload: ['alert_id', 'change', 'status', 'severity', 'title', 'type', 'occurrences'],
  },
  'alert.resolved': {
    sentence: 'An alert was resolved by a person, or its condition is over.',
    payload: ['alert_id', 'resolution', 'note', 'title', 'type', 'severity'],
  },
} as const satisfies Record<string, EventWords>;
