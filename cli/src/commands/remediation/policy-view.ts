import type { Answer } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import type { RecordView } from '../../output/printer.ts';
import { exactly } from '../../output/when.ts';

export type Policy = Answer<'getRemediationPolicy'>;

export const policyKeys = [
  'id',
  'type',
  'title',
  'scope',
  'maximum_severity',
  'daily_limit',
  'used_today',
  'reason',
  'expires_at',
  'status',
  'without_effect',
  'revision',
  'proposed_by',
  'proposed_at',
  'approved_by',
  'approved_at',
  'revoked_at',
] as const satisfies readonly (keyof Policy)[];

export function scopeWords({ scope }: Pick<Policy, 'scope'>): string {
  const parts = [
    ...(scope.provider_id === undefined ? [] : [`account ${scope.provider_id}`]),
    ...(scope.regions === undefined ? [] : [scope.regions.join(', ')]),
    ...Object.entries(scope.tags ?? {}).map(([key, value]) => `${key}=${value}`),
  ];
  return parts.length === 0 ? 'everything' : parts.join('; ');
}

export function policyRecord(context: Context, policy: Policy): RecordView<Policy> {
  const now = context.terminal.now();
  return {
    keys: policyKeys,
    text: () =>
      context.print.fields([
        ['Policy', `#${policy.id}, revision ${policy.revision}, ${policy.status}`],
        ['Allows', `${policy.title} (${policy.type})`],
        ['For', scopeWords(policy)],
        [
          'Up to',
          `${policy.maximum_severity} severity, ${policy.daily_limit} a day (${policy.used_today} used)`,
        ],
        ['Because', policy.reason],
        ['Until', exactly(policy.expires_at, now)],
        ['Proposed by', `${policy.proposed_by.label}, ${exactly(policy.proposed_at, now)}`],
        [
          'Approved by',
          policy.approved_by === null
            ? null
            : `${policy.approved_by.label}, ${exactly(policy.approved_at, now)}`,
        ],
        ['No effect', policy.without_effect],
      ]),
  };
}
