import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import { conditions, joins, type ResourceFilter, type ResourceRow, selectRow } from './read-store.ts';

/** SQL for documents that go through the whole inventory, in the order that people read in. */

export type ReportedResources = Pick<ResourceFilter, 'providerIds' | 'types' | 'regions'>;

const living = ['active', 'stopped'];

/** Living resources that were known at `asOf`, by type and name, after the last one of the page before. */
export async function pageOfLiving(
  tx: Tx,
  filter: ReportedResources,
  asOf: Date,
  after: Pick<ResourceRow, 'type' | 'name' | 'id'> | null,
  limit: number,
): Promise<ResourceRow[]> {
  const later =
    after === null
      ? sql`true`
      : sql`(r.type, r.name, r.id) > (${after.type}::text, ${after.name}::text, ${after.id}::bigint)`;
  const rows = await sql<ResourceRow>`
    WITH page AS MATERIALIZED (
      SELECT r.id FROM resources r
      WHERE ${conditions(tx, { ...filter, statuses: living })} AND r.first_seen_at <= ${asOf}::timestamptz AND ${later}
      ORDER BY r.type, r.name, r.id LIMIT ${limit}::int)
    ${selectRow} FROM resources r ${joins}
    WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.id = ANY (ARRAY(SELECT id FROM page))
    ORDER BY r.type, r.name, r.id`.execute(tx.sql);
  return rows.rows;
}

export type DeletedResource = ResourceRow & { deleted_at: Date };

/** Resources that are deleted and were marked so in the period, oldest first. */
export async function pageOfDeleted(
  tx: Tx,
  filter: ReportedResources,
  period: { from: Date; to: Date },
  after: { deleted_at: Date; id: number } | null,
  limit: number,
): Promise<DeletedResource[]> {
  const later =
    after === null
      ? sql`true`
      : sql`(r.changed_at, r.id) > (${after.deleted_at}::timestamptz, ${after.id}::bigint)`;
  const rows = await sql<DeletedResource>`
    ${selectRow}, r.changed_at AS deleted_at FROM resources r ${joins}
    WHERE ${conditions(tx, { ...filter, statuses: ['deleted'] })}
      AND r.changed_at > ${period.from}::timestamptz AND r.changed_at <= ${period.to}::timestamptz AND ${later}
    ORDER BY r.changed_at, r.id LIMIT ${limit}::int`.execute(tx.sql);
  return rows.rows;
}

export type Movements = { created: number; changed: number; deleted: number; notReadWhole: number };

/** What moved in the period, and how many living resources have settings that could not be read. */
export async function countMovements(
  tx: Tx,
  filter: ReportedResources,
  period: { from: Date; to: Date },
): Promise<Movements> {
  const { from, to } = period;
  const rows = await sql<{ created: string; changed: string; deleted: string; notReadWhole: string }>`
    SELECT
      count(*) FILTER (WHERE r.status <> 'deleted' AND r.first_seen_at > ${from}::timestamptz) AS created,
      count(*) FILTER (WHERE r.status <> 'deleted' AND r.first_seen_at <= ${from}::timestamptz
        AND r.changed_at > ${from}::timestamptz) AS changed,
      count(*) FILTER (WHERE r.status = 'deleted' AND r.changed_at > ${from}::timestamptz) AS deleted,
      count(*) FILTER (WHERE r.status <> 'deleted' AND r.unreadable_count > 0) AS "notReadWhole"
    FROM resources r
    WHERE ${conditions(tx, filter)} AND r.first_seen_at <= ${to}::timestamptz`.execute(tx.sql);
  const row = rows.rows[0];
  return {
    created: Number(row?.created ?? 0),
    changed: Number(row?.changed ?? 0),
    deleted: Number(row?.deleted ?? 0),
    notReadWhole: Number(row?.notReadWhole ?? 0),
  };
}
