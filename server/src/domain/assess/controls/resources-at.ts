import type { Scope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import * as facts from './fact-store.ts';

const pageSize = 500;

/** Pages of the resources of some types as they were at a moment, by type and id. */
export async function* resourcesAt(
  deps: { db: Database },
  scope: Scope,
  wanted: { providerId: number; types: readonly string[]; asOf: Date },
): AsyncGenerator<facts.ResourceToJudge[]> {
  const { providerId, types, asOf } = wanted;
  const living = await deps.db.within(scope, (tx) => facts.listLiving(tx, providerId, types, asOf));
  for (let start = 0; start < living.length; start += pageSize) {
    const ids = living.slice(start, start + pageSize).map(({ id }) => id);
    yield await deps.db.within(scope, (tx) => facts.readResourcesAsOf(tx, ids, asOf));
  }
}
