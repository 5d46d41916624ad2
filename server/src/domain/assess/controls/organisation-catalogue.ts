import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { ResourceType } from '../../../plugin-kit/define-resource-type.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { customControls } from './custom/index.ts';

export type ControlsDeps = {
  db: Database;
  clock: Clock;
  /** Those of the product; an organisation may have more of its own. */
  controls: readonly AnyControl[];
  /** Our type id → what is known of it. */
  resourceTypes: ReadonlyMap<string, ResourceType>;
};

const known = new WeakMap<readonly AnyControl[], Catalogue>();

/** The controls that judge the resources of an organisation: those of the product and its own. */
export async function catalogueFor(
  deps: Pick<ControlsDeps, 'controls' | 'resourceTypes'>,
  tx: Tx,
): Promise<Catalogue> {
  const own = await customControls(tx, deps.resourceTypes);
  if (own.length > 0) return catalogueOf([...deps.controls, ...own]);
  let catalogue = known.get(deps.controls);
  if (catalogue === undefined) {
    catalogue = catalogueOf(deps.controls);
    known.set(deps.controls, catalogue);
  }
  return catalogue;
}
