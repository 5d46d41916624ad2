import type { Json } from '../../../core/json.ts';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { DeliveryKind, DeliveryStatus, Exchange } from './delivery.ts';
import { laneOf, wakeSenders } from './enqueue.ts';

/** SQL about deliveries for people who look at them and for the owners of destinations. Times are handed in. */

export type Destination = { kind: DeliveryKind; destinationId: string };

export type DeliveryRow = {
  id: string;
  destination_id: string;
  event_type: string;
  body: Json;
  status: string;
  reason: string | null;
  attempts: number;
  created_at: Date;
  next_attempt_at: Date | null;
  ended_at: Date | null;
};

const columns = [
  'id',
  'destination_id',
  'event_type',
  'body',
  'status',
  'reason',
  'attempts',
  'created_at',
  'next_attempt_at',
  'ended_at',
] as const;

export type AttemptView = {
  delivery_id: string;
  attempt: number;
  outcome: string;
  reason: string | null;
  started_at: Date;
  ended_at: Date;
  request: Json | null;
  response: Exchange['response'] | null;
};

export type DeliveryFilter = {
  kind: DeliveryKind;
  destinationId?: string | undefined;
  statuses?: readonly DeliveryStatus[] | undefined;
  eventType?: string | undefined;
};

/** Newest first. */
export async function listDeliveries(
  tx: Tx,
  filter: DeliveryFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: DeliveryRow[]; total: number }> {
  let query = tx.sql
    .selectFrom('deliveries')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('kind', '=', filter.kind);
  if (filter.destinationId !== undefined) query = query.where('destination_id', '=', filter.destinationId);
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses);
  if (filter.eventType !== undefined) query = query.where('event_type', '=', filter.eventType);
  const rows = await query
    .select(columns)
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

export async function getDelivery(tx: Tx, of: Destination, id: string): Promise<DeliveryRow | undefined> {
  return await tx.sql
    .selectFrom('deliveries')
    .select(columns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('kind', '=', of.kind)
    .where('destination_id', '=', of.destinationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The newest attempt of each of these deliveries. */
export async function lastAttempts(tx: Tx, ids: readonly string[]): Promise<Map<string, AttemptView>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql
    .selectFrom('delivery_attempts')
    .selectAll()
    .distinctOn('delivery_id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('delivery_id', 'in', ids)
    .orderBy('delivery_id')
    .orderBy('attempt', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.delivery_id, row]));
}

/** Newest first. */
export async function listAttempts(tx: Tx, deliveryId: string, limit: number): Promise<AttemptView[]> {
  return await tx.sql
    .selectFrom('delivery_attempts')
    .selectAll()
    .where('organization_id', '=', tx.scope.organizationId)
    .where('delivery_id', '=', deliveryId)
    .orderBy('attempt', 'desc')
    .limit(limit)
    .execute();
}

/** Sends it again now, with the same id and all its attempts before it. False while it is being sent. */
export async function requeueDelivery(tx: Tx, of: Destination, id: string, now: Date): Promise<boolean> {
  const row = await tx.sql
    .updateTable('deliveries')
    .set({ status: 'pending', next_attempt_at: now, ended_at: null, round_attempts: 0, interruptions: 0 })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('kind', '=', of.kind)
    .where('destination_id', '=', of.destinationId)
    .where('id', '=', id)
    .where('status', '!=', 'sending')
    .returning('id')
    .executeTakeFirst();
  if (row !== undefined) await wakeSenders(tx);
  return row !== undefined;
}

/** Everything that waits for this destination is not sent any more. Answers how many. */
export async function suppressDeliveries(
  tx: Tx,
  of: Destination & { reason: string; now: Date },
): Promise<number> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('deliveries')
    .set({ status: 'suppressed', reason: of.reason, next_attempt_at: null, ended_at: of.now })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('lane', '=', laneOf(tx.scope.organizationId, of))
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** The destination is gone, and what was sent to it with it. */
export async function removeDeliveries(tx: Tx, of: Destination): Promise<void> {
  await tx.sql
    .deleteFrom('deliveries')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('kind', '=', of.kind)
    .where('destination_id', '=', of.destinationId)
    .execute();
}

/** Forgets a part of what ended before `before`. Answers how many. */
export async function forgetEnded(tx: SystemTx, before: Date, limit: number): Promise<number> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('deliveries')
    .where('id', 'in', (old) =>
      old
        .selectFrom('deliveries')
        .select('id')
        .where('ended_at', '<', before)
        .orderBy('ended_at')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
