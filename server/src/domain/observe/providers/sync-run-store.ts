import { sql } from 'kysely';
import type { Gap } from '../../../core/observation.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { ObservationCounts } from '../inventory/index.ts';

/** SQL of sync runs: when an account was read, and what each of its sources answered. */

export async function startSyncRun(
  tx: Tx,
  providerId: number,
  executionId: number,
  at: Date,
): Promise<number> {
  const row = await tx.sql
    .insertInto('sync_runs')
    .values({
      organization_id: tx.scope.organizationId,
      provider_id: providerId,
      execution_id: executionId,
      status: 'running',
      started_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

const abandonedError = 'the worker stopped before the sync ended';
/** Of a row of sync_runs: nobody works on it any more, though it never ended. */
const abandoned = sql<boolean>`(sync_runs.status = 'running' AND NOT EXISTS (
  SELECT 1 FROM job_executions e WHERE e.id = sync_runs.execution_id AND e.status IN ('queued', 'running')))`;

/** A run whose worker died never ended itself: the next run of the provider closes it. */
export async function closeAbandonedRuns(tx: Tx, providerId: number, at: Date): Promise<void> {
  await tx.sql
    .updateTable('sync_runs')
    .set({ status: 'failed', ended_at: at, error: abandonedError })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('provider_id', '=', providerId)
    .where('status', '=', 'running')
    .execute();
}

export async function endSyncRun(
  tx: Tx,
  id: number,
  end: { status: string; at: Date; counts: ObservationCounts; error: string | null },
): Promise<void> {
  await tx.sql
    .updateTable('sync_runs')
    .set({ status: end.status, ended_at: end.at, error: end.error, ...end.counts })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export type SyncRunRow = ObservationCounts & {
  id: number;
  execution_id: number | null;
  status: string;
  started_at: Date;
  ended_at: Date | null;
  error: string | null;
};

export async function listSyncRuns(
  tx: Tx,
  providerId: number,
  page: { limit: number; offset: number },
): Promise<{ rows: SyncRunRow[]; total: number }> {
  const query = tx.sql
    .selectFrom('sync_runs')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('provider_id', '=', providerId);
  const rows = await query
    .select(['id', 'execution_id', 'started_at', 'ended_at'])
    .select([
      sql<string>`CASE WHEN ${abandoned} THEN 'failed' ELSE status END`.as('status'),
      sql<string | null>`CASE WHEN ${abandoned} THEN ${abandonedError} ELSE error END`.as('error'),
    ])
    .select(['found', 'created', 'updated', 'unchanged', 'deleted', 'unreadable'])
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total };
}

export type SourceOutcomeRow = {
  source: string;
  region: string;
  outcome: string;
  fetched: number;
  gaps: Gap[];
  started_at: Date;
  duration_ms: number;
};

export async function insertSourceOutcome(
  tx: Tx,
  providerId: number,
  syncRunId: number,
  row: SourceOutcomeRow,
): Promise<void> {
  await tx.sql
    .insertInto('source_outcomes')
    .values({
      organization_id: tx.scope.organizationId,
      provider_id: providerId,
      sync_run_id: syncRunId,
      source: row.source,
      region: row.region,
      outcome: row.outcome,
      fetched: row.fetched,
      gaps: JSON.stringify(row.gaps),
      started_at: row.started_at,
      duration_ms: row.duration_ms,
    })
    .execute();
}

/**
 * Notes every source of a run as not read before the first one is: whatever ends the process, what it had
 * planned and did not see is missing and not forgotten.
 */
export async function planSources(
  tx: Tx,
  providerId: number,
  syncRunId: number,
  sources: readonly { collector: string; region: string }[],
  at: Date,
): Promise<void> {
  if (sources.length === 0) return;
  await tx.sql
    .insertInto('source_outcomes')
    .values(
      sources.map(({ collector, region }) => ({
        organization_id: tx.scope.organizationId,
        provider_id: providerId,
        sync_run_id: syncRunId,
        source: collector,
        region,
        outcome: 'cancelled',
        gaps: JSON.stringify([
          {
            source: collector,
            region,
            reason: 'cancelled',
            paths: ['*'],
            resources: null,
            message: 'the sync ended before this was read',
          } satisfies Gap,
        ]),
        started_at: at,
        duration_ms: 0,
      })),
    )
    .execute();
}

/** What a planned source answered, in the place of the note that it was not read. */
export async function endSource(tx: Tx, syncRunId: number, row: SourceOutcomeRow): Promise<void> {
  const { source, region, ...answer } = row;
  await tx.sql
    .updateTable('source_outcomes')
    .set({ ...answer, gaps: JSON.stringify(row.gaps) })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('sync_run_id', '=', syncRunId)
    .where('source', '=', source)
    .where('region', '=', region)
    .execute();
}

export type LatestOutcomeRow = SourceOutcomeRow & { provider_id: number; last_complete_at: Date | null };

/**
 * What each source answered in the newest run of each connected provider (or of one provider). A run that is
 * still being worked on says nothing yet; one whose worker died does.
 */
export async function listLatestOutcomes(tx: Tx, providerId: number | null): Promise<LatestOutcomeRow[]> {
  const organizationId = tx.scope.organizationId;
  const rows = await sql<LatestOutcomeRow>`
    SELECT o.provider_id, o.source, o.region, o.outcome, o.fetched, o.gaps, o.started_at, o.duration_ms,
      s.last_complete_at
    FROM source_outcomes o
    LEFT JOIN inventory_scopes s ON s.provider_id = o.provider_id AND s.source = o.source AND s.region = o.region
    WHERE o.organization_id = ${organizationId}::bigint AND o.sync_run_id IN (
      SELECT max(r.id) FROM sync_runs r JOIN providers p ON p.id = r.provider_id
      WHERE r.organization_id = ${organizationId}::bigint AND p.disconnected_at IS NULL
        AND (${providerId}::bigint IS NULL OR r.provider_id = ${providerId}::bigint)
        AND EXISTS (SELECT 1 FROM source_outcomes x WHERE x.sync_run_id = r.id)
        AND (r.status <> 'running' OR NOT EXISTS (
          SELECT 1 FROM job_executions e WHERE e.id = r.execution_id AND e.status IN ('queued', 'running')))
      GROUP BY r.provider_id)
    ORDER BY o.provider_id, o.source, o.region`.execute(tx.sql);
  return rows.rows;
}

/** Open executions of syncs, by the provider they were asked for; key 0 stands for all providers. */
export async function runningSyncs(tx: Tx): Promise<Map<number, number>> {
  const rows = await tx.sql
    .selectFrom('job_executions')
    .select(['id', sql<number | null>`(parameters->>'provider_id')::bigint`.as('provider_id')])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('job_type', '=', 'resource_sync')
    .where('status', 'in', ['queued', 'running'])
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.provider_id ?? 0, row.id]));
}
