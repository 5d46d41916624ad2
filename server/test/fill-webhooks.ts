import { sql } from 'kysely';
import type { AnyTx } from '../src/platform/db/database.ts';

/** A webhook with one delivery, by SQL; names contain the marker. */
export async function fillWebhooks(
  tx: AnyTx,
  organization_id: number,
  marker: string,
): Promise<{ webhook: string; webhookDelivery: string }> {
  const now = new Date();
  const number = String(organization_id).padStart(20, '0');
  const webhook = `wh_${number}`;
  const webhookDelivery = `dlv_0000${number}`;
  await tx.sql
    .insertInto('webhooks')
    .values({
      organization_id,
      id: webhook,
      name: `${marker} webhook`,
      url: `https://${marker.toLowerCase()}.example/hook`,
      events: sql<string[]>`'{drift.detected}'::text[]`,
      secret: Buffer.from('nothing'),
      secret_key_id: 'none',
      secret_set_at: now,
      created_at: now,
      created_by: JSON.stringify({ kind: 'system', label: marker }),
      updated_at: now,
    })
    .execute();
  await tx.sql
    .insertInto('deliveries')
    .values({
      organization_id,
      id: webhookDelivery,
      kind: 'webhook',
      destination_id: webhook,
      lane: `${organization_id}:webhook:${webhook}`,
      event_type: 'drift.detected',
      dedupe_key: marker,
      body: JSON.stringify({ timestamp: now.toISOString(), data: { summary: marker } }),
      status: 'failed',
      reason: marker,
      attempts: 1,
      created_at: now,
      ended_at: now,
    })
    .execute();
  await tx.sql
    .insertInto('delivery_attempts')
    .values({
      organization_id,
      delivery_id: webhookDelivery,
      attempt: 1,
      outcome: 'give_up',
      reason: marker,
      started_at: now,
      ended_at: now,
    })
    .execute();
  return { webhook, webhookDelivery };
}
