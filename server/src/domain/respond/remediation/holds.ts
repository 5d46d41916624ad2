import type { Tx } from '../../../platform/db/database.ts';
import { getVersion } from '../../observe/inventory/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import * as store from './store.ts';

/** Changes of one organisation that are read, planned and made at once. */
export const mostAtOnce = 5;

/**
 * What a change keeps to itself while it runs, so that changes of different resources go side by side: its resource,
 * or what the vendor locks with it.
 */
export async function heldBy(deps: RemediationDeps, tx: Tx, remediationId: number): Promise<string> {
  const row = await store.getRemediation(tx, remediationId);
  if (row === undefined) return `remediation ${remediationId}`;
  const remediation = remediationById(deps, row.remediation_type);
  const configuration = (await getVersion(tx, row.resource_id, {}))?.configuration ?? {};
  const target = {
    resourceType: row.resource_type,
    externalId: row.external_id,
    name: row.resource_name,
    region: row.region,
  };
  const parent = remediation?.parent?.(target, configuration) ?? null;
  if (parent === null) return `resource ${row.resource_id}`;
  return `provider ${row.provider_id}, ${row.region}, ${parent}`;
}
