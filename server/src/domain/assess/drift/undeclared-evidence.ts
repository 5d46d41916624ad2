import type { Difference } from './noise/rule.ts';

/**
 * Does anything show that somebody made this undeclared setting? The declaration is silent, so the vendor may
 * have chosen it; only positive evidence makes it drift.
 */
export function showsIntent({ path, place, after, beforeParent }: Difference): boolean {
  // A member beside declared members, in a list or in a map of free keys: the declaration does speak of the
  // whole list, and the vendor adds nothing to it.
  const last = path.at(-1);
  if (typeof last !== 'string') return Array.isArray(beforeParent);
  // The vendor documents another value for a setting that nobody made.
  return place !== undefined && place.defaults.length > 0 && after !== undefined;
}
