import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import type { AnyTx } from '../../../platform/db/database.ts';
import type { AuditEventsTable } from '../../../platform/db/tables/record.ts';
import type { Tables } from '../../../platform/db/tables.ts';
import { heldBriefly } from '../../../platform/events/outbox.ts';
import { type ChainedEvent, genesisHash, type StoredEvent } from './chain.ts';
import type { auditFilterSchema } from './schemas.ts';

export type AuditFilter = z.infer<typeof auditFilterSchema>;
export type AuditRow = Selectable<AuditEventsTable>;

const rowsPerInsert = 500;

/**
 * Locks the head of the chain until the transaction ends, so no two transactions take the same place. `at` is
 * the database's time behind the lock: one clock for all processes, and instants follow the order of the chain.
 */
export async function lockHead(
  tx: AnyTx,
  organizationId: number,
): Promise<{ sequence: number; hash: string; at: Date }> {
  const head = tx.sql
    .selectFrom('audit_chains')
    .select(['sequence', 'hash', sql<Date>`clock_timestamp()`.as('at'), heldBriefly.as('held')])
    .where('organization_id', '=', organizationId)
    .forUpdate();
  const found = await head.executeTakeFirst();
  if (found !== undefined) return found;
  await tx.sql
    .insertInto('audit_chains')
    .values({ organization_id: organizationId, sequence: 0, hash: genesisHash })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return head.executeTakeFirstOrThrow();
}

/** Adds events behind the locked head and moves the head, in one statement per 500 events. */
export async function appendEvents(tx: AnyTx, organizationId: number, events: StoredEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += rowsPerInsert) {
    const batch = events.slice(start, start + rowsPerInsert);
    const last = batch.at(-1);
    if (last === undefined) return;
    await tx.sql
      .with('appended', (query) =>
        query.insertInto('audit_events').values(batch.map(rowOf)).returning('sequence'),
      )
      .updateTable('audit_chains')
      .set({ sequence: last.sequence, hash: last.hash })
      .where('organization_id', '=', organizationId)
      .execute();
  }
}

function rowOf(event: StoredEvent) {
  return {
    organization_id: event.organizationId,
    sequence: event.sequence,
    at: event.at,
    action: event.action,
    actor_kind: event.actorKind,
    actor_id: event.actorId,
    actor_label: event.actorLabel,
    target_type: event.targetType,
    target_id: event.targetId,
    outcome: event.outcome,
    detail: JSON.stringify(event.detail),
    request_id: event.requestId,
    previous_hash: event.previousHash,
    hash: event.hash,
  };
}

export async function readHead(
  tx: AnyTx,
  organizationId: number,
): Promise<{ sequence: number; hash: string } | undefined> {
  return tx.sql
    .selectFrom('audit_chains')
    .select(['sequence', 'hash'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
}

/** Head and last event in one statement, hence of one moment. */
export async function readEnd(
  tx: AnyTx,
  organizationId: number,
): Promise<{ headSequence: number; lastSequence: number }> {
  const row = await tx.sql
    .selectNoFrom((expression) => [
      expression
        .selectFrom('audit_chains')
        .select('sequence')
        .where('organization_id', '=', organizationId)
        .as('head'),
      expression
        .selectFrom('audit_events')
        .select((inner) => inner.fn.max('sequence').as('last'))
        .where('organization_id', '=', organizationId)
        .as('last'),
    ])
    .executeTakeFirstOrThrow();
  return { headSequence: Number(row.head ?? 0), lastSequence: Number(row.last ?? 0) };
}

/**
 * Events behind `after`, in order, as the chain hashes them. The instant is read in microseconds, because a
 * `Date` would hide a change below the millisecond.
 */
export async function readChain(
  tx: AnyTx,
  organizationId: number,
  after: number,
  limit: number,
): Promise<StoredEvent[]> {
  const rows = await tx.sql
    .selectFrom('audit_events')
    .selectAll()
    .select(sql<string>`to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at_text'))
    .where('organization_id', '=', organizationId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    organizationId: row.organization_id,
    sequence: row.sequence,
    at: row.at_text.replace(/000Z$/, 'Z'),
    action: row.action,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorLabel: row.actor_label,
    targetType: row.target_type,
    targetId: row.target_id,
    outcome: row.outcome,
    detail: row.detail as JsonObject,
    requestId: row.request_id,
    previousHash: row.previous_hash,
    hash: row.hash,
  })) satisfies (ChainedEvent & StoredEvent)[];
}

/** The number of the first event since an instant, or of the last until it; beyond the log when there is none. */
export async function selectSequenceAt(
  tx: AnyTx,
  organizationId: number,
  side: 'since' | 'until',
  instant: string,
): Promise<number> {
  const { sequence } = await tx.sql
    .selectFrom('audit_events')
    .select(({ fn }) => (side === 'since' ? fn.min('sequence') : fn.max('sequence')).as('sequence'))
    .where('organization_id', '=', organizationId)
    .where('at', side === 'since' ? '>=' : '<=', new Date(instant))
    .executeTakeFirstOrThrow();
  return Number(sequence ?? (side === 'since' ? Number.MAX_SAFE_INTEGER : 0));
}

/** Newest first. */
export async function selectEvents(
  tx: AnyTx,
  organizationId: number,
  filter: AuditFilter,
  range: { limit: number; offset: number },
): Promise<{ rows: AuditRow[]; total: number }> {
  const matching = filtered(
    tx.sql.selectFrom('audit_events').where('organization_id', '=', organizationId),
    filter,
  );
  const rows = await matching
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(range.limit)
    .offset(range.offset)
    .execute();
  const { total } = await matching
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

type EventsQuery = SelectQueryBuilder<Tables, 'audit_events', object>;

function filtered(query: EventsQuery, filter: AuditFilter): EventsQuery {
  let result = query;
  if (filter.action !== undefined) {
    // `provider` and `provider.*` mean every action of providers.
    const action = filter.action.replace(/\.?\*$/, '');
    result = result.where((where) =>
      where.or([where('action', '=', action), where('action', 'like', `${likeText(action)}.%`)]),
    );
  }
  if (filter.actor !== undefined) {
    const byId = /^(user|api_key):(\d{1,15})$/.exec(filter.actor);
    const text = filter.actor;
    result =
      byId === null
        ? result.where((where) =>
            where.or([where('actor_kind', '=', text), where('actor_label', 'ilike', `%${likeText(text)}%`)]),
          )
        : result.where('actor_kind', '=', String(byId[1])).where('actor_id', '=', Number(byId[2]));
  }
  if (filter.target_type !== undefined) result = result.where('target_type', '=', filter.target_type);
  if (filter.target_id !== undefined) result = result.where('target_id', '=', filter.target_id);
  if (filter.outcome !== undefined) result = result.where('outcome', 'in', filter.outcome.split(','));
  if (filter.from !== undefined) result = result.where('at', '>=', new Date(filter.from));
  if (filter.to !== undefined) result = result.where('at', '<=', new Date(filter.to));
  if (filter.q !== undefined && filter.q !== '') {
    const pattern = `%${likeText(filter.q)}%`;
    result = result.where((where) =>
      where.or([
        where('action', 'ilike', pattern),
        where('actor_label', 'ilike', pattern),
        where('target_type', 'ilike', pattern),
        where('target_id', 'ilike', pattern),
        where(sql<string>`detail::text`, 'ilike', pattern),
      ]),
    );
  }
  return result;
}

function likeText(text: string): string {
  return text.replaceAll('\u0000', '').replace(/[\\%_]/g, '\\$&');
}
