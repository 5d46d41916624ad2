import type { JsonObject } from '../../../core/json.ts';
import type { FleetView } from '../../../plugin-kit/define-control.ts';
import { type FleetOfType, fleetView } from '../../../plugin-kit/fleet.ts';
import type { JudgedAccount } from '../../../plugin-kit/judge.ts';

/** The other resources of an account that controls read, loaded while they are needed and no longer. */
export type Surroundings = {
  /** The account with these types to look at; throws when a control looks at another. */
  with(types: Iterable<string>): Promise<JudgedAccount>;
  /** The resources of a type that is in memory. */
  loaded(type: string): FleetOfType | undefined;
  /** Drops what is not among these. */
  keepOnly(types: ReadonlySet<string>): void;
};

export function openSurroundings(account: {
  accountId: string;
  regions: readonly string[];
  judgedAt: Date;
  load(type: string): Promise<FleetOfType>;
}): Surroundings {
  const views = new Map<string, { fleet: FleetOfType; view: FleetView<JsonObject> }>();
  const { accountId, regions, judgedAt } = account;
  return {
    async with(types) {
      const wanted = new Map<string, FleetView<JsonObject>>();
      for (const type of types) {
        let known = views.get(type);
        if (known === undefined) {
          const fleet = await account.load(type);
          known = { fleet, view: fleetView(fleet) };
          views.set(type, known);
        }
        wanted.set(type, known.view);
      }
      return {
        accountId,
        regions,
        judgedAt,
        fleet(type) {
          const view = wanted.get(type);
          if (view === undefined) throw new Error(`the surroundings of ${type} were not loaded`);
          return view;
        },
      };
    },
    loaded: (type) => views.get(type)?.fleet,
    keepOnly(types) {
      for (const type of views.keys()) if (!types.has(type)) views.delete(type);
    },
  };
}
