import type { NoiseRule } from './rule.ts';

/**
 * Services that ignore case return a declared value in their own case: all lower (identifiers of databases,
 * HTTP header names, host names) or as the word of a fixed list (`source` → `SOURCE`). Tags and free texts
 * keep their case, so there a new case is a change.
 */
export const letterCase: NoiseRule = {
  id: 'letter-case',
  sentence: 'The vendor treats upper and lower case alike here and returns its own spelling.',
  source: 'AWS: identifiers are stored in lower case, words of fixed lists in upper case',
  mode: 'declared',
  folds: ({ path, key, before, after, place }) => {
    if (typeof before !== 'string' || typeof after !== 'string' || before === after) return false;
    if (before.toLowerCase() !== after.toLowerCase()) return false;
    if (
      place?.freeForm === true ||
      /tags?$/i.test(String(path[0])) ||
      /description|comment|displayname/i.test(key)
    )
      return false;
    return after === after.toLowerCase() || /^[A-Za-z][A-Za-z_-]*$/.test(after);
  },
};
