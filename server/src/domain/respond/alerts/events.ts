import type { EventWords } from '../../../platform/events/contract.ts';

/** What every event of an alert tells, so that rules can ask for any of it without looking it up. */
export const alertFactNames = [
  'alert_id',
  'title',
  'description',
  'type',
  'severity',
  'status',
  'source_kind',
  'source_id',
  'source_key',
  'source_name',
  'resource_id',
  'resource_name',
  'resource_type',
  'region',
  'attribute',
  'provider_id',
  'provider_name',
  'provider_type',
  'control_ids',
  'tags',
  'muted',
  'flapping',
  'first_check',
  'worsened_at',
  'assignee_id',
  'occurrences',
  'created_at',
  'opened_at',
  'last_occurred_at',
  'url_path',
] as const;

/** What this module announces. */
export const alertEvents = {
  'alert.created': {
    sentence: 'An alert was raised for the first time.',
    payload: [...alertFactNames],
  },
  'alert.updated': {
    sentence:
      'An alert recurred, came back, became worse, or a person acted on it; `change` says which. Of one that flaps, coming back and growing are announced once an hour.',
    payload: [...alertFactNames, 'change', 'worse'],
  },
  'alert.resolved': {
    sentence:
      'An alert was resolved by a person, or its condition is over. Of one that flaps, this is announced once an hour.',
    payload: [...alertFactNames, 'resolution', 'note'],
  },
} as const satisfies Record<string, EventWords>;
