import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL of which framework versions an organisation has enabled, and over what. */

export type Enablement = {
  id: number;
  framework_id: string;
  version: string;
  /** Empty means every account, also later ones. */
  provider_ids: number[];
  regions: string[];
  tags: Record<string, string>;
  enabled_at: Date;
};

const columns = ['id', 'framework_id', 'version', 'regions', 'tags', 'enabled_at'] as const;
/** Members of an array are not made numbers by the driver; those of JSON are. */
const providerIds = sql<number[]>`to_jsonb(provider_ids)`.as('provider_ids');

/** Oldest first. */
export async function listEnabled(tx: Tx): Promise<Enablement[]> {
  return await tx.sql
    .selectFrom('framework_enablements')
    .select(columns)
    .select(providerIds)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute();
}

export type NewEnablement = Omit<Enablement, 'id' | 'enabled_at'> & { at: Date };

export async function insertEnablement(tx: Tx, enablement: NewEnablement): Promise<void> {
  await tx.sql
    .insertInto('framework_enablements')
    .values({
      organization_id: tx.scope.organizationId,
      framework_id: enablement.framework_id,
      version: enablement.version,
      provider_ids: sql<number[]>`${enablement.provider_ids}::bigint[]`,
      regions: sql<string[]>`${enablement.regions}::text[]`,
      tags: JSON.stringify(enablement.tags),
      enabled_by: JSON.stringify(tx.scope.actor),
      enabled_at: enablement.at,
    })
    .execute();
}

/** The versions that were enabled and are not any more; all of the framework when none is named. */
export async function endEnablements(
  tx: Tx,
  frameworkId: string,
  version: string | null,
  at: Date,
): Promise<Enablement[]> {
  let query = tx.sql
    .updateTable('framework_enablements')
    .set({ disabled_at: at, disabled_by: JSON.stringify(tx.scope.actor) })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('framework_id', '=', frameworkId)
    .where('disabled_at', 'is', null);
  if (version !== null) query = query.where('version', '=', version);
  return await query.returning(columns).returning(providerIds).execute();
}
