import { sql } from 'kysely';
import { type Json, storableJson } from '../../../core/json.ts';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import type { Delivery, DeliveryKind, DeliveryStatus, Exchange } from './delivery.ts';

/** SQL of the engine: who sends what, and what came of it. Times are handed in. */

/** A delivery that this process holds. `roundAttempts` and `interruptions` do not count this attempt. */
export type Claimed = Delivery & { lane: string; roundAttempts: number; interruptions: number };

type ClaimedRow = {
  id: string;
  organization_id: number;
  kind: string;
  destination_id: string;
  lane: string;
  event_type: string;
  body: Json;
  attempts: number;
  round_attempts: number;
  interruptions: number;
  created_at: Date;
};

/**
 * Takes what is due, the first of each lane before the second of any. No lane gets more than `perLane` at once,
 * over all processes: takers wait for each other.
 */
export async function claimDue(
  tx: SystemTx,
  claim: { claim: string; now: Date; leaseUntil: Date; room: number; perLane: number },
): Promise<Claimed[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('infraudit deliveries'))`.execute(tx.sql);
  const { rows } = await sql<ClaimedRow>`
    WITH RECURSIVE lanes AS (
      (SELECT lane FROM deliveries WHERE status = 'pending' ORDER BY lane LIMIT 1)
      UNION ALL
      SELECT (SELECT d.lane FROM deliveries d WHERE d.status = 'pending' AND d.lane > lanes.lane
              ORDER BY d.lane LIMIT 1)
      FROM lanes WHERE lanes.lane IS NOT NULL
    ), due AS (
      SELECT next.id FROM lanes CROSS JOIN LATERAL (
        SELECT d.id, d.next_attempt_at, row_number() OVER (ORDER BY d.next_attempt_at, d.id) AS place
        FROM deliveries d
        WHERE d.lane = lanes.lane AND d.status = 'pending' AND d.next_attempt_at <= ${claim.now}::timestamptz
        ORDER BY d.next_attempt_at, d.id
        LIMIT greatest(0, ${claim.perLane}::int - (
          SELECT count(*) FROM deliveries s WHERE s.lane = lanes.lane AND s.status = 'sending'))
      ) next
      ORDER BY next.place, next.next_attempt_at, next.id
      LIMIT ${claim.room}::int
    )
    UPDATE deliveries d SET status = 'sending', claim = ${claim.claim}, lease_until = ${claim.leaseUntil}::timestamptz,
      attempts = d.attempts + 1, next_attempt_at = NULL
    FROM due WHERE d.id = due.id AND d.status = 'pending'
    RETURNING d.id, d.organization_id, d.kind, d.destination_id, d.lane, d.event_type, d.body, d.attempts,
      d.round_attempts, d.interruptions, d.created_at`.execute(tx.sql);
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    kind: row.kind as DeliveryKind,
    destinationId: row.destination_id,
    lane: row.lane,
    eventType: row.event_type,
    body: row.body,
    attempt: row.attempts,
    roundAttempts: row.round_attempts,
    interruptions: row.interruptions,
    createdAt: row.created_at,
  }));
}

export async function extendLeases(
  tx: SystemTx,
  claim: string,
  ids: readonly string[],
  leaseUntil: Date,
): Promise<void> {
  await tx.sql
    .updateTable('deliveries')
    .set({ lease_until: leaseUntil })
    .where('id', 'in', ids)
    .where('claim', '=', claim)
    .where('status', '=', 'sending')
    .execute();
}

/** Gives back what was taken and not begun, as if it had not been taken. */
export async function giveBack(
  tx: SystemTx,
  claim: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await tx.sql
    .updateTable('deliveries')
    .set(({ eb }) => ({
      status: 'pending',
      claim: null,
      lease_until: null,
      next_attempt_at: now,
      attempts: eb('attempts', '-', 1),
    }))
    .where('id', 'in', ids)
    .where('claim', '=', claim)
    .where('status', '=', 'sending')
    .execute();
}

/**
 * Frees what a process held that is silent since its lease: it is sent again, with the same id, because nobody
 * knows whether it arrived. Each further time in a row it waits longer. Answers how many.
 */
export async function freeAbandoned(tx: SystemTx, now: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    WITH freed AS (
      UPDATE deliveries SET status = 'pending', claim = NULL, lease_until = NULL,
        interruptions = interruptions + 1, reason = ${abandonedReason},
        next_attempt_at = ${now}::timestamptz + make_interval(secs => CASE WHEN interruptions < 3 THEN 0
          ELSE least(7200, 60 * power(2, least(interruptions, 12) - 3)) END)
      WHERE status = 'sending' AND lease_until < ${now}::timestamptz
      RETURNING id, organization_id, attempts
    ), noted AS (
      INSERT INTO delivery_attempts (delivery_id, attempt, organization_id, outcome, reason, started_at, ended_at)
      SELECT id, attempts, organization_id, 'interrupted', ${abandonedReason}, ${now}::timestamptz, ${now}::timestamptz
      FROM freed
      ON CONFLICT DO NOTHING
    )
    SELECT id FROM freed`.execute(tx.sql);
  return rows.length;
}

const abandonedReason = 'the process that sent it ended before it knew the result';

/** The result of one attempt, ready to be written. */
export type AttemptRow = {
  id: string;
  attempt: number;
  outcome: string;
  reason: string | null;
  startedAt: Date;
  endedAt: Date;
  request: Exchange['request'];
  response: Exchange['response'];
  status: DeliveryStatus;
  nextAttemptAt: Date | null;
  /** False for an attempt that was broken off: it does not bring the end nearer. */
  counts: boolean;
};

/**
 * Writes results of one organisation in one statement. Answers with the ids of deliveries that were still this
 * process's; of others only the attempt is noted.
 */
export async function recordAttempts(
  tx: Tx,
  claim: string,
  attempts: readonly AttemptRow[],
): Promise<Set<string>> {
  const { organizationId } = tx.scope;
  const { rows } = await sql<{ id: string }>`
    WITH result AS (
      SELECT * FROM jsonb_to_recordset(${storableJson(attempts)}::jsonb) AS r(
        id text, attempt int, outcome text, reason text, "startedAt" timestamptz, "endedAt" timestamptz,
        request jsonb, response jsonb, status text, "nextAttemptAt" timestamptz, counts boolean)
    ), noted AS (
      INSERT INTO delivery_attempts
        (delivery_id, attempt, organization_id, outcome, reason, started_at, ended_at, request, response)
      SELECT r.id, r.attempt, d.organization_id, r.outcome, r.reason, r."startedAt", r."endedAt", r.request, r.response
      FROM result r JOIN deliveries d ON d.id = r.id AND d.organization_id = ${organizationId}::bigint
      ON CONFLICT DO NOTHING
    )
    UPDATE deliveries d SET status = r.status, reason = r.reason, next_attempt_at = r."nextAttemptAt",
      claim = NULL, lease_until = NULL,
      round_attempts = d.round_attempts + CASE WHEN r.counts THEN 1 ELSE 0 END,
      interruptions = CASE WHEN r.counts THEN 0 ELSE d.interruptions END,
      ended_at = CASE WHEN r.status = 'pending' THEN NULL ELSE r."endedAt" END
    FROM result r
    WHERE d.organization_id = ${organizationId}::bigint AND d.id = r.id AND d.attempts = r.attempt
      AND d.claim = ${claim} AND d.status = 'sending'
    RETURNING d.id`.execute(tx.sql);
  return new Set(rows.map(({ id }) => id));
}
