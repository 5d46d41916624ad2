import { jsonEqual } from '../../../../core/json.ts';
import type { NoiseRule } from './rule.ts';

/**
 * Equality-gated: only the documented value itself is folded, any other value is drift. Between two snapshots
 * only a default that appears is folded (a reader that learned to read one more setting); a setting that the
 * same reader no longer sees is reported.
 */
export const documentedDefault: NoiseRule = {
  id: 'documented-default',
  sentence: 'This is the value that the vendor documents for a setting that nobody made.',
  source: 'default of the resource schema or of the vendor documentation',
  folds: ({ place, change, before, after, mode, path, beforeParent }) => {
    // A default counts inside a block that is there on both sides, not when the whole block is new.
    if (path.length > 1 && beforeParent === undefined) return false;
    if (place === undefined || change === 'modified') return false;
    if (change === 'removed' && mode === 'snapshot') return false;
    const value = change === 'added' ? after : before;
    return value !== undefined && place.defaults.some((fallback) => jsonEqual(fallback, value));
  },
};
