import type { EventWords } from '../../../platform/events/contract.ts';

/** What this module announces. */
export const webhookEvents = {
  'webhook.paused': {
    sentence: 'A webhook gets nothing any more: it answered 410 Gone, or nothing arrived for a day.',
    payload: ['webhook_id', 'name', 'reason', 'failures_in_a_row', 'failing_since'],
  },
  'webhook.enabled': {
    sentence: 'A webhook that was disabled or paused gets events again.',
    payload: ['webhook_id', 'name'],
  },
  'webhook.disabled': {
    sentence: 'A person disabled a webhook; what waited for it is not sent.',
    payload: ['webhook_id', 'name', 'suppressed'],
  },
  'webhook.deleted': { sentence: 'A webhook was deleted.', payload: ['webhook_id', 'name'] },
} as const satisfies Record<string, EventWords>;
