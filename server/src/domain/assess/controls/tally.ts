import type { Unseen, VerdictStatus } from '../../../core/verdict.ts';
import type { AccountFacts } from './account-facts.ts';
import { type Catalogue, statusOf } from './catalogue.ts';

/** How often each verdict was given. `excepted` are failures that somebody accepted; they are not in `fail`. */
export type Counts = Record<VerdictStatus | 'excepted', number>;
export type ControlStatus = VerdictStatus | 'excepted';

/** Counts by control, then by account. */
export type Tally = Map<string, Map<number, Counts>>;

/** Which resources count. Empty lists mean all. */
export type JudgedScope = {
  providerIds: readonly number[];
  /** Regions; what is `global` belongs to every scope. */
  regions: readonly string[];
  /** Resources that carry all of these. */
  tags: Readonly<Record<string, string>>;
};

export const noCounts = (): Counts => ({ pass: 0, fail: 0, unknown: 0, not_applicable: 0, excepted: 0 });

export function inScope(
  scope: JudgedScope,
  resource: { region: string; tags: Readonly<Record<string, string>> },
): boolean {
  const { regions, tags } = scope;
  if (regions.length > 0 && resource.region !== 'global' && !regions.includes(resource.region)) return false;
  return Object.entries(tags).every(([key, value]) => resource.tags[key] === value);
}

/** Adds `count` resources with the same row of statuses. */
export function addToTally(
  tally: Tally,
  providerId: number,
  controlIds: readonly string[],
  statuses: string,
  count: number,
): void {
  for (const [place, id] of controlIds.entries())
    countsOf(tally, id, providerId)[statusOf(statuses[place] ?? 'u')] += count;
}

/** The counts of a control in an account, made when there are none. */
function countsOf(tally: Tally, controlId: string, providerId: number): Counts {
  let accounts = tally.get(controlId);
  if (accounts === undefined) {
    accounts = new Map();
    tally.set(controlId, accounts);
  }
  let counts = accounts.get(providerId);
  if (counts === undefined) {
    counts = noCounts();
    accounts.set(providerId, counts);
  }
  return counts;
}

/** Moves accepted failures out of those that count. */
export function except(tally: Tally, controlId: string, providerId: number, count: number): void {
  const counts = countsOf(tally, controlId, providerId);
  const moved = Math.min(count, counts.fail);
  counts.fail -= moved;
  counts.excepted += moved;
}

export function addCounts(into: Counts, more: Counts): Counts {
  for (const status of Object.keys(into) as ControlStatus[]) into[status] += more[status];
  return into;
}

/**
 * What a control says of an account. A list that was not read to its end may hold a resource that fails, so without
 * a failure in sight it is unknown; a failure in what was seen is one.
 */
export function statusOfCounts(counts: Counts, unlisted: readonly Unseen[]): ControlStatus {
  if (counts.fail > 0) return 'fail';
  if (counts.unknown > 0 || unlisted.length > 0) return 'unknown';
  if (counts.excepted > 0) return 'excepted';
  return counts.pass > 0 ? 'pass' : 'not_applicable';
}

const order: readonly ControlStatus[] = ['fail', 'unknown', 'excepted', 'pass', 'not_applicable'];

/** The status that decides among several; not applicable when there is none. */
export function worstStatus(statuses: Iterable<ControlStatus>): ControlStatus {
  let worst = order.length - 1;
  for (const status of statuses) worst = Math.min(worst, order.indexOf(status));
  return order[worst] as ControlStatus;
}

/**
 * What is missing of the lists of the types that a control judges, as far as it belongs to the scope. A resource
 * whose tags nobody could read may belong to a scope of tags: its list is not complete either.
 */
export function unlistedFor(
  types: readonly string[],
  facts: Pick<AccountFacts, 'unlisted' | 'untagged'>,
  scope: JudgedScope,
): Unseen[] {
  return types
    .flatMap((type) => [
      ...facts.unlisted(type),
      ...(Object.keys(scope.tags).length > 0 ? facts.untagged(type) : []),
    ])
    .filter(
      ({ region }) => region === undefined || scope.regions.length === 0 || scope.regions.includes(region),
    );
}

/** Types that are judged by a control of this id: one, or several of a control that an organisation wrote. */
export function typesOfControl(catalogue: Catalogue, controlId: string): string[] {
  return (catalogue.byId.get(controlId) ?? []).map(({ resource }) => resource.type);
}
