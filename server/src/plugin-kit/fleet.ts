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
  const note = (look: number): void => {
    if (looks === undefined) return;
    looks.seen.add(look);
    if (fleet.holds === undefined || fleet.holds(look)) return;
    looks.lacks = true;
    looks.missing.add(look);
  };
  const inRegion = (within: Within | undefined): Member[] => {
    note(within?.region === undefined ? lookAtAll(type) : lookAtRegion(type, within.region));
    return within?.region === undefined ? all() : all().filter(({ region }) => region === within.region);
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
  const indexOf = (name: string, keysOf: KeysOf): Index => {
    const present = all();
    const known = indexes.get(keysOf);
    if (known !== undefined) return known;
    const index: Index = { found: new Map(), unseen: [...fleet.unlisted] };
    for (const member of present) {
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

  return {
    view: (keys) => ({
      some: (test, within) => find(test, within) !== undefined,
      every: (test, within) => find((member) => !test(member), within) === undefined,
      find,
      filter(test, within) {
        const present = inRegion(within);
        const unseen = unlistedIn(within);
        if (unseen.length > 0) throw new UnseenError(unseen);
        return present.filter(test);
      },
      by(name, key) {
        const keysOf = keys[name];
        if (keysOf === undefined) throw new Error(`${type} has no key ${name}`);
        const index = indexOf(name, keysOf);
        const entry = index.found.get(key);
        note(entry?.look ?? lookByKey(type, name, key));
        if (entry !== undefined) return entry.members;
        note(lookAtUnread(type, name));
        if (index.unseen.length > 0) throw new UnseenError(index.unseen);
        return [];
      },
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
