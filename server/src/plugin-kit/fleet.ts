import type { JsonObject } from '../core/json.ts';
import type { Unreadable } from '../core/observation.ts';
import type { Unseen } from '../core/verdict.ts';
import type { FleetMember, FleetView, KeysOf, Within } from './define-control.ts';
import { type Looks, lookAtAll, lookAtRegion, lookAtUnread, lookByKey } from './fleet-looks.ts';
import { UnseenError, watchedConfiguration, watchedTags } from './watched-configuration.ts';

/** A stored resource version as the kit judges it. */
export type JudgedResource = {
  externalId: string;
  name: string;
  region: string;
  tags: Readonly<Record<string, string>>;
  configuration: JsonObject;
  unreadable: readonly Unreadable[];
};

/** Resources of one type in an account, and where its lists were not complete. */
export type FleetOfType = {
  type: string;
  /** Another array when members were added. */
  resources: readonly JudgedResource[];
  unlisted: readonly Unseen[];
  /** Only of a part: whether it has all members that the question finds. Absent: all members of the type are here. */
  holds?(look: number): boolean;
  /** Only of a part: of the members that the question finds and that did not move, the first, when it was brought. */
  lead?(look: number): JudgedResource | undefined;
};

type Member = FleetMember<JsonObject>;
type Index = { found: Map<string, { look: number; members: Member[] }>; unseen: Unseen[] };

/** One fleet for all controls of an account: what they look up is indexed once. */
export type SharedFleet = { view(keys: Readonly<Record<string, KeysOf>>): FleetView<JsonObject, string> };

/** `looks` is told what the controls ask. */
export function sharedFleet(fleet: FleetOfType, looks?: Looks): SharedFleet {
  const { type } = fleet;
  let built: readonly JudgedResource[] | undefined;
  let members: Member[] = [];
  const indexes = new Map<KeysOf, Index>();

  const all = (): Member[] => {
    if (built !== fleet.resources) {
      built = fleet.resources;
      members = built.map((resource) => memberOf(type, resource));
      indexes.clear();
    }
    return members;
  };
  const isHeld = (look: number): boolean => fleet.holds === undefined || fleet.holds(look);
  const note = (look: number, missing: 'missing' | 'missingFirst' = 'missing'): void => {
    if (looks === undefined) return;
    looks.seen.add(look);
    if (isHeld(look)) return;
    looks.lacks = true;
    looks[missing].add(look);
  };
  const lookWithin = (within: Within | undefined): number =>
    within?.region === undefined ? lookAtAll(type) : lookAtRegion(type, within.region);
  const present = (within: Within | undefined): Member[] =>
    within?.region === undefined ? all() : all().filter(({ region }) => region === within.region);
  const inRegion = (within: Within | undefined): Member[] => {
    note(lookWithin(within));
    return present(within);
  };
  const unlistedIn = (within: Within | undefined): Unseen[] =>
    fleet.unlisted.filter(
      ({ region }) => within?.region === undefined || region === undefined || region === within.region,
    );
  /** The first member that passes; throws when none does and something could not be seen. */
  const find = (test: (member: Member) => boolean, within: Within | undefined): Member | undefined => {
    const unseen: Unseen[] = unlistedIn(within);
    for (const member of inRegion(within)) {
      try {
        if (test(member)) return member;
      } catch (error) {
        if (!(error instanceof UnseenError)) throw error;
        unseen.push(...error.unseen);
      }
    }
    if (unseen.length > 0) throw new UnseenError(unseen);
    return undefined;
  };
  /** Whether there is one: of a part, one that is there is enough, whoever is missing. */
  const exists = (test: (member: Member) => boolean, within: Within | undefined): boolean => {
    const look = lookWithin(within);
    if (!isHeld(look)) {
      looks?.seen.add(look);
      if (present(within).some((member) => passes(test, member))) return true;
      if (fleet.lead?.(look) === undefined) {
        note(look, 'missingFirst');
        return false;
      }
    }
    return find(test, within) !== undefined;
  };
  const indexOf = (name: string, keysOf: KeysOf): Index => {
    const members = all();
    const known = indexes.get(keysOf);
    if (known !== undefined) return known;
    const index: Index = { found: new Map(), unseen: [...fleet.unlisted] };
    for (const member of members) {
      const { keys, unseen } = keysOfMember(keysOf, member);
      index.unseen.push(...unseen);
      for (const key of keys) {
        const entry = index.found.get(key);
        if (entry === undefined)
          index.found.set(key, { look: lookByKey(type, name, key), members: [member] });
        else entry.members.push(member);
      }
    }
    indexes.set(keysOf, index);
    return index;
  };

  /** The members of a key; `ask` says what of them must be there. */
  const membersOf = (
    keys: Readonly<Record<string, KeysOf>>,
    name: string,
    key: string,
    ask: (look: number, keysOf: KeysOf) => void,
  ): Member[] => {
    const keysOf = keys[name];
    if (keysOf === undefined) throw new Error(`${type} has no key ${name}`);
    const index = indexOf(name, keysOf);
    const entry = index.found.get(key);
    ask(entry?.look ?? lookByKey(type, name, key), keysOf);
    if (entry !== undefined) return entry.members;
    note(lookAtUnread(type, name));
    if (index.unseen.length > 0) throw new UnseenError(index.unseen);
    return [];
  };
  /** Members are in the order of their ids: the first of a part is the first of all when the lead is among them. */
  const noteFirst = (look: number, key: string, keysOf: KeysOf): void => {
    const lead = isHeld(look) ? undefined : fleet.lead?.(look);
    // Another key may have the number of this one.
    const leads = lead !== undefined && keysOfMember(keysOf, memberOf(type, lead)).keys.has(key);
    if (leads) looks?.seen.add(look);
    else note(look, lead === undefined ? 'missingFirst' : 'missing');
  };

  return {
    view: (keys) => ({
      some: exists,
      every: (test, within) => !exists((member) => !test(member), within),
      find,
      filter(test, within) {
        const members = inRegion(within);
        const unseen = unlistedIn(within);
        if (unseen.length > 0) throw new UnseenError(unseen);
        return members.filter(test);
      },
      by: (name, key) => membersOf(keys, name, key, (look) => note(look)),
      first: (name, key) => membersOf(keys, name, key, (look, keysOf) => noteFirst(look, key, keysOf))[0],
    }),
  };
}

/** The questions that find a resource among those of its type, apart from `lookAtAll`; each once. */
export function looksThatFind(
  type: string,
  keys: Iterable<readonly [string, KeysOf]>,
  resource: JudgedResource,
): number[] {
  const member = memberOf(type, resource);
  const looks = new Set([lookAtRegion(type, resource.region)]);
  for (const [name, keysOf] of keys) {
    const found = keysOfMember(keysOf, member);
    if (found.unseen.length > 0) looks.add(lookAtUnread(type, name));
    for (const key of found.keys) looks.add(lookByKey(type, name, key));
  }
  return [...looks];
}

/** False for one that could not be seen. */
function passes(test: (member: Member) => boolean, member: Member): boolean {
  try {
    return test(member);
  } catch (error) {
    if (error instanceof UnseenError) return false;
    throw error;
  }
}

function memberOf(type: string, resource: JudgedResource): Member {
  if (resource.unreadable.length === 0) return resource;
  return {
    ...resource,
    tags: watchedTags(type, resource.tags, resource.unreadable),
    configuration: watchedConfiguration(type, resource.configuration, resource.unreadable),
  };
}

/** The keys of a member, each once, as far as they could be read. */
function keysOfMember(keysOf: KeysOf, member: Member): { keys: Set<string>; unseen: readonly Unseen[] } {
  const keys = new Set<string>();
  try {
    for (const key of keysOf(member)) if (key !== undefined) keys.add(key);
  } catch (error) {
    if (error instanceof UnseenError) return { keys, unseen: error.unseen };
    throw error;
  }
  return { keys, unseen: [] };
}
