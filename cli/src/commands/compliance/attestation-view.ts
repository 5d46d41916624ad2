import type { Item } from '@infraudit/api-client';

export type Attestation = Item<'listAttestations'>;
export const attestationStates = ['valid', 'expired', 'withdrawn'] as const;

export const attestationKeys = [
  'id',
  'framework_id',
  'framework_version',
  'requirement_id',
  'state',
  'statement',
  'attested_by',
  'attested_at',
  'valid_until',
  'withdrawn_by',
  'withdrawn_at',
  'withdraw_reason',
  'file',
] as const satisfies readonly (keyof Attestation)[];
