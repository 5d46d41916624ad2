import { AppError, describeError } from '../../../core/errors.ts';
import type { Gap } from '../../../core/observation.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Provider, ProviderSession, ScanSource } from '../../../plugin-kit/define-provider.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { ExecutionReporter } from '../../govern/jobs/index.ts';
import { addCounts, noObservations, type ObservationCounts, scanSource } from '../inventory/index.ts';
import { connectStored, type ProvidersDeps } from './service.ts';
import * as store from './store.ts';
import * as runs from './sync-run-store.ts';

/** Sources that are read at once; the vendor's quotas are kept by the session, this bounds memory. */
const parallelSources = 12;
/** Links from an execution to resources, per source and kind; counts are always whole. */
const effectLimit = 1000;

/**
 * Runs after a provider was read, before its sync counts as done: floors above hang in here (automatic
 * baselines), because calling upward is not ours to do. Returns counters to report.
 */
export type AfterSync = (scope: Scope, providerId: number, report: ExecutionReporter) => Promise<void>;

export type SyncResult = {
  status: 'succeeded' | 'partial' | 'failed';
  counts: ObservationCounts;
  error: string | null;
};

/** Reads one account into the inventory. A provider that cannot be reached fails; a source that cannot is a gap. */
export async function syncProvider(
  deps: ProvidersDeps & { afterSync: AfterSync[] },
  scope: Scope,
  request: { providerId: number; executionId: number; signal: AbortSignal; report: ExecutionReporter },
): Promise<SyncResult> {
  const { providerId, report, signal } = request;
  const syncRunId = await deps.db.within(scope, async (tx) => {
    await runs.closeAbandonedRuns(tx, providerId, deps.clock.now());
    await store.setStatus(tx, providerId, { status: 'syncing', error: null });
    return await runs.startSyncRun(tx, providerId, request.executionId, deps.clock.now());
  });
  const counts = noObservations();
  let result: SyncResult;
  try {
    const gaps = await readSources(deps, scope, { ...request, syncRunId, counts });
    for (const after of deps.afterSync) await after(scope, providerId, report);
    result = signal.aborted
      ? { status: 'failed', counts, error: 'stopped before every source was read' }
      : { status: gaps === 0 ? 'succeeded' : 'partial', counts, error: null };
  } catch (error) {
    const message = error instanceof AppError ? error.message : 'the sync ended with an unexpected error';
    report.log('error', `provider ${providerId}: ${describeError(error)}`);
    result = { status: 'failed', counts, error: message };
  }
  await deps.db.within(scope, (tx) => closeSync(deps, tx, { providerId, syncRunId, result }));
  return result;
}

async function readSources(
  deps: ProvidersDeps,
  scope: Scope,
  request: {
    providerId: number;
    syncRunId: number;
    signal: AbortSignal;
    report: ExecutionReporter;
    counts: ObservationCounts;
  },
): Promise<number> {
  const { report, signal } = request;
  const { row, provider, session } = await connectStored(deps, scope, request.providerId, signal);
  try {
    const plan = await session.regions(signal);
    const sources = session.planScan(plan.regions);
    report.log('info', `${row.name}: ${sources.length} sources in ${plan.regions.length} regions`);
    let gaps = plan.gaps.length;
    for (const gap of plan.gaps) report.log('warn', describeGap(gap));
    await deps.db.within(scope, (tx) =>
      runs.planSources(tx, request.providerId, request.syncRunId, sources, deps.clock.now()),
    );
    if (plan.gaps.length > 0) await storePlanGaps(deps, scope, request, plan.gaps);
    let done = 0;
    await inParallel(sources, parallelSources, async (source) => {
      if (signal.aborted) return;
      const found = await readSource(deps, scope, { ...request, provider, session, source });
      gaps += found;
      done += 1;
      report.progress(`reading ${row.name}: ${source.collector} in ${source.region}`, done, sources.length);
    });
    return gaps;
  } finally {
    session.close();
  }
}

async function readSource(
  deps: ProvidersDeps,
  scope: Scope,
  request: {
    providerId: number;
    syncRunId: number;
    signal: AbortSignal;
    report: ExecutionReporter;
    counts: ObservationCounts;
    provider: Pick<Provider, 'resourceTypes'>;
    session: ProviderSession;
    source: ScanSource;
  },
): Promise<number> {
  const { report, source } = request;
  const resourceType = request.provider.resourceTypes.find(
    (candidate) => candidate.type === source.collector,
  );
  if (resourceType === undefined) throw new Error(`no resource type for the collector ${source.collector}`);
  const scan = await scanSource(deps, scope, { ...request, resourceType, effectLimit });
  await deps.db.within(scope, (tx) =>
    runs.endSource(tx, request.syncRunId, {
      source: source.collector,
      region: source.region,
      outcome: scan.outcome.outcome,
      fetched: scan.outcome.fetched,
      gaps: scan.outcome.gaps,
      started_at: scan.startedAt,
      duration_ms: Math.round(scan.outcome.durationMs),
    }),
  );
  addCounts(request.counts, scan.counts);
  for (const [name, value] of Object.entries(scan.counts)) if (value !== 0) report.count(name, value);
  for (const id of scan.created) report.effect('resource', id, 'created');
  for (const id of scan.updated) report.effect('resource', id, 'updated');
  for (const id of scan.deleted) report.effect('resource', id, 'deleted');
  for (const gap of scan.outcome.gaps) report.log('warn', describeGap(gap));
  return scan.outcome.gaps.length;
}

async function storePlanGaps(
  deps: ProvidersDeps,
  scope: Scope,
  request: { providerId: number; syncRunId: number },
  gaps: Gap[],
): Promise<void> {
  await deps.db.within(scope, (tx) =>
    runs.insertSourceOutcome(tx, request.providerId, request.syncRunId, {
      source: 'regions',
      region: 'global',
      outcome: 'partial',
      fetched: 0,
      gaps,
      started_at: deps.clock.now(),
      duration_ms: 0,
    }),
  );
}

async function closeSync(
  deps: ProvidersDeps,
  tx: Tx,
  end: { providerId: number; syncRunId: number; result: SyncResult },
): Promise<void> {
  const { result } = end;
  const at = deps.clock.now();
  const status = result.status === 'succeeded' ? 'synced' : result.status === 'partial' ? 'partial' : 'error';
  await runs.endSyncRun(tx, end.syncRunId, {
    status: result.status,
    at,
    counts: result.counts,
    error: result.error,
  });
  await store.setStatus(tx, end.providerId, {
    status,
    error: result.error,
    ...(result.status === 'failed' ? {} : { syncedAt: at }),
  });
  await deps.announce(tx, {
    type: 'provider.synced',
    payload: { provider_id: end.providerId, status: result.status, ...result.counts, error: result.error },
  });
  await recordAudit(tx, {
    action: 'inventory.synced',
    target: { type: 'provider', id: String(end.providerId) },
    outcome: result.status === 'failed' ? 'failed' : 'succeeded',
    detail: { sync_run_id: end.syncRunId, status: result.status, ...result.counts, error: result.error },
  });
}

function describeGap(gap: Gap): string {
  const what = gap.paths.includes('*') ? 'everything' : gap.paths.join(', ');
  const fix = gap.permission === undefined ? '' : `; grant ${gap.permission}`;
  return `${gap.source} in ${gap.region}: ${what} not readable (${gap.reason})${fix}. ${gap.message}`;
}

/** Runs `work` over `items`, at most `limit` at once. The first error stops handing out more. */
async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    for (let next = queue.next(); next.done !== true && failures.length === 0; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
