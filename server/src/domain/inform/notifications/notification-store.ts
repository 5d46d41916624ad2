import { sql } from 'kysely';
import { type JsonObject, storableJson } from '../../../core/json.ts';

import type { Tx } from '../../../platform/db/database.ts';
import type { Notice } from '../../../plugin-kit/define-channel.ts';
import type { RoutedEvent } from './route.ts';

/** SQL about what was decided and told. Times are handed in. */

export const notificationStatuses = ['pending', 'sent', 'failed', 'suppressed'] as const;
export type NotificationStatus = (typeof notificationStatuses)[number];
export type Hold = 'quiet' | 'digest' | 'burst';

export type NewEvent = { outboxEventId: number; at: Date; title: string; routed: RoutedEvent };

/** Ids of those that are new, by the id of the announced event. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<Map<number, number>> {
  if (events.length === 0) return new Map();
  const given = storableJson(
    events.map(({ outboxEventId, at, title, routed }) => ({
      outbox_event_id: outboxEventId,
      at,
      title,
      routed,
    })),
  );
  const { rows } = await sql<{ id: number; outbox_event_id: number }>`
    INSERT INTO notification_events (organization_id, outbox_event_id, at, title, routed)
    SELECT ${tx.scope.organizationId}::bigint, e.outbox_event_id, e.at, e.title, e.routed
    FROM jsonb_to_recordset(${given}::text::jsonb) AS e(outbox_event_id bigint, at timestamptz, title text, routed jsonb)
    ON CONFLICT (organization_id, outbox_event_id) DO NOTHING
    RETURNING id, outbox_event_id`.execute(tx.sql);
  return new Map(rows.map((row) => [row.outbox_event_id, row.id]));
}

export type NewNotification = {
  eventId: number | null;
  eventType: string;
  subject: string | null;
  state: Notice['state'];
  channelId: number | null;
  userId: number | null;
  destination: string;
  channelKind: string | null;
  rule: { id: number; name: string } | null;
  status: NotificationStatus;
  reason: string | null;
  hold: Hold | null;
  dueAt: Date | null;
  alertType: string | null;
  notice: Notice;
  at: Date;
};

const rowsPerStatement = 200;
const newColumns = sql.raw(
  'event_id, event_type, subject, state, channel_id, user_id, destination, channel_kind, rule_id, rule_name, status, ' +
    'reason, hold, due_at, severity, alert_type, title, notice, created_at, ended_at',
);

/** Ids in the order of what was handed in. */
export async function insertNotifications(tx: Tx, rows: readonly NewNotification[]): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const part = rows.slice(start, start + rowsPerStatement).map((row) => ({
      event_id: row.eventId,
      event_type: row.eventType,
      subject: row.subject,
      state: row.state,
      channel_id: row.channelId,
      user_id: row.userId,
      destination: row.destination,
      channel_kind: row.channelKind,
      rule_id: row.rule?.id ?? null,
      rule_name: row.rule?.name ?? null,
      status: row.status,
      reason: row.reason,
      hold: row.hold,
      due_at: row.dueAt,
      severity: row.notice.severity,
      alert_type: row.alertType,
      title: row.notice.title.slice(0, 500),
      notice: row.notice,
      created_at: row.at,
      ended_at: row.status === 'pending' ? null : row.at,
    }));
    // One parameter for all rows: with one for each value the embedded database takes twice as long.
    const { rows: inserted } = await sql<{ id: number }>`
      INSERT INTO notifications (organization_id, ${newColumns})
      SELECT ${tx.scope.organizationId}::bigint, ${newColumns}
      FROM jsonb_to_recordset(${storableJson(part)}::text::jsonb) AS r(
        event_id bigint, event_type text, subject text, state text, channel_id bigint, user_id bigint, destination text,
        channel_kind text, rule_id bigint, rule_name text, status text, reason text, hold text, due_at timestamptz,
        severity text, alert_type text, title text, notice jsonb, created_at timestamptz, ended_at timestamptz)
      RETURNING id`.execute(tx.sql);
    // An identity column counts up in the order of the values.
    ids.push(...inserted.map(({ id }) => id).sort((a, b) => a - b));
  }
  return ids;
}

export type Opening = {
  id: number;
  subject: string;
  channelId: number | null;
  userId: number | null;
  ruleId: number | null;
  status: string;
  hold: Hold | null;
};

/** Of each subject and destination the newest opening, unless its end was told or decided since. */
export async function livingOpenings(tx: Tx, subjects: readonly string[]): Promise<Opening[]> {
  if (subjects.length === 0) return [];
  const rows = await tx.sql
    .selectFrom('notifications as n')
    .select(['n.id', 'n.subject', 'n.channel_id', 'n.user_id', 'n.rule_id', 'n.status', 'n.hold'])
    .distinctOn(['n.subject', 'n.channel_id', 'n.user_id'])
    .where('n.organization_id', '=', tx.scope.organizationId)
    .where('n.subject', 'in', subjects)
    .where('n.state', '=', 'open')
    .where('n.status', 'in', ['pending', 'sent'])
    .where(({ or, eb }) => or([eb('n.channel_id', 'is not', null), eb('n.user_id', 'is not', null)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('notifications as later')
            .select('later.id')
            .whereRef('later.organization_id', '=', 'n.organization_id')
            .whereRef('later.subject', '=', 'n.subject')
            .whereRef('later.id', '>', 'n.id')
            .where('later.state', '=', 'resolved'),
        ),
      ),
    )
    .orderBy('n.subject')
    .orderBy('n.channel_id')
    .orderBy('n.user_id')
    .orderBy('n.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject ?? '',
    channelId: row.channel_id,
    userId: row.user_id,
    ruleId: row.rule_id,
    status: row.status,
    hold: row.hold as Hold | null,
  }));
}

/** How many single messages were decided for each destination since: `channel:3` or `person:5`. */
export async function singleMessagesSince(tx: Tx, since: Date): Promise<Map<string, number>> {
  const rows = await tx.sql
    .selectFrom('notifications')
    .select(['channel_id', 'user_id', ({ fn }) => fn.countAll<number>().as('count')])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('created_at', '>=', since)
    .where('hold', 'is', null)
    .where('status', '<>', 'suppressed')
    .where(({ or, eb }) => or([eb('channel_id', 'is not', null), eb('user_id', 'is not', null)]))
    .groupBy(['channel_id', 'user_id'])
    .execute();
  return new Map(
    rows.map((row) => [
      row.channel_id === null ? `person:${row.user_id}` : `channel:${row.channel_id}`,
      Number(row.count),
    ]),
  );
}

export async function suppressPending(
  tx: Tx,
  ids: readonly number[],
  reason: string,
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql
    .updateTable('notifications')
    .set({ status: 'suppressed', reason, ended_at: at, hold: null })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', 'in', ids)
    .where('status', '=', 'pending')
    .execute();
}

export type SentNotification = {
  id: number;
  event_type: string;
  subject: string | null;
  state: string;
  channel_id: number | null;
  user_id: number | null;
  destination: string;
  status: string;
  reason: string | null;
  notice: Notice;
};

export async function getNotifications(
  tx: Tx,
  ids: readonly number[],
): Promise<Map<number, SentNotification>> {
  const rows = await tx.sql
    .selectFrom('notifications')
    .select([
      'id',
      'event_type',
      'subject',
      'state',
      'channel_id',
      'user_id',
      'destination',
      'status',
      'reason',
      'notice',
    ])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export type Sibling = { id: number; state: string; status: string; thread: JsonObject | null };
type Placed = Pick<SentNotification, 'subject' | 'channel_id' | 'user_id'>;

/** The same subject at the same destination. */
export const placeOf = ({ subject, channel_id, user_id }: Placed): string =>
  `${channel_id ?? ''} ${user_id ?? ''} ${subject}`;

/** Of each place everything that was told there, newest first. */
export async function siblingsOf(tx: Tx, of: readonly Placed[]): Promise<Map<string, Sibling[]>> {
  const subjects = [...new Set(of.flatMap(({ subject }) => (subject === null ? [] : [subject])))];
  const places = new Map<string, Sibling[]>();
  if (subjects.length === 0) return places;
  const rows = await tx.sql
    .selectFrom('notifications')
    .select(['id', 'subject', 'channel_id', 'user_id', 'state', 'status', 'thread'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('subject', 'in', subjects)
    .orderBy('id', 'desc')
    .execute();
  for (const row of rows) {
    const place = places.get(placeOf(row));
    if (place === undefined) places.set(placeOf(row), [row]);
    else place.push(row);
  }
  return places;
}

export type Settled = {
  id: number;
  status: NotificationStatus;
  reason: string | null;
  deliveryId: string;
  attempts: number;
  thread: JsonObject | null;
  endedAt: Date | null;
};

export async function settle(tx: Tx, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const given = storableJson(
    settled.map(({ id, status, reason, deliveryId, attempts, thread, endedAt }) => ({
      id,
      status,
      reason: reason?.slice(0, 1000) ?? null,
      delivery_id: deliveryId,
      attempts,
      thread,
      ended_at: endedAt?.toISOString() ?? null,
    })),
  );
  await sql`UPDATE notifications n
    SET status = s.status, reason = s.reason, delivery_id = s.delivery_id, attempts = s.attempts,
        thread = coalesce(s.thread, n.thread), ended_at = s.ended_at
    FROM jsonb_to_recordset(${given}::text::jsonb) AS s(
      id bigint, status text, reason text, delivery_id text, attempts integer, thread jsonb, ended_at timestamptz)
    WHERE n.organization_id = ${tx.scope.organizationId} AND n.id = s.id`.execute(tx.sql);
}

/** What a summary told has the outcome of the summary. */
export async function settleSummedUp(tx: Tx, settled: readonly Settled[]): Promise<void> {
  for (const { id, status, reason, endedAt } of settled) {
    await tx.sql
      .updateTable('notifications')
      .set({ status, reason, ended_at: endedAt })
      .where('organization_id', '=', tx.scope.organizationId)
      .where('summary_id', '=', id)
      .execute();
  }
}
