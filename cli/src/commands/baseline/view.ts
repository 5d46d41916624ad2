import type { Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { exactly } from '../../output/when.ts';

export type Baseline = Item<'listBaselines'>;

export const baselineKeys = [
  'id',
  'resource_id',
  'version_id',
  'captured_at',
  'created_by',
  'source',
  'description',
  'is_active',
] as const satisfies readonly (keyof Baseline)[];

export function baselineFields(context: Context, baseline: Baseline) {
  return [
    ['Baseline', `#${baseline.id}${baseline.is_active ? ', the one that scans compare with' : ''}`],
    ['Resource', `#${baseline.resource_id}, version ${baseline.version_id}`],
    ['Captured', exactly(baseline.captured_at, context.terminal.now())],
    ['By', baseline.created_by?.label ?? 'the server'],
    ['Why', baseline.source.replaceAll('_', ' ')],
    ['Description', baseline.description],
  ] as const;
}
