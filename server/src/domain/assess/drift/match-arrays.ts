import { canonicalJson } from '../../../core/canonical-json.ts';
import { isJsonObject, type Json, jsonEqual } from '../../../core/json.ts';
import type { Place } from './facts.ts';
import { identityKeyedArray, identityOf, identityText, unorderedArray } from './noise/arrays.ts';
import type { NoiseRule } from './noise/rule.ts';
import type { Segment } from './path.ts';

export type Pair = { segment: Segment; before: Json; after: Json };
export type Single = { segment: Segment; value: Json };

/** Which members of two lists belong together, and what is left over on either side. */
export type ArrayMatch = {
  pairs: Pair[];
  removed: Single[];
  added: Single[];
  /** Members stand in another order: the rule that says this means nothing, or `meaningful`. */
  order: 'same' | 'meaningful' | NoiseRule;
};

export type MatchOptions = {
  place: Place | undefined;
  /** The order has no meaning, whatever the schema says (policy lists, tags). */
  unordered: boolean;
  /** A declaration is compared: the service may list members in an order of its own. */
  declared: boolean;
  /** How many differences remain between two members after all rules, and of how many leaves. */
  residue: (before: Json, after: Json) => number;
  /** Pair the only leftover of each side even when little of it stayed the same. */
  lone?: boolean;
};

/** Above this product of leftovers only exact matches are tried; pairing costs their product. */
const maximumPairings = 20_000;

/** `before` and `after` are known to differ. Pure. */
export function matchArrays(before: Json[], after: Json[], options: MatchOptions): ArrayMatch {
  const unordered = options.unordered || options.place?.unordered === true;
  if (before.every(isScalar) && after.every(isScalar)) return matchScalars(before, after, unordered, options);
  const keys = identityOf(before, after, options.place?.identity);
  if (keys !== undefined) return matchByIdentity(before, after, keys, unordered, options.declared);
  if (unordered || options.declared || before.length !== after.length) {
    return matchBySimilarity(before, after, unordered, options);
  }
  return matchByPosition(before, after);
}

const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;

function matchByPosition(before: Json[], after: Json[]): ArrayMatch {
  const match: ArrayMatch = { pairs: [], removed: [], added: [], order: 'same' };
  const shared = Math.min(before.length, after.length);
  for (let index = 0; index < shared; index++) {
    match.pairs.push({ segment: index, before: before[index] as Json, after: after[index] as Json });
  }
  for (let index = shared; index < before.length; index++) {
    match.removed.push({ segment: index, value: before[index] as Json });
  }
  for (let index = shared; index < after.length; index++) {
    match.added.push({ segment: index, value: after[index] as Json });
  }
  return match;
}

function matchScalars(before: Json[], after: Json[], unordered: boolean, options: MatchOptions): ArrayMatch {
  const { left, added } = leftovers(before, after);
  const match: ArrayMatch = { pairs: [], removed: [], added: [], order: 'same' };
  if (left.length === 0 && added.length === 0) {
    // The same members: only the order can differ.
    match.order = unordered || options.declared ? unorderedArray : 'meaningful';
    return match;
  }
  const free = [...added];
  const pairing = left.length * added.length <= maximumPairings;
  for (const value of left) {
    const at = pairing ? free.findIndex((candidate) => options.residue(value, candidate) === 0) : -1;
    if (at < 0) match.removed.push({ segment: memberName(value), value });
    else
      match.pairs.push({ segment: memberName(value), before: value, after: free.splice(at, 1)[0] as Json });
  }
  for (const value of free) match.added.push({ segment: memberName(value), value });
  const [lost, gained] = [match.removed[0], match.added[0]];
  const replaced =
    !unordered && before.length === after.length && match.removed.length === 1 && match.added.length === 1;
  if (replaced && lost && gained && after[before.indexOf(lost.value)] === gained.value) {
    const pair = { segment: before.indexOf(lost.value), before: lost.value, after: gained.value };
    return { ...match, removed: [], added: [], pairs: [...match.pairs, pair] };
  }
  return match;
}

/** Members of either side without a partner of the same value on the other, each as often as it is left over. */
function leftovers(before: Json[], after: Json[]): { left: Json[]; added: Json[] } {
  const counts = new Map<Json, number>();
  for (const value of after) counts.set(value, (counts.get(value) ?? 0) + 1);
  const left = before.filter((value) => {
    const count = counts.get(value) ?? 0;
    if (count > 0) counts.set(value, count - 1);
    return count === 0;
  });
  const added = [...counts].flatMap(([value, count]) => Array.from({ length: count }, () => value));
  return { left, added };
}

const memberName = (value: Json): Segment => ({
  identity: typeof value === 'string' ? value : String(value),
});

function matchByIdentity(
  before: Json[],
  after: Json[],
  keys: string[],
  unordered: boolean,
  declared: boolean,
): ArrayMatch {
  const match: ArrayMatch = { pairs: [], removed: [], added: [], order: 'same' };
  const byName = new Map<string, Json>();
  for (const member of after) if (isJsonObject(member)) byName.set(identityText(member, keys), member);
  const kept: string[] = [];
  for (const member of before) {
    if (!isJsonObject(member)) continue;
    const name = identityText(member, keys);
    const partner = byName.get(name) ?? (declared ? qualified(byName, name) : undefined);
    if (partner === undefined) match.removed.push({ segment: { identity: name }, value: member });
    else {
      match.pairs.push({ segment: { identity: name }, before: member, after: partner });
      kept.push(name);
    }
  }
  const known = new Set(kept);
  const order: string[] = [];
  for (const [name, member] of byName) {
    if (known.has(name)) order.push(name);
    else match.added.push({ segment: { identity: name }, value: member });
  }
  if (order.some((name, index) => name !== kept[index]))
    match.order = unordered ? unorderedArray : identityKeyedArray;
  return match;
}

/** The service may have put a name space before a declared name: `tenant` → `custom:tenant`. */
function qualified(byName: Map<string, Json>, name: string): Json | undefined {
  for (const [candidate, member] of byName) {
    if (candidate.endsWith(`:${name}`) || candidate.endsWith(`/${name}`)) {
      byName.delete(candidate);
      return member;
    }
  }
  return undefined;
}

function matchBySimilarity(
  before: Json[],
  after: Json[],
  unordered: boolean,
  options: MatchOptions,
): ArrayMatch {
  const match: ArrayMatch = { pairs: [], removed: [], added: [], order: 'same' };
  const candidates = new Map<string, number[]>();
  after.forEach((member, index) => {
    const text = canonicalJson(member);
    const list = candidates.get(text);
    if (list === undefined) candidates.set(text, [index]);
    else list.push(index);
  });
  const taken = new Set<number>();
  const left: number[] = [];
  let last = -1;
  before.forEach((member, index) => {
    const at = candidates.get(canonicalJson(member))?.shift();
    if (at === undefined) left.push(index);
    else {
      taken.add(at);
      if (at < last) match.order = unordered || options.declared ? unorderedArray : 'meaningful';
      last = at;
    }
  });
  let free = after.map((_, index) => index).filter((index) => !taken.has(index));
  for (const index of left) {
    const member = before[index] as Json;
    const partner =
      left.length * free.length > maximumPairings ? undefined : closest(member, after, free, index, options);
    if (partner === undefined) {
      match.removed.push({ segment: index, value: member });
      continue;
    }
    free = free.filter((at) => at !== partner);
    match.pairs.push({ segment: partner, before: member, after: after[partner] as Json });
    if (partner !== index && match.order === 'same')
      match.order = unordered || options.declared ? unorderedArray : 'same';
  }
  for (const index of free) match.added.push({ segment: index, value: after[index] as Json });
  return match;
}

/** The free member that differs least; none when less than half would be the same. */
function closest(
  member: Json,
  after: Json[],
  free: number[],
  position: number,
  options: MatchOptions,
): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const at of free) {
    const candidate = after[at] as Json;
    const residue = jsonEqual(member, candidate) ? 0 : options.residue(member, candidate);
    if (residue < least || (residue === least && at === position)) {
      least = residue;
      best = at;
    }
    if (least === 0 && best !== undefined) break;
  }
  if (best === undefined) return undefined;
  // A lone replaced member is most likely the same one, changed.
  const alone = free.length === 1 && options.lone === true;
  return least * (alone ? 1 : 2) <= leaves(member) ? best : undefined;
}

function leaves(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 0;
  for (const member of Array.isArray(value) ? value : Object.values(value)) count += leaves(member);
  return count;
}
