import type { EventWords } from '../../../platform/events/contract.ts';

/** What this module announces. */
export const notificationEvents = {
  'notification.channel_failing': {
    sentence: 'A message to a channel failed for good, and none had before since the last one that arrived.',
    payload: ['channel_id', 'name', 'kind', 'reason'],
  },
  'notification.channel_deleted': {
    sentence: 'A channel was deleted.',
    payload: ['channel_id', 'name', 'kind'],
  },
  'notification.channel_recovered': {
    sentence: 'A message arrived at a channel that had been failing.',
    payload: ['channel_id', 'name', 'kind'],
  },
} as const satisfies Record<string, EventWords>;
