import type { ObservedResource } from '../../../core/observation.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { ProviderSession, ScanSource, SourceOutcome } from '../../../plugin-kit/define-provider.ts';
import type { ResourceType } from '../../../plugin-kit/define-resource-type.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import * as store from './observation-store.ts';
import {
  noObservations,
  type ObservationCounts,
  recordAbsences,
  recordBatch,
  recordOne,
  type Seen,
} from './record-observations.ts';

/** Large enough that a statement pays, small enough that memory and transactions stay short. */
const batchSize = 500;

export type SourceScan = {
  outcome: SourceOutcome;
  counts: ObservationCounts;
  startedAt: Date;
  created: number[];
  updated: number[];
  deleted: number[];
};

/**
 * Streams one source into the inventory. Memory holds one batch and the ids that were seen; each batch is a
 * transaction of its own, so a scan that is interrupted keeps what it saw and deletes nothing.
 */
export async function scanSource(
  deps: { db: Database; clock: Clock },
  scope: Scope,
  request: {
    providerId: number;
    resourceType: ResourceType;
    session: Pick<ProviderSession, 'scan'>;
    source: ScanSource;
    signal: AbortSignal;
    /** At most this many ids of each kind are returned; counts are always whole. */
    effectLimit: number;
  },
): Promise<SourceScan> {
  const startedAt = deps.clock.now();
  const { source } = request;
  const opened = await deps.db.within(scope, (tx) =>
    store.openScope(tx, {
      providerId: request.providerId,
      source: source.collector,
      region: source.region,
      at: startedAt,
    }),
  );
  const writer = {
    providerId: request.providerId,
    resourceType: request.resourceType,
    scopeId: opened.id,
    at: startedAt,
  };
  /** What is stored says when it was seen, so that another reader can tell what is younger. */
  const writerOf = ([first]: readonly Seen[]) => ({ ...writer, at: first?.readAt ?? startedAt });
  const seen = new Set<number>();
  const counts = noObservations();
  const created: number[] = [];
  const updated: number[] = [];
  let batch: Seen[] = [];
  let outcome: SourceOutcome | null = null;

  async function flush(): Promise<void> {
    if (batch.length === 0) return;
    const full = batch;
    batch = [];
    const write = () => deps.db.within(scope, (tx) => recordBatch(tx, writerOf(full), full));
    // Somebody else who reads the same source stored one of them first: then it is known.
    const result = await write().catch((error: unknown) => {
      if (isStoredMeanwhile(error)) return write();
      throw error;
    });
    for (const id of result.ids) seen.add(id);
    addCounts(counts, result.counts);
    pushBounded(created, result.created, request.effectLimit);
    pushBounded(updated, result.updated, request.effectLimit);
  }

  for await (const event of request.session.scan(source, request.signal)) {
    if (event.kind === 'resource') {
      batch.push({ resource: event.resource, readAt: deps.clock.now() });
      if (batch.length >= batchSize) await flush();
    } else {
      outcome = event.outcome;
    }
  }
  await flush();
  const ended: SourceOutcome = outcome ?? endedWithoutOutcome(source, counts.found);
  const deleted = await deps.db.within(scope, async (tx) => {
    const gone = ended.complete ? await recordAbsences(tx, writer, seen, opened.last_complete_at) : [];
    if (gone.length > 0) {
      await recordAudit(tx, {
        action: 'resource.deleted',
        target: { type: 'provider', id: String(request.providerId) },
        detail: {
          source: source.collector,
          region: source.region,
          count: gone.length,
          ids: gone.slice(0, 100),
        },
      });
    }
    if (!ended.complete) await store.touch(tx, [...seen], startedAt);
    await store.closeScope(tx, {
      id: opened.id,
      outcome: ended.outcome,
      completeAt: ended.complete ? startedAt : null,
    });
    return gone;
  });
  counts.deleted += deleted.length;
  return {
    outcome: ended,
    counts,
    startedAt,
    created,
    updated,
    deleted: deleted.slice(0, request.effectLimit),
  };
}

function isStoredMeanwhile(error: unknown): boolean {
  return (error as { code?: string }).code === '23505';
}

/** Stores what `readOne` of a session found, with its audit event. False when the inventory does not know it. */
export async function storeOne(
  deps: { db: Database; clock: Clock },
  scope: Scope,
  read: {
    providerId: number;
    resourceType: ResourceType;
    region: string;
    externalId: string;
    /** Null when it is gone. */
    resource: ObservedResource | null;
    startedAt: Date;
  },
): Promise<boolean> {
  const { providerId, resourceType, externalId, resource, startedAt } = read;
  const readAt = deps.clock.now();
  return await deps.db.within(scope, async (tx) => {
    const writer = { providerId, resourceType, at: startedAt };
    const { known, deletedId } = await recordOne(tx, writer, { externalId, resource, readAt });
    if (deletedId !== null)
      await recordAudit(tx, {
        action: 'resource.deleted',
        target: { type: 'provider', id: String(providerId) },
        detail: { source: resourceType.type, region: read.region, count: 1, ids: [deletedId] },
      });
    return known;
  });
}

/** A provider that breaks its contract is a failed source, never a complete one. */
function endedWithoutOutcome(source: ScanSource, fetched: number): SourceOutcome {
  return {
    source,
    outcome: 'failed',
    complete: false,
    gaps: [
      {
        source: source.collector,
        region: source.region,
        reason: 'failed',
        paths: ['*'],
        resources: null,
        message: 'the provider ended the scan without saying how',
      },
    ],
    fetched,
    durationMs: 0,
  };
}

function pushBounded(into: number[], ids: number[], limit: number): void {
  for (const id of ids) if (into.length < limit) into.push(id);
}

export function addCounts(into: ObservationCounts, more: ObservationCounts): void {
  into.found += more.found;
  into.created += more.created;
  into.updated += more.updated;
  into.unchanged += more.unchanged;
  into.deleted += more.deleted;
  into.unreadable += more.unreadable;
}
