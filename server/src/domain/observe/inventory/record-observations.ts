import type { ObservedResource } from '../../../core/observation.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { ResourceType } from '../../../plugin-kit/define-resource-type.ts';
import { contentHash } from './content-hash.ts';
import * as store from './observation-store.ts';

/** What one batch, or one whole source, did to the inventory. */
export type ObservationCounts = {
  found: number;
  created: number;
  updated: number;
  unchanged: number;
  deleted: number;
  unreadable: number;
};

export const noObservations = (): ObservationCounts => ({
  found: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  deleted: 0,
  unreadable: 0,
});

export type SourceWriter = {
  providerId: number;
  resourceType: ResourceType;
  scopeId: number;
  at: Date;
};

export type BatchResult = { counts: ObservationCounts; ids: number[]; created: number[]; updated: number[] };

/**
 * Stores one batch of one source. An observation whose content is known writes nothing at all; that is what
 * makes a rescan of an unchanged account cheap.
 */
export async function recordBatch(
  tx: Tx,
  writer: SourceWriter,
  batch: ObservedResource[],
): Promise<BatchResult> {
  const type = writer.resourceType.type;
  const distinct = [...new Map(batch.map((resource) => [resource.externalId, resource])).values()];
  const hashed = distinct.map((resource) => ({
    resource,
    hash: contentHash(resource, writer.resourceType.facts),
  }));
  const known = await store.findKnown(
    tx,
    writer.providerId,
    type,
    distinct.map((resource) => resource.externalId),
  );
  const fresh: store.HashedResource[] = [];
  const changed: (store.HashedResource & { id: number })[] = [];
  const moved: { id: number; resource: ObservedResource }[] = [];
  const statuses: store.StatusChange[] = [];
  const counts = noObservations();
  const deltas = countDeltas();
  const ids: number[] = [];
  for (const item of hashed) {
    const { resource } = item;
    counts.found += 1;
    if (resource.unreadable.length > 0) counts.unreadable += 1;
    const row = known.get(resource.externalId);
    if (row === undefined) {
      fresh.push(item);
      deltas.add({ type, region: resource.region, status: resource.status }, 1);
      continue;
    }
    ids.push(row.id);
    const contentChanged = row.content_hash !== item.hash;
    const identityChanged =
      row.name !== resource.name ||
      row.region !== resource.region ||
      row.status !== resource.status ||
      row.scope_id !== writer.scopeId;
    if (contentChanged) changed.push({ ...item, id: row.id });
    if (identityChanged) moved.push({ id: row.id, resource });
    if (row.status !== resource.status) statuses.push({ id: row.id, from: row.status, to: resource.status });
    if (row.status !== resource.status || row.region !== resource.region) {
      deltas.add({ type, region: row.region, status: row.status }, -1);
      deltas.add({ type, region: resource.region, status: resource.status }, 1);
    }
    if (contentChanged || identityChanged) counts.updated += 1;
    else counts.unchanged += 1;
  }
  const created = await store.insertResources(tx, { ...writer, type }, fresh);
  counts.created += created.length;
  await store.insertVersions(tx, writer.at, changed);
  await store.updateIdentity(tx, { ...writer, type }, moved);
  await store.recordStatusChanges(tx, writer.at, statuses);
  await store.addCounts(tx, writer.providerId, deltas.list());
  const updated = [...new Set([...changed.map(({ id }) => id), ...moved.map(({ id }) => id)])];
  await store.indexTags(tx, [...created, ...updated]);
  return { counts, ids: [...ids, ...created], created, updated };
}

/**
 * Marks what a complete scan no longer found as deleted. Only ever called for a scope that was read to its
 * end: what was not looked at is not gone.
 */
export async function recordAbsences(
  tx: Tx,
  writer: Pick<SourceWriter, 'providerId' | 'scopeId' | 'at'>,
  seen: ReadonlySet<number>,
  lastCompleteAt: Date | null,
): Promise<number[]> {
  const deleted: number[] = [];
  const deltas = countDeltas();
  let afterId = 0;
  for (;;) {
    const rows = await store.listScope(tx, writer.scopeId, afterId, 5000);
    const gone = rows.filter((row) => !seen.has(row.id));
    if (gone.length > 0) {
      const ids = gone.map((row) => row.id);
      await store.markDeleted(tx, ids, writer.at, lastCompleteAt);
      await store.indexTags(tx, ids);
      await store.recordStatusChanges(
        tx,
        writer.at,
        gone.map((row) => ({ id: row.id, from: row.status, to: 'deleted' })),
      );
      for (const row of gone) {
        deltas.add(row, -1);
        deltas.add({ ...row, status: 'deleted' }, 1);
      }
      deleted.push(...ids);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < 5000) break;
    afterId = last.id;
  }
  await store.addCounts(tx, writer.providerId, deltas.list());
  return deleted;
}

function countDeltas() {
  const sums = new Map<string, store.CountKey & { delta: number }>();
  return {
    add({ type, region, status }: store.CountKey, delta: number) {
      const key = `${type}\n${region}\n${status}`;
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, { type, region, status, delta });
      else sum.delta += delta;
    },
    list: () => [...sums.values()].filter(({ delta }) => delta !== 0),
  };
}
