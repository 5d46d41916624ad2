import type { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import type { Actor } from '../../../core/scope.ts';
import type { AnyTx, SystemTx, Tx } from '../../../platform/db/database.ts';
import type { AuditAction } from './actions.ts';
import { hashOfEvent, type StoredEvent } from './chain.ts';
import { storableDetail, storableText } from './detail.ts';
import type { auditEventSchema } from './schemas.ts';
import { type AuditFilter, type AuditRow, appendEvents, lockHead, selectEvents } from './store.ts';

export type AuditOutcome = 'succeeded' | 'failed' | 'skipped' | 'denied';

export type AuditEntry = {
  action: AuditAction;
  /** What was acted on: `{type: 'provider', id: 12}`. */
  target: { type: string; id: string | number };
  /** `succeeded` when absent. */
  outcome?: AuditOutcome;
  /** Facts that a reader needs years later: names, before and after. Secrets are redacted. */
  detail?: Record<string, unknown>;
  requestId?: string | null | undefined;
};

export type AuditPlace = { sequence: number; hash: string };
export type AuditEvent = z.infer<typeof auditEventSchema>;

/**
 * Writes one audit event in the caller's transaction, in the name of the scope's actor. It locks the chain of
 * the organisation until that transaction ends, so make it the last statement.
 */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<AuditPlace> {
  const [place] = await append(tx, tx.scope.organizationId, tx.scope.actor, [entry]);
  return place as AuditPlace;
}

/** Many events of one transaction, in order, under one lock. */
export async function recordAudits(tx: Tx, entries: AuditEntry[]): Promise<AuditPlace[]> {
  return append(tx, tx.scope.organizationId, tx.scope.actor, entries);
}

/** For work outside of a scope, such as signing in. The actor is the system, unless one is named. */
export async function recordSystemAudit(
  tx: SystemTx,
  organizationId: number,
  entry: AuditEntry,
  actor: Actor = { kind: 'system', label: tx.scope.why },
): Promise<AuditPlace> {
  const [place] = await append(tx, organizationId, actor, [entry]);
  return place as AuditPlace;
}

/** The key of the installation signs for every organisation, so each finds its replacement in its own log. */
export async function recordKeyReplaced(
  tx: SystemTx,
  { keyId, retired }: { keyId: string; retired: string | null },
): Promise<void> {
  const organizations = await tx.sql.selectFrom('organizations').select('id').orderBy('id').execute();
  for (const { id } of organizations) {
    await recordSystemAudit(tx, id, {
      action: 'signing_key.replaced',
      target: { type: 'signing_key', id: keyId },
      detail: { retired },
    });
  }
}

async function append(
  tx: AnyTx,
  organizationId: number,
  actor: Actor,
  entries: AuditEntry[],
): Promise<AuditPlace[]> {
  if (entries.length === 0) return [];
  const head = await lockHead(tx, organizationId);
  let { sequence, hash } = head;
  const at = head.at.toISOString();
  const events: StoredEvent[] = [];
  for (const entry of entries) {
    sequence += 1;
    const event = {
      organizationId,
      sequence,
      at,
      action: entry.action,
      actorKind: actor.kind,
      actorId: actor.kind === 'system' ? null : actor.id,
      actorLabel: storableText(actor.label),
      targetType: entry.target.type,
      targetId: storableText(String(entry.target.id)),
      outcome: entry.outcome ?? 'succeeded',
      detail: storableDetail(entry.detail ?? {}),
      requestId:
        entry.requestId === undefined || entry.requestId === null ? null : storableText(entry.requestId),
    };
    const previousHash = hash;
    hash = hashOfEvent(previousHash, event);
    events.push({ ...event, previousHash, hash });
  }
  await appendEvents(tx, organizationId, events);
  return events.map((event) => ({ sequence: event.sequence, hash: event.hash }));
}

/** Newest first. */
export async function listAuditEvents(
  tx: Tx,
  filter: AuditFilter,
  page: { perPage: number; offset: number },
): Promise<{ events: AuditEvent[]; total: number }> {
  const { rows, total } = await selectEvents(tx, tx.scope.organizationId, filter, {
    limit: page.perPage,
    offset: page.offset,
  });
  return { events: rows.map(presentEvent), total };
}

function presentEvent(row: AuditRow): AuditEvent {
  return {
    sequence: row.sequence,
    at: row.at.toISOString(),
    action: row.action,
    actor: { kind: row.actor_kind as Actor['kind'], id: row.actor_id, label: row.actor_label },
    target: { type: row.target_type, id: row.target_id },
    outcome: row.outcome as AuditOutcome,
    detail: row.detail as JsonObject,
    request_id: row.request_id,
    previous_hash: row.previous_hash,
    hash: row.hash,
  };
}
