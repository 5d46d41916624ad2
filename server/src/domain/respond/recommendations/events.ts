import type { EventWords } from '../../../platform/events/contract.ts';

const payload = [
  'recommendation_id',
  'title',
  'type',
  'priority',
  'severity',
  'rule_id',
  'provider_id',
  'resource_id',
  'resource_name',
  'resource_type',
  'resource_count',
] as const;

/** What this module announces. */
export const recommendationEvents = {
  'recommendation.created': { sentence: 'There is something new to be done.', payload },
  'recommendation.closed': {
    sentence: 'A recommendation was applied or dismissed by a person, or its finding is over.',
    payload: [...payload, 'status', 'note'],
  },
} as const satisfies Record<string, EventWords>;
