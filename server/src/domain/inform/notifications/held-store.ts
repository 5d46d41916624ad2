import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { Notice } from '../../../plugin-kit/define-channel.ts';
import type { Hold } from './notification-store.ts';

/** SQL about what is held back until it is due. Times are handed in. */

export type DueGroup = {
  organizationId: number;
  channelId: number | null;
  userId: number | null;
  hold: Hold;
};

/** Destinations for which something held back is due, of all organisations. */
export async function listDue(tx: SystemTx, now: Date, limit: number): Promise<DueGroup[]> {
  const rows = await tx.sql
    .selectFrom('notifications')
    .select(['organization_id', 'channel_id', 'user_id', 'hold'])
    .distinct()
    .where('status', '=', 'pending')
    .where('hold', 'is not', null)
    .where('due_at', '<=', now)
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    organizationId: row.organization_id,
    channelId: row.channel_id,
    userId: row.user_id,
    hold: row.hold as Hold,
  }));
}

export type HeldNotification = {
  id: number;
  subject: string | null;
  state: string;
  event_type: string;
  destination: string;
  channel_kind: string | null;
  notice: Notice;
};

/** Locked, oldest first; another process that looks at the same time gets none of them. */
export async function takeHeld(tx: Tx, of: DueGroup, now: Date, limit: number): Promise<HeldNotification[]> {
  let query = tx.sql
    .selectFrom('notifications')
    .select(['id', 'subject', 'state', 'event_type', 'destination', 'channel_kind', 'notice'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('status', '=', 'pending')
    .where('hold', '=', of.hold)
    .where('due_at', '<=', now);
  query =
    of.channelId === null
      ? query.where('channel_id', 'is', null).where('user_id', of.userId === null ? 'is' : '=', of.userId)
      : query.where('channel_id', '=', of.channelId);
  return await query.orderBy('id').limit(limit).forUpdate().skipLocked().execute();
}

/** On their way now, single ones or as part of a summary. */
export async function release(
  tx: Tx,
  ids: readonly number[],
  change: { summaryId: number } | 'single',
): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql
    .updateTable('notifications')
    .set(
      change === 'single'
        ? { hold: null, due_at: null, reason: null }
        : { due_at: null, reason: 'it is part of a summary', summary_id: change.summaryId },
    )
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', 'in', ids)
    .execute();
}

/** Subjects that are over by now, of those that are asked for. */
export async function resolvedSubjects(tx: Tx, subjects: readonly string[]): Promise<Set<string>> {
  if (subjects.length === 0) return new Set();
  const rows = await tx.sql
    .selectFrom('notifications')
    .select(['subject', 'state'])
    .distinctOn('subject')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('subject', 'in', subjects)
    .where('state', 'in', ['open', 'resolved'])
    .orderBy('subject')
    .orderBy('id', 'desc')
    .execute();
  return new Set(
    rows.flatMap(({ subject, state }) => (state === 'resolved' && subject !== null ? [subject] : [])),
  );
}
