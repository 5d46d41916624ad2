import { type FleetOfType, type SharedFleet, sharedFleet } from '../../../plugin-kit/fleet.ts';
import { type Looks, noLooks } from '../../../plugin-kit/fleet-looks.ts';
import type { JudgedAccount } from '../../../plugin-kit/judge.ts';

/** The other resources of an account that controls read, loaded while they are needed and no longer. */
export type Surroundings = {
  /** The account with these types to look at; throws when a control looks at another. */
  with(types: Iterable<string>): Promise<JudgedAccount>;
  /** The resources of a type that is in memory as a whole. */
  loaded(type: string): FleetOfType | undefined;
  /** Drops what is not among these. */
  keepOnly(types: ReadonlySet<string>): void;
  /** What controls asked since somebody cleared it. */
  looks: Looks;
};

export function openSurroundings(account: {
  accountId: string;
  regions: readonly string[];
  judgedAt: Date;
  load(type: string): Promise<FleetOfType>;
  dropped?(type: string): void;
}): Surroundings {
  const known = new Map<string, { fleet: FleetOfType; shared: SharedFleet }>();
  const looks = noLooks();
  const { accountId, regions, judgedAt } = account;
  return {
    looks,
    async with(types) {
      const wanted = new Map<string, SharedFleet>();
      for (const type of types) {
        let loaded = known.get(type);
        if (loaded === undefined) {
          const fleet = await account.load(type);
          loaded = { fleet, shared: sharedFleet(fleet, looks) };
          known.set(type, loaded);
        }
        wanted.set(type, loaded.shared);
      }
      return {
        accountId,
        regions,
        judgedAt,
        fleet(type) {
          const shared = wanted.get(type);
          if (shared === undefined) throw new Error(`the surroundings of ${type} were not loaded`);
          return shared;
        },
      };
    },
    loaded(type) {
      const fleet = known.get(type)?.fleet;
      return fleet?.holds === undefined ? fleet : undefined;
    },
    keepOnly(types) {
      for (const type of known.keys()) {
        if (types.has(type)) continue;
        known.delete(type);
        account.dropped?.(type);
      }
    },
  };
}
