import type { EventWords } from '../../../platform/events/contract.ts';

/** What this module announces. */
export const providerEvents = {
  'provider.connected': {
    sentence: 'A cloud account was connected.',
    payload: ['provider_id', 'provider_type', 'account_id', 'name'],
  },
  'provider.synced': {
    sentence: 'A cloud account was read, wholly, partly or not at all.',
    payload: [
      'provider_id',
      'status',
      'found',
      'created',
      'updated',
      'unchanged',
      'deleted',
      'unreadable',
      'error',
    ],
  },
  'provider.disconnected': {
    sentence: 'A cloud account was disconnected and its credentials were deleted.',
    payload: ['provider_id', 'account_id', 'name'],
  },
} as const satisfies Record<string, EventWords>;
