import type { Item } from '../../app/api.ts';
import { sentence } from '../../ui/words.ts';

export type Drift = Item<'listDrifts'>;

export const driftTypeTitle = (id: string): string => sentence(id);

const reasons: Record<NonNullable<Drift['resolution_reason']>, string> = {
  reverted: 'the value is back to its baseline',
  baseline_updated: 'the baseline was replaced',
  accepted: 'accepted as it is',
  manual: 'resolved by a person',
  false_positive: 'marked as no real drift',
  resource_deleted: 'the resource was deleted',
};

export function resolutionWords(drift: Pick<Drift, 'resolution_reason' | 'resolved_by'>): string {
  if (drift.resolution_reason === null) return '';
  return reasons[drift.resolution_reason] + (drift.resolved_by === null ? '' : ` (${drift.resolved_by})`);
}

/** Who did it, in half a sentence; when that is not known, that. */
export function attributionWords(attribution: Drift['attribution']): string {
  if (attribution === null) return 'who is not known';
  if (attribution.state === 'known') return `by ${attribution.principal} through ${attribution.call}`;
  return `who is not known: ${attribution.reason}`;
}
