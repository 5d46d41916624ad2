import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { storableJson } from '../../../core/json.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { NewDelivery } from './delivery.ts';

/** Notified with each commit that leaves something to send. */
export const deliveryChannel = 'infraudit_deliveries';

const rowsPerStatement = 500;
export const deliveryIdPattern = /^dlv_[0-9a-f]{24}$/;

/**
 * Queues deliveries in the caller's transaction. Answers with the ids of those that are new; what was queued
 * before for the same event and destination is left as it is.
 */
export async function enqueueDeliveries(
  deps: { clock: Clock },
  tx: Tx,
  deliveries: readonly NewDelivery[],
): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const { organizationId } = tx.scope;
  const now = deps.clock.now();
  const ids: string[] = [];
  for (let start = 0; start < deliveries.length; start += rowsPerStatement) {
    const rows = deliveries.slice(start, start + rowsPerStatement).map((delivery) => ({
      id: `dlv_${randomBytes(12).toString('hex')}`,
      kind: delivery.kind,
      destination_id: delivery.destinationId,
      lane: laneOf(organizationId, delivery),
      event_type: delivery.eventType,
      dedupe_key: delivery.dedupeKey,
      body: delivery.body,
      created_at: now,
      next_attempt_at: delivery.notBefore ?? now,
    }));
    const { rows: inserted } = await sql<{ id: string }>`
      INSERT INTO deliveries
        (organization_id, id, kind, destination_id, lane, event_type, dedupe_key, body, created_at, next_attempt_at)
      SELECT ${organizationId}::bigint, r.*
      FROM jsonb_to_recordset(${storableJson(rows)}::text::jsonb) AS r(
        id text, kind text, destination_id text, lane text, event_type text, dedupe_key text, body jsonb,
        created_at timestamptz, next_attempt_at timestamptz)
      ON CONFLICT DO NOTHING
      RETURNING id`.execute(tx.sql);
    ids.push(...inserted.map(({ id }) => id));
  }
  if (ids.length > 0) await wakeSenders(tx);
  return ids;
}

/** Senders look as soon as this transaction is committed. */
export async function wakeSenders(tx: Tx): Promise<void> {
  await sql`SELECT pg_notify(${deliveryChannel}, '')`.execute(tx.sql);
}

export function laneOf(organizationId: number, destination: { kind: string; destinationId: string }): string {
  return `${organizationId}:${destination.kind}:${destination.destinationId}`;
}
