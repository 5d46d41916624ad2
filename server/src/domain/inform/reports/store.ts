import { sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { ReportFormat, ReportKind } from './report.ts';
import type { ReportParameters } from './schemas.ts';

/** SQL of reports, their content and their deliveries. */

export type ReportRow = {
  id: string;
  kind: string;
  format: string;
  title: string;
  as_of: Date;
  period_from: Date;
  time_zone: string;
  parameters: Json;
  coverage: Json;
  row_count: number;
  bytes: number;
  sha256: string;
  chunks: number;
  execution_id: number;
  created_at: Date;
};

export type ReportWithDeliveries = ReportRow & { delivered: number; failed: number; opened: number };

const columns = [
  'id',
  'kind',
  'format',
  'title',
  'as_of',
  'period_from',
  'time_zone',
  'parameters',
  'coverage',
  'row_count',
  'bytes',
  'sha256',
  'chunks',
  'execution_id',
  'created_at',
] as const;

export async function insertReport(
  tx: Tx,
  row: Omit<ReportRow, 'kind' | 'format' | 'parameters'> & {
    kind: ReportKind;
    format: ReportFormat;
    parameters: ReportParameters;
  },
): Promise<void> {
  await tx.sql
    .insertInto('reports')
    .values({
      ...row,
      organization_id: tx.scope.organizationId,
      parameters: JSON.stringify(row.parameters),
      coverage: JSON.stringify(row.coverage),
    })
    .execute();
}

const withDeliveries = (tx: Tx) =>
  tx.sql
    .selectFrom('reports')
    .select(columns)
    .select((field) => {
      const counted = (condition: ReturnType<typeof sql<boolean>>) =>
        field
          .selectFrom('report_deliveries as d')
          .whereRef('d.report_id', '=', 'reports.id')
          .select(sql<number>`(count(*) FILTER (WHERE ${condition}))::int`.as('count'));
      return [
        counted(sql`d.status = 'delivered'`).as('delivered'),
        counted(sql`d.status = 'failed'`).as('failed'),
        counted(sql`d.opened_at IS NOT NULL`).as('opened'),
      ];
    })
    .where('organization_id', '=', tx.scope.organizationId);

const counted = <
  R extends ReportRow & { delivered: number | null; failed: number | null; opened: number | null },
>(
  row: R,
): ReportWithDeliveries => ({
  ...row,
  bytes: Number(row.bytes),
  delivered: row.delivered ?? 0,
  failed: row.failed ?? 0,
  opened: row.opened ?? 0,
});

export async function listReports(
  tx: Tx,
  filter: { kinds?: string[] | undefined; formats?: string[] | undefined },
  page: { limit: number; offset: number },
): Promise<{ rows: ReportWithDeliveries[]; total: number }> {
  let rows = withDeliveries(tx);
  let all = tx.sql.selectFrom('reports').where('organization_id', '=', tx.scope.organizationId);
  if (filter.kinds !== undefined) {
    rows = rows.where('kind', 'in', filter.kinds);
    all = all.where('kind', 'in', filter.kinds);
  }
  if (filter.formats !== undefined) {
    rows = rows.where('format', 'in', filter.formats);
    all = all.where('format', 'in', filter.formats);
  }
  const found = await rows
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows: found.map(counted), total: Number(total) };
}

export async function getReport(tx: Tx, id: string): Promise<ReportWithDeliveries | undefined> {
  const row = await withDeliveries(tx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : counted(row);
}

/** The report that a run has made already: a run that is repeated makes no second one. */
export async function findByExecution(
  tx: Tx,
  executionId: number,
): Promise<ReportWithDeliveries | undefined> {
  const row = await withDeliveries(tx).where('execution_id', '=', executionId).executeTakeFirst();
  return row === undefined ? undefined : counted(row);
}

/** False when there is none. Its content goes with it. */
export async function deleteReport(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx.sql
    .deleteFrom('reports')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (gone === undefined) return false;
  await tx.sql
    .deleteFrom('report_chunks')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('report_id', '=', id)
    .execute();
  return true;
}

export async function insertChunk(
  tx: Tx,
  chunk: { reportId: string; executionId: number; position: number; content: Buffer },
): Promise<void> {
  await tx.sql
    .insertInto('report_chunks')
    .values({
      organization_id: tx.scope.organizationId,
      report_id: chunk.reportId,
      execution_id: chunk.executionId,
      position: chunk.position,
      content: chunk.content,
    })
    .execute();
}

export async function countChunks(tx: Tx, reportId: string): Promise<number> {
  const { count } = await tx.sql
    .selectFrom('report_chunks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', tx.scope.organizationId)
    .where('report_id', '=', reportId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function readChunk(tx: Tx, reportId: string, position: number): Promise<Buffer | undefined> {
  const row = await tx.sql
    .selectFrom('report_chunks')
    .select('content')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('report_id', '=', reportId)
    .where('position', '=', position)
    .executeTakeFirst();
  return row?.content;
}

/** Parts of documents that were never finished: by this run before, or by one that is no longer open. */
export async function dropUnfinished(tx: Tx, executionId: number): Promise<void> {
  await sql`
    DELETE FROM report_chunks c
    WHERE c.organization_id = ${tx.scope.organizationId}::bigint
      AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.id = c.report_id)
      AND (c.execution_id = ${executionId}::bigint OR NOT EXISTS (
        SELECT 1 FROM job_executions e WHERE e.id = c.execution_id AND e.status IN ('queued', 'running')))`.execute(
    tx.sql,
  );
}

export type DeliveryRow = {
  report_id: string;
  recipient: string;
  user_id: number | null;
  status: string;
  error: string | null;
  at: Date;
  opened_at: Date | null;
};

export async function insertDelivery(tx: Tx, row: Omit<DeliveryRow, 'opened_at'>): Promise<void> {
  await tx.sql
    .insertInto('report_deliveries')
    .values({ ...row, organization_id: tx.scope.organizationId })
    .execute();
}

const deliveryColumns = ['report_id', 'recipient', 'user_id', 'status', 'error', 'at', 'opened_at'] as const;

export async function listDeliveries(tx: Tx, reportId: string): Promise<DeliveryRow[]> {
  return await tx.sql
    .selectFrom('report_deliveries')
    .select(deliveryColumns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('report_id', '=', reportId)
    .orderBy('recipient')
    .execute();
}

export type DeliveryOfReport = DeliveryRow & Pick<ReportRow, 'title' | 'kind' | 'format' | 'as_of'>;

/** Newest first; of one person, or of everybody. */
export async function listAllDeliveries(
  tx: Tx,
  filter: { userId?: number | undefined },
  page: { limit: number; offset: number },
): Promise<{ rows: DeliveryOfReport[]; total: number }> {
  let query = tx.sql
    .selectFrom('report_deliveries as d')
    .innerJoin('reports as r', 'r.id', 'd.report_id')
    .where('d.organization_id', '=', tx.scope.organizationId);
  if (filter.userId !== undefined) query = query.where('d.user_id', '=', filter.userId);
  const rows = await query
    .select(deliveryColumns.map((column) => `d.${column}` as const))
    .select(['r.title', 'r.kind', 'r.format', 'r.as_of'])
    .orderBy('d.at', 'desc')
    .orderBy('d.report_id', 'desc')
    .orderBy('d.recipient')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/** The recipient's address when this person opened it for the first time. */
export async function markOpened(
  tx: Tx,
  reportId: string,
  userId: number,
  at: Date,
): Promise<string | undefined> {
  const row = await tx.sql
    .updateTable('report_deliveries')
    .set({ opened_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('report_id', '=', reportId)
    .where('user_id', '=', userId)
    .where('status', '=', 'delivered')
    .where('opened_at', 'is', null)
    .returning('recipient')
    .executeTakeFirst();
  return row?.recipient;
}

/** How many accounts were read, wholly or in part, since then. */
export async function movedSince(tx: Tx, at: Date): Promise<number> {
  const rows = await sql<{ count: number }>`
    SELECT count(DISTINCT provider_id)::int AS count FROM sync_runs
    WHERE organization_id = ${tx.scope.organizationId}::bigint
      AND (ended_at > ${at}::timestamptz OR started_at > ${at}::timestamptz OR (ended_at IS NULL AND EXISTS (
        SELECT 1 FROM job_executions e WHERE e.id = sync_runs.execution_id AND e.status = 'running')))`.execute(
    tx.sql,
  );
  return rows.rows[0]?.count ?? 0;
}
