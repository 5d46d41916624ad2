import { type ExpressionBuilder, sql } from 'kysely';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { Tables } from '../../../platform/db/tables.ts';
import type { RoutedEvent } from './route.ts';

/** SQL about the past: what was told, and what a new rule is tried on. Times are handed in. */

export type HistoryRow = {
  id: number;
  event_type: string;
  subject: string | null;
  state: string;
  channel_id: number | null;
  user_id: number | null;
  destination: string;
  channel_kind: string | null;
  rule_id: number | null;
  rule_name: string | null;
  status: string;
  reason: string | null;
  hold: string | null;
  due_at: Date | null;
  summary_id: number | null;
  delivery_id: string | null;
  attempts: number;
  severity: string | null;
  alert_type: string | null;
  title: string;
  created_at: Date;
  ended_at: Date | null;
};

export type HistoryFilter = {
  since: Date;
  channelId?: number | undefined;
  channelKind?: string | undefined;
  destination?: string | undefined;
  statuses?: readonly string[] | undefined;
  eventType?: string | undefined;
  /** Only what went to channels or to this person: others' own mail is theirs. */
  visibleTo: number | null;
};

/** Newest first. */
export async function listHistory(
  tx: Tx,
  filter: HistoryFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: HistoryRow[]; total: number }> {
  let query = tx.sql
    .selectFrom('notifications')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('created_at', '>=', filter.since)
    .where(({ or, eb }: ExpressionBuilder<Tables, 'notifications'>) =>
      or([
        eb('user_id', 'is', null),
        ...(filter.visibleTo === null ? [] : [eb('user_id', '=', filter.visibleTo)]),
      ]),
    );
  if (filter.channelId !== undefined) query = query.where('channel_id', '=', filter.channelId);
  if (filter.channelKind !== undefined) query = query.where('channel_kind', '=', filter.channelKind);
  if (filter.destination !== undefined) query = query.where('destination', '=', filter.destination);
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses);
  if (filter.eventType !== undefined) query = query.where('event_type', '=', filter.eventType);
  const rows = await query
    .select([
      'id',
      'event_type',
      'subject',
      'state',
      'channel_id',
      'user_id',
      'destination',
      'channel_kind',
      'rule_id',
      'rule_name',
      'status',
      'reason',
      'hold',
      'due_at',
      'summary_id',
      'delivery_id',
      'attempts',
      'severity',
      'alert_type',
      'title',
      'created_at',
      'ended_at',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

export type PastEvent = { id: number; at: Date; title: string; routed: RoutedEvent };

/** Oldest first, at most `limit` of the newest. */
export async function listEvents(tx: Tx, since: Date, limit: number): Promise<PastEvent[]> {
  const rows = await tx.sql
    .selectFrom('notification_events')
    .select(['id', 'at', 'title', 'routed'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}

/** Of all organisations: what is older is forgotten, at most `limit` at once. */
export async function forgetOld(tx: SystemTx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    WITH events AS (
      DELETE FROM notification_events WHERE id IN (
        SELECT id FROM notification_events WHERE at < ${before} ORDER BY id LIMIT ${limit}) RETURNING id
    ), others AS (
      DELETE FROM notifications WHERE id IN (
        SELECT id FROM notifications WHERE event_id IS NULL AND created_at < ${before} ORDER BY id LIMIT ${limit})
      RETURNING id
    )
    SELECT ((SELECT count(*) FROM events) + (SELECT count(*) FROM others))::integer AS count`.execute(tx.sql);
  return rows[0]?.count ?? 0;
}
