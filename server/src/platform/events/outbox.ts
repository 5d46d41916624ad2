import { sql } from 'kysely';
import { AppError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import type { AnyTx, Tx } from '../db/database.ts';
import type { DomainEvent, StoredEvent } from './contract.ts';

/** `organisation:id` of each event that was committed. */
export const eventChannel = 'infraudit_events';
const typeShape = /^[a-z_]+(\.[a-z_]+)+$/;
const maxPayloadBytes = 256 * 1024;

/**
 * Part of a SELECT that takes the head of an audit chain, which every writer of the organisation waits for: from
 * here on the transaction is ended by the server when its process stands still for three seconds.
 */
export const heldBriefly = sql<string>`set_config('idle_in_transaction_session_timeout', '3000', true)`;

/**
 * Writes events beside their facts, all of them in one statement. Ids of one organisation are given in the order of
 * commits, because writers hold the head of its audit chain from here to their commit: a reader that has seen id 10
 * misses no 9.
 */
export async function announce(tx: Tx, ...events: DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  const written = events.map(writtenEvent);
  const { organizationId } = tx.scope;
  await sql`
    WITH held AS MATERIALIZED (
      SELECT 1 FROM audit_chains WHERE organization_id = ${organizationId} FOR UPDATE
    ), event AS (
      INSERT INTO outbox_events (organization_id, type, payload)
      SELECT ${organizationId}::bigint, told.event->>'type', told.event->'payload'
      FROM (SELECT count(*) FROM held) AS waited,
        jsonb_array_elements(${`[${written.join(',')}]`}::jsonb) WITH ORDINALITY AS told(event, place)
      ORDER BY told.place
      RETURNING id
    ), newest AS (SELECT max(id) AS id FROM event)
    SELECT pg_notify(${eventChannel}, ${`${organizationId}:`}::text || id), ${heldBriefly} FROM newest`.execute(
    tx.sql,
  );
}

function writtenEvent({ type, payload }: DomainEvent): string {
  if (!typeShape.test(type)) throw new AppError('internal', `not an event type: ${type}`);
  const written = JSON.stringify({ type, payload });
  if (Buffer.byteLength(written) > maxPayloadBytes)
    throw new AppError('internal', `the event ${type} is too large`);
  return written;
}

/** Events of one organisation after an id, oldest first. `types` empty means all. */
export async function readEvents(
  tx: Tx,
  options: { afterId: number; types: readonly string[]; limit: number },
): Promise<StoredEvent[]> {
  let query = tx.sql
    .selectFrom('outbox_events')
    .select(['id', 'organization_id', 'type', 'payload', 'created_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '>', options.afterId);
  if (options.types.length > 0) query = query.where('type', 'in', options.types);
  const rows = await query.orderBy('id').limit(options.limit).execute();
  return rows.map(storedEvent);
}

export async function newestEventId(tx: Tx): Promise<number> {
  const row = await tx.sql
    .selectFrom('outbox_events')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Takes events that nobody dispatched yet; another process takes others meanwhile. */
export async function claimUndispatched(tx: AnyTx, limit: number): Promise<StoredEvent[]> {
  const rows = await tx.sql
    .selectFrom('outbox_events')
    .select(['id', 'organization_id', 'type', 'payload', 'created_at'])
    .where('dispatched_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(storedEvent);
}

export async function markDispatched(tx: AnyTx, ids: number[], at: Date): Promise<void> {
  await tx.sql.updateTable('outbox_events').set({ dispatched_at: at }).where('id', 'in', ids).execute();
}

/** Forgets what was dispatched before `before`: streams can replay no further back. Returns how many. */
export async function pruneDispatched(tx: AnyTx, before: Date): Promise<number> {
  const result = await tx.sql
    .deleteFrom('outbox_events')
    .where('dispatched_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

type EventRow = { id: number; organization_id: number; type: string; payload: unknown; created_at: Date };

function storedEvent(row: EventRow): StoredEvent {
  return {
    id: row.id,
    organizationId: row.organization_id,
    type: row.type,
    payload: row.payload as JsonObject,
    at: row.created_at,
  };
}
