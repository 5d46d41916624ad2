import { type RawBuilder, sql } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type AlertRow, alertColumns } from './store.ts';

/** SQL that reads alerts for people and for what is announced. */

export type ShownAlert = AlertRow & {
  region: string | null;
  tags: Record<string, string> | null;
  provider_name: string | null;
  provider_type: string | null;
  /** Those that fail because of it now, or the control that it is about. */
  control_ids: string[];
  assignee_email: string | null;
  assignee_name: string | null;
};

const shown = sql`
  SELECT ${sql.join(alertColumns.map((column) => sql.ref(`a.${column}`)))}, r.region, r.tags,
    p.name AS provider_name, p.type AS provider_type, u.email AS assignee_email, u.name AS assignee_name,
    CASE WHEN a.source_kind = 'control' THEN jsonb_build_array(a.source_key) ELSE coalesce((
      SELECT jsonb_agg(m.control_id ORDER BY m.control_id) FROM alert_mappings m
      WHERE m.alert_id = a.id AND m.ended_at IS NULL), '[]') END AS control_ids`;
const joined = sql`LEFT JOIN resources r ON r.id = a.resource_id LEFT JOIN providers p ON p.id = a.provider_id
  LEFT JOIN users u ON u.id = a.assignee_id`;

export async function showAlerts(tx: Tx, ids: readonly number[]): Promise<ShownAlert[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ShownAlert>`${shown} FROM alerts a ${joined}
    WHERE a.organization_id = ${tx.scope.organizationId}::bigint AND a.id = any(${[...ids]}::bigint[])`.execute(
    tx.sql,
  );
  return rows;
}

export type AlertFilter = {
  statuses?: string[] | undefined;
  severities?: string[] | undefined;
  types?: string[] | undefined;
  source?: { kind: string; id: number | null } | undefined;
  providerIds?: number[] | undefined;
  resourceId?: number | undefined;
  controlId?: string | undefined;
  /** Null: nobody's. */
  assigneeId?: number | null | undefined;
  muted?: boolean | undefined;
  flapping?: boolean | undefined;
  firstCheck?: boolean | undefined;
  /** Of the moment that the list is ordered by. */
  from?: Date | undefined;
  to?: Date | undefined;
  text?: string | undefined;
  /** What is muted and flaps at this moment. */
  now: Date;
};

export type AlertSort = {
  by: 'attention' | 'last_occurred_at' | 'severity' | 'resolved_at';
  order: 'asc' | 'desc';
};

function conditions(tx: Tx, filter: AlertFilter, moment: RawBuilder<unknown>): RawBuilder<unknown> {
  const now = sql`${filter.now}::timestamptz`;
  const parts = [sql`a.organization_id = ${tx.scope.organizationId}::bigint`];
  const among = (column: string, values: readonly string[] | undefined) => {
    if (values !== undefined) parts.push(sql`${sql.ref(column)} = any(${[...values]}::text[])`);
  };
  const holds = (wanted: boolean | undefined, condition: RawBuilder<unknown>) => {
    if (wanted !== undefined) parts.push(sql`(${condition}) = ${wanted}::boolean`);
  };
  among('a.status', filter.statuses);
  among('a.severity', filter.severities);
  among('a.type', filter.types);
  if (filter.source !== undefined) {
    parts.push(sql`a.source_kind = ${filter.source.kind}`);
    if (filter.source.id !== null) parts.push(sql`a.source_id = ${filter.source.id}::bigint`);
  }
  if (filter.providerIds !== undefined) parts.push(sql`a.provider_id = any(${filter.providerIds}::bigint[])`);
  if (filter.resourceId !== undefined) parts.push(sql`a.resource_id = ${filter.resourceId}::bigint`);
  if (filter.controlId !== undefined) {
    parts.push(sql`((a.source_kind = 'control' AND a.source_key = ${filter.controlId}) OR EXISTS (
      SELECT 1 FROM alert_mappings m WHERE m.organization_id = a.organization_id AND m.alert_id = a.id
        AND m.control_id = ${filter.controlId} AND m.ended_at IS NULL))`);
  }
  // Who has left the organisation looks after nothing.
  if (filter.assigneeId === null)
    parts.push(sql`NOT EXISTS (SELECT 1 FROM memberships m
      WHERE m.organization_id = a.organization_id AND m.user_id = a.assignee_id)`);
  else if (filter.assigneeId !== undefined) parts.push(sql`a.assignee_id = ${filter.assigneeId}::bigint`);
  holds(filter.muted, sql`coalesce(a.muted_until > ${now}, false)`);
  holds(filter.flapping, sql`coalesce(a.flapping_until > ${now}, false)`);
  holds(filter.firstCheck, sql`a.first_check`);
  if (filter.from !== undefined) parts.push(sql`${moment} >= ${filter.from}::timestamptz`);
  if (filter.to !== undefined) parts.push(sql`${moment} < ${filter.to}::timestamptz`);
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = `%${filter.text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
    parts.push(sql`(a.title ILIKE ${pattern} OR a.description ILIKE ${pattern} OR a.source_name ILIKE ${pattern}
      OR a.resource_name ILIKE ${pattern})`);
  }
  return sql.join(parts, sql` AND `);
}

const severityRank = sql`CASE a.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END`;

/**
 * What somebody who was woken looks for comes first: nobody looks after it yet, it is critical, then high, the newest
 * first. Below it the rest of what is new, then what failed since the first check, then what somebody has in hand or wants to be quiet.
 */
const attention = (now: Date) => sql`CASE
  WHEN a.status = 'resolved' THEN 0
  WHEN a.status = 'acknowledged' OR coalesce(a.muted_until > ${now}::timestamptz, false) THEN 1
  WHEN a.first_check THEN 2
  WHEN a.severity = 'critical' THEN 5
  WHEN a.severity = 'high' THEN 4
  ELSE 3 END`;

export async function listAlerts(
  tx: Tx,
  filter: AlertFilter,
  sort: AlertSort,
  page: { limit: number; offset: number },
): Promise<{ rows: ShownAlert[]; total: number }> {
  const direction = sort.order === 'asc' ? sql`ASC` : sql`DESC`;
  const moment = sort.by === 'resolved_at' ? sql`a.resolved_at` : sql`a.last_at`;
  const orders = {
    attention: sql`${attention(filter.now)} ${direction}, CASE WHEN ${attention(filter.now)} = 2 THEN ${severityRank}
      ELSE 0 END ${direction}, a.last_at ${direction}, ${severityRank} ${direction}`,
    severity: sql`${severityRank} ${direction}, a.last_at DESC`,
    last_occurred_at: sql`${moment} ${direction}`,
    resolved_at: sql`${moment} ${direction}`,
  };
  const first = orders[sort.by];
  const where = conditions(tx, filter, moment);
  // The page first, by the table alone: what is shown beside it is looked up for its rows only.
  const { rows } = await sql<ShownAlert>`${shown}
    FROM (SELECT * FROM alerts a WHERE ${where}
      ORDER BY ${first}, a.id ${direction} LIMIT ${page.limit}::int OFFSET ${page.offset}::int) a
    ${joined} ORDER BY ${first}, a.id ${direction}`.execute(tx.sql);
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM alerts a WHERE ${where}`.execute(tx.sql);
  return { rows, total: Number(counted.rows[0]?.total ?? 0) };
}

export async function getAlert(tx: Tx, id: number): Promise<ShownAlert | undefined> {
  return (await showAlerts(tx, [id]))[0];
}

export type ChangeRow = {
  at: Date;
  kind: string;
  actor: Json;
  note: string | null;
  evidence_kind: string | null;
  evidence_id: number | null;
};

/** Newest first. */
export async function listChanges(tx: Tx, alertId: number, limit: number): Promise<ChangeRow[]> {
  return await tx.sql
    .selectFrom('alert_events')
    .select(['at', 'kind', 'actor', 'note', 'evidence_kind', 'evidence_id'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('alert_id', '=', alertId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export type AlertCount = { type: string; severity: Severity; status: string; count: number };

/** The open and the acknowledged ones. */
export async function countLivingAlerts(tx: Tx): Promise<AlertCount[]> {
  const rows = await tx.sql
    .selectFrom('alerts')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('status', '<>', 'resolved')
    .select(['type', 'severity', 'status', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['type', 'severity', 'status'])
    .execute();
  return rows.map((row) => ({ ...row, severity: row.severity as Severity, count: Number(row.count) }));
}

export type AlertStanding = {
  muted: number;
  flapping: number;
  first_check: number;
  unassigned: number;
  mine: number;
};

/** Of the living ones; `userId` is who asks, null when no person does. */
export async function countStanding(tx: Tx, now: Date, userId: number | null): Promise<AlertStanding> {
  const { rows } = await sql<AlertStanding>`
    SELECT count(*) FILTER (WHERE muted_until > ${now}::timestamptz)::int AS muted,
      count(*) FILTER (WHERE flapping_until > ${now}::timestamptz)::int AS flapping,
      count(*) FILTER (WHERE first_check)::int AS first_check,
      count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM memberships m
        WHERE m.organization_id = alerts.organization_id AND m.user_id = assignee_id))::int AS unassigned,
      count(*) FILTER (WHERE assignee_id = ${userId}::bigint)::int AS mine
    FROM alerts WHERE organization_id = ${tx.scope.organizationId}::bigint AND status <> 'resolved'`.execute(
    tx.sql,
  );
  return rows[0] ?? { muted: 0, flapping: 0, first_check: 0, unassigned: 0, mine: 0 };
}
