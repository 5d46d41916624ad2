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

/** `readAt`: when it was handed over; what the vendor said is not newer than that. */
export type Seen = { resource: ObservedResource; readAt: Date };

export type BatchResult = { counts: ObservationCounts; ids: number[]; created: number[]; updated: number[] };

/**
 * Stores one batch of one source. An observation whose content is known writes nothing at all; that is what
 * makes a rescan of an unchanged account cheap. Neither does one that is older than what is known: somebody read
 * the resource again since.
 */
export async function recordBatch(
  tx: Tx,
  writer: SourceWriter,
  batch: readonly Seen[],
): Promise<BatchResult> {
  const type = writer.resourceType.type;
  const distinct = [...new Map(batch.map((seen) => [seen.resource.externalId, seen])).values()];
  const hashed = distinct.map(({ resource, readAt }) => ({
    resource,
    readAt,
    hash: contentHash(resource, writer.resourceType.facts),
  }));
  const known = await store.findKnown(
    tx,
    writer.providerId,
    type,
    distinct.map(({ resource }) => resource.externalId),
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
    if (row.changed_at > item.readAt) {
      counts.unchanged += 1;
      continue;
    }
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
    // What somebody else read since this scan began may be younger than the list.
    const gone = rows.filter((row) => !seen.has(row.id) && row.changed_at <= writer.at);
    if (gone.length > 0) await recordGone(tx, writer.at, { gone, lastCompleteAt, deltas });
    deleted.push(...gone.map(({ id }) => id));
    const last = rows.at(-1);
    if (last === undefined || rows.length < 5000) break;
    afterId = last.id;
  }
  await store.addCounts(tx, writer.providerId, deltas.list());
  return deleted;
}

/**
 * Stores one resource that was read alone: what is there, or null when the vendor says that it is gone. Its scope is
 * not older or younger for it, because nothing was looked at besides. False when the inventory does not know it.
 */
export async function recordOne(
  tx: Tx,
  writer: Omit<SourceWriter, 'scopeId'>,
  one: { externalId: string; resource: ObservedResource | null; readAt: Date },
): Promise<{ known: boolean; deletedId: number | null }> {
  const { type } = writer.resourceType;
  const row = (await store.findKnown(tx, writer.providerId, type, [one.externalId])).get(one.externalId);
  if (row === undefined) return { known: false, deletedId: null };
  if (one.resource !== null) {
    await recordBatch(tx, { ...writer, scopeId: row.scope_id }, [
      { resource: one.resource, readAt: one.readAt },
    ]);
    await store.touch(tx, [row.id], writer.at);
    return { known: true, deletedId: null };
  }
  if (row.status === 'deleted' || row.changed_at > one.readAt) return { known: true, deletedId: null };
  const deltas = countDeltas();
  await recordGone(tx, writer.at, { gone: [{ ...row, type }], lastCompleteAt: null, deltas });
  await store.addCounts(tx, writer.providerId, deltas.list());
  return { known: true, deletedId: row.id };
}

async function recordGone(
  tx: Tx,
  at: Date,
  what: {
    gone: readonly Omit<store.ScopeResource, 'changed_at'>[];
    lastCompleteAt: Date | null;
    deltas: ReturnType<typeof countDeltas>;
  },
): Promise<void> {
  const ids = what.gone.map(({ id }) => id);
  await store.markDeleted(tx, ids, at, what.lastCompleteAt);
  await store.indexTags(tx, ids);
  const statuses = what.gone.map(({ id, status }) => ({ id, from: status, to: 'deleted' }));
  await store.recordStatusChanges(tx, at, statuses);
  for (const { type, region, status } of what.gone) {
    what.deltas.add({ type, region, status }, -1);
    what.deltas.add({ type, region, status: 'deleted' }, 1);
  }
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
