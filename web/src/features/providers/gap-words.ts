import type { Answer } from '../../app/api.ts';
import { count } from '../../ui/words.ts';

export type Gap = Answer<'getCoverage'>['gaps'][number];

const reasons: Record<Gap['reason'], string> = {
  denied: 'denied',
  throttled: 'throttled by the provider',
  unsupported: 'not supported by the provider',
  failed: 'failed',
  region_disabled: 'the region is not enabled',
  cancelled: 'the sync was cancelled',
  timeout: 'took too long',
  capped: 'cut off at the limit of one sync',
};

/** Why a source was not seen whole, and what to grant when that is the cure. */
export function gapWords(gap: Gap): string {
  const reach =
    gap.paths.length === 0 || gap.paths.includes('*')
      ? 'the whole source'
      : gap.paths.length === 1
        ? (gap.paths[0] ?? '')
        : count(gap.paths.length, 'path');
  const affected = gap.resources === null ? '' : ` of ${count(gap.resources, 'resource')}`;
  const cure = gap.permission === undefined ? '' : `, missing ${gap.permission}`;
  return `${reasons[gap.reason]}: ${reach}${affected}${cure}`;
}
