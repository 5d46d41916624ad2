import type { z } from 'zod';
import type { Coverage } from './coverage.ts';
import type { coverageSchema, providerCoverageSchema, providerSchema, syncRunSchema } from './schemas.ts';
import type { ProviderRow } from './store.ts';
import type { LatestOutcomeRow, SyncRunRow } from './sync-run-store.ts';

/** Rows as the API shows them. Pure; no row is ever answered as it is. */

export type ProviderView = z.input<typeof providerSchema>;

export function presentProvider(
  row: ProviderRow,
  facts: { resourceCount: number; coverage: Coverage; runningExecutionId: number | null },
): ProviderView {
  const { gaps, ...coverage } = presentCoverage(facts.coverage);
  // A worker that died could not write that its sync has ended.
  const abandoned = row.status === 'syncing' && facts.runningExecutionId === null;
  return {
    id: row.id,
    name: row.name,
    type: row.type as ProviderView['type'],
    account_id: row.account_id,
    auth_method: row.auth_method,
    settings: row.settings as Record<string, string>,
    status: abandoned ? 'error' : (row.status as ProviderView['status']),
    error_message: abandoned ? 'the last sync was interrupted; run it again' : row.error_message,
    resource_count: facts.resourceCount,
    coverage: { ...coverage, gap_count: gaps.length },
    last_synced_at: row.last_synced_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    disconnected_at: row.disconnected_at?.toISOString() ?? null,
    write_access: { configured: row.write_principal !== null, principal: row.write_principal },
    running_execution_id: facts.runningExecutionId,
  };
}

export function presentCoverage(coverage: Coverage): z.input<typeof coverageSchema> {
  return {
    evaluated: coverage.evaluated,
    total: coverage.total,
    percent: coverage.percent,
    gaps: coverage.gaps,
    observed_at: coverage.observedAt?.toISOString() ?? null,
  };
}

type SourceView = z.input<typeof providerCoverageSchema>['sources'][number];

export function presentSource(row: LatestOutcomeRow): SourceView {
  return {
    source: row.source,
    region: row.region,
    outcome: row.outcome as SourceView['outcome'],
    fetched: row.fetched,
    duration_ms: row.duration_ms,
    observed_at: row.started_at.toISOString(),
    last_complete_at: row.last_complete_at?.toISOString() ?? null,
    gaps: row.gaps,
  };
}

export function presentSyncRun(row: SyncRunRow): z.input<typeof syncRunSchema> {
  return {
    id: row.id,
    execution_id: row.execution_id,
    status: row.status as z.input<typeof syncRunSchema>['status'],
    started_at: row.started_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    duration_ms: row.ended_at === null ? null : row.ended_at.getTime() - row.started_at.getTime(),
    found: row.found,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    deleted: row.deleted,
    unreadable: row.unreadable,
    error: row.error,
  };
}
