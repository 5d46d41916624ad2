import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import { type Severity, worst } from '../../../core/severity.ts';
import type { Change } from './compare.ts';
import { parsePath } from './path.ts';
import type { Rating } from './severity.ts';

/** What is known of an open drift: how bad it was at worst, and digests of the places at which it differed. */
export type KnownDifference = { severity: Severity; places: string[] };

type RatedChange = { change: Change; rating: Rating };
type Difference = { severity: Severity; rated: readonly RatedChange[] };

/** The newest are kept; one that was forgotten is news again. */
const placesKept = 1000;

/**
 * Whether a drift is worse than everything that is known of it: its severity rose, or it differs at a place that is
 * new and weighs as much as the whole, or weakens. What makes the resource safer is never worse. Null known: the
 * drift was opened before this was kept, so only its severity can tell. Pure.
 */
export function compareWithKnown(
  known: KnownDifference | null,
  severityBefore: Severity,
  now: Difference,
): { worse: boolean; known: KnownDifference } {
  const worstBefore = known === null ? severityBefore : worst(known.severity, severityBefore);
  const severity = worst(worstBefore, now.severity);
  const places = [...new Set(now.rated.map(placeOf))];
  const news = known === null ? [] : newPlaces(known, now);
  return {
    worse: severity !== worstBefore || news.length > 0,
    known: { severity, places: [...new Set([...(known?.places ?? []), ...places])].slice(-placesKept) },
  };
}

/** What is known of a drift that has just been opened. Pure. */
export function knownOf(now: Difference): KnownDifference {
  return { severity: now.severity, places: [...new Set(now.rated.map(placeOf))].slice(-placesKept) };
}

function newPlaces({ places }: KnownDifference, now: Difference): RatedChange[] {
  const seen = new Set(places);
  return now.rated.filter((each) => {
    const { rule, weakening, severity } = each.rating;
    const weighs = weakening || worst(severity, now.severity) === severity;
    return rule !== 'tightened' && weighs && !seen.has(placeOf(each));
  });
}

/**
 * A member of a list is known by its value and not by its position, which moves when others come and go. What
 * weakens is known by what it is now, too: a rule that was opened further is another opening.
 */
function placeOf({ change, rating }: RatedChange): string {
  const steps = parsePath(change.path);
  const positional = steps.some((step) => /^\d+$/.test(step));
  const place = [
    change.change,
    steps.map((step) => (/^\d+$/.test(step) ? '*' : step)),
    positional ? [change.before ?? null, change.change === 'added' ? (change.after ?? null) : null] : null,
    rating.weakening ? (change.after ?? null) : null,
  ] as Json;
  return createHash('sha256').update(canonicalJson(place)).digest('base64url').slice(0, 12);
}
