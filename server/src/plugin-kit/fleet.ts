import type { JsonObject } from '../core/json.ts';
import type { Unreadable } from '../core/observation.ts';
import type { Unseen } from '../core/verdict.ts';
import type { FleetMember, FleetView, Within } from './define-control.ts';
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

/** All resources of one type in an account, and where its lists were not complete. */
export type FleetOfType = { type: string; resources: readonly JudgedResource[]; unlisted: readonly Unseen[] };

type Member = FleetMember<JsonObject>;

export function fleetView(fleet: FleetOfType): FleetView<JsonObject> {
  let members: Member[] | undefined;
  const indexes = new Map<string, { found: Map<string, Member[]>; unseen: Unseen[] }>();

  const all = (): Member[] => {
    members ??= fleet.resources.map((resource) =>
      resource.unreadable.length === 0
        ? resource
        : {
            ...resource,
            tags: watchedTags(fleet.type, resource.tags, resource.unreadable),
            configuration: watchedConfiguration(fleet.type, resource.configuration, resource.unreadable),
          },
    );
    return members;
  };
  const inRegion = (within: Within | undefined): Member[] =>
    within?.region === undefined ? all() : all().filter(({ region }) => region === within.region);
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

  return {
    some: (test, within) => find(test, within) !== undefined,
    every: (test, within) => find((member) => !test(member), within) === undefined,
    find,
    filter(test, within) {
      const unseen = unlistedIn(within);
      if (unseen.length > 0) throw new UnseenError(unseen);
      return inRegion(within).filter(test);
    },
    by(name, keysOf, key) {
      let index = indexes.get(name);
      if (index === undefined) {
        index = { found: new Map(), unseen: [...fleet.unlisted] };
        for (const member of all()) {
          try {
            for (const one of keysOf(member)) {
              if (one === undefined) continue;
              const known = index.found.get(one);
              if (known === undefined) index.found.set(one, [member]);
              else known.push(member);
            }
          } catch (error) {
            if (!(error instanceof UnseenError)) throw error;
            index.unseen.push(...error.unseen);
          }
        }
        indexes.set(name, index);
      }
      const found = index.found.get(key);
      if (found !== undefined) return found;
      if (index.unseen.length > 0) throw new UnseenError(index.unseen);
      return [];
    },
  };
}
