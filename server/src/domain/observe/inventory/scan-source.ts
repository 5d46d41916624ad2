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
  const seen = new Set<number>();
  const counts = noObservations();
  const created: number[] = [];
  const updated: number[] = [];
  let batch: ObservedResource[] = [];
  let outcome: SourceOutcome | null = null;

  async function flush(): Promise<void> {
    if (batch.length === 0) return;
    const full = batch;
    batch = [];
    const result = await deps.db.within(scope, (tx) => recordBatch(tx, writer, full));
    for (const id of result.ids) seen.add(id);
    addCounts(counts, result.counts);
    pushBounded(created, result.created, request.effectLimit);
    pushBounded(updated, result.updated, request.effectLimit);
  }

  for await (const event of request.session.scan(source, request.signal)) {
    if (event.kind === 'resource') {
      batch.push(event.resource);
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
