import type { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { requirementsOfControls } from '../../assess/compliance/index.ts';
import * as causes from './cause-store.ts';
import { getAlert, listChanges, type ShownAlert } from './list-store.ts';
import { presentAlertDetail } from './present.ts';
import type { alertDetailSchema } from './schemas.ts';

const shownChanges = 200;
const shownResources = 100;

/** One alert with all that belongs to it. Throws `not_found`. */
export async function readDetail(tx: Tx, id: number, now: Date): Promise<z.input<typeof alertDetailSchema>> {
  const row = await getAlert(tx, id);
  if (row === undefined) throw notFound('alert');
  const mappings = await causes.listMappings(tx, [id], true);
  const controlIds = mappings.map(({ control_id }) => control_id);
  return presentAlertDetail(
    row,
    {
      changes: await listChanges(tx, id, shownChanges),
      mappings,
      controls: await requirementsOfControls(tx, controlIds),
      resources: await resourcesOf(tx, row),
      openDrifts: await openDriftsOf(tx, row),
    },
    now,
  );
}

async function resourcesOf(tx: Tx, row: ShownAlert): Promise<causes.AffectedResource[]> {
  if (row.source_kind === 'control' && row.source_key !== null)
    return row.status === 'resolved' ? [] : await causes.listOwnResources(tx, row.source_key, shownResources);
  const resource = row.resource_id === null ? undefined : await causes.readResource(tx, row.resource_id);
  return resource === undefined ? [] : [resource];
}

async function openDriftsOf(tx: Tx, row: Pick<ShownAlert, 'resource_id' | 'attribute'>) {
  if (row.resource_id === null || row.attribute === null) return [];
  return (await causes.openDriftsOf(tx, [row.resource_id])).filter(
    ({ attribute }) => attribute === row.attribute,
  );
}

/** What a remedy or a recommendation for an alert has to be about; undefined when there is no such alert. */
export async function readAlertSubject(
  tx: Tx,
  id: number,
): Promise<
  | { resourceId: number | null; attribute: string | null; driftIds: number[]; controlIds: string[] }
  | undefined
> {
  const row = await getAlert(tx, id);
  if (row === undefined) return undefined;
  return {
    resourceId: row.resource_id,
    attribute: row.attribute,
    driftIds: (await openDriftsOf(tx, row)).map((drift) => drift.id),
    controlIds: row.control_ids,
  };
}
