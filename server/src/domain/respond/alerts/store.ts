import { sql } from 'kysely';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL that writes alerts, many at a time. Times are handed in. Reading for people is in list-store. */

export type Reference = { kind: string; id: number };
/** `key` is the id of a source that has no number, such as a control. */
export type Source = Reference & { name: string; key?: string | null };

/** The resource that an alert is about; `attribute` when it is about one of its top-level attributes. */
export type About = {
  resourceId: number | null;
  resourceName: string | null;
  resourceType: string | null;
  providerId: number | null;
  attribute: string | null;
};

export type AlertRow = {
  id: number;
  fingerprint: string;
  type: string;
  severity: Severity;
  status: string;
  title: string;
  description: string;
  source_kind: string;
  source_id: number;
  source_key: string | null;
  source_name: string;
  evidence_kind: string | null;
  evidence_id: number | null;
  condition: JsonObject | null;
  occurrences: number;
  first_at: Date;
  opened_at: Date;
  last_at: Date;
  acknowledged_by: Json | null;
  acknowledged_at: Date | null;
  resolved_by: Json | null;
  resolved_at: Date | null;
  resolution: string | null;
  resolution_note: string | null;
  resource_id: number | null;
  resource_name: string | null;
  resource_type: string | null;
  provider_id: number | null;
  attribute: string | null;
  muted_until: Date | null;
  muted_by: Json | null;
  mute_note: string | null;
  assignee_id: number | null;
  assigned_by: Json | null;
  assigned_at: Date | null;
  openings: string[];
  flapping_until: Date | null;
  announced_at: Date | null;
  announce_due_at: Date | null;
  worsened_at: Date | null;
  first_check: boolean;
};

export const alertColumns = [
  'id',
  'fingerprint',
  'type',
  'severity',
  'status',
  'title',
  'description',
  'source_kind',
  'source_id',
  'source_key',
  'source_name',
  'evidence_kind',
  'evidence_id',
  'condition',
  'occurrences',
  'first_at',
  'opened_at',
  'last_at',
  'acknowledged_by',
  'acknowledged_at',
  'resolved_by',
  'resolved_at',
  'resolution',
  'resolution_note',
  'resource_id',
  'resource_name',
  'resource_type',
  'provider_id',
  'attribute',
  'muted_until',
  'muted_by',
  'mute_note',
  'assignee_id',
  'assigned_by',
  'assigned_at',
  'openings',
  'flapping_until',
  'announced_at',
  'announce_due_at',
  'worsened_at',
  'first_check',
] as const satisfies readonly (keyof AlertRow)[];

export type NewAlert = {
  fingerprint: string;
  type: string;
  severity: Severity;
  title: string;
  description: string;
  source: Source;
  about?: About;
  evidence: Reference | null;
  condition: JsonObject | null;
  /** Its control failed already when it was checked for the first time. */
  firstCheck?: boolean;
  at: Date;
};

/** Ids by fingerprint of those that are new; what the organisation has already is left out. */
export async function insertAlerts(tx: Tx, alerts: readonly NewAlert[]): Promise<Map<string, number>> {
  if (alerts.length === 0) return new Map();
  const rows = alerts.map(({ source, about, evidence, at, firstCheck, ...alert }) => ({
    ...alert,
    first_check: firstCheck ?? false,
    source_kind: source.kind,
    source_id: source.id,
    source_key: source.key ?? null,
    source_name: source.name,
    resource_id: about?.resourceId ?? null,
    resource_name: about?.resourceName ?? null,
    resource_type: about?.resourceType ?? null,
    provider_id: about?.providerId ?? null,
    attribute: about?.attribute ?? null,
    evidence_kind: evidence?.kind ?? null,
    evidence_id: evidence?.id ?? null,
    at: at.toISOString(),
  }));
  // In one order, so that two writers of the same conditions wait for each other and never in a circle.
  const { rows: inserted } = await sql<{ id: number; fingerprint: string }>`
    INSERT INTO alerts (organization_id, fingerprint, type, severity, title, description, source_kind, source_id,
      source_key, source_name, resource_id, resource_name, resource_type, provider_id, attribute, evidence_kind,
      evidence_id, condition, first_check, first_at, opened_at, last_at, openings)
    SELECT ${tx.scope.organizationId}::bigint, n.fingerprint, n.type, n.severity, n.title, n.description,
      n.source_kind, n.source_id, n.source_key, n.source_name, r.id, n.resource_name, n.resource_type, p.id,
      n.attribute, n.evidence_kind, n.evidence_id, n.condition, n.first_check, n.at, n.at, n.at, jsonb_build_array(n.at_text)
    FROM (SELECT told.*, to_char(told.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at_text
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS told(fingerprint text, type text, severity text,
        title text, description text, source_kind text, source_id bigint, source_key text, source_name text,
        resource_id bigint, resource_name text, resource_type text, provider_id bigint, attribute text,
        evidence_kind text, evidence_id bigint, condition jsonb, first_check boolean, at timestamptz)) AS n
    LEFT JOIN resources r ON r.id = n.resource_id AND r.organization_id = ${tx.scope.organizationId}::bigint
    LEFT JOIN providers p ON p.id = n.provider_id AND p.organization_id = ${tx.scope.organizationId}::bigint
    ORDER BY n.fingerprint, n.at
    ON CONFLICT DO NOTHING
    RETURNING id, fingerprint`.execute(tx.sql);
  return new Map(inserted.map((row) => [row.fingerprint, row.id]));
}

export async function lockByFingerprints(tx: Tx, fingerprints: readonly string[]): Promise<AlertRow[]> {
  if (fingerprints.length === 0) return [];
  const rows = await tx.sql
    .selectFrom('alerts')
    .select(alertColumns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('fingerprint', '=', sql<string>`any(${[...fingerprints]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows as AlertRow[];
}

/** In the order of their ids, so that two callers wait for each other and never in a circle. */
export async function lockAlerts(tx: Tx, ids: readonly number[]): Promise<AlertRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sql
    .selectFrom('alerts')
    .select(alertColumns)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows as AlertRow[];
}

const jsonColumns = ['condition', 'acknowledged_by', 'resolved_by', 'muted_by', 'assigned_by', 'openings'];

export async function updateAlert(
  tx: Tx,
  id: number,
  change: Partial<Omit<AlertRow, 'id' | 'fingerprint'>>,
): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(change).map(([column, value]) => [
      column,
      jsonColumns.includes(column) && value !== null ? JSON.stringify(value) : value,
    ]),
  );
  await tx.sql
    .updateTable('alerts')
    .set(set)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function endAlerts(
  tx: Tx,
  ends: readonly { id: number; at: Date; resolution: string; note: string | null }[],
): Promise<void> {
  if (ends.length === 0) return;
  const rows = ends.map((end) => ({ ...end, at: end.at.toISOString() }));
  await sql`
    UPDATE alerts SET status = 'resolved', resolved_by = ${JSON.stringify(tx.scope.actor)}::jsonb,
      resolved_at = e.at, resolution = e.resolution, resolution_note = e.note
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(id bigint, at timestamptz, resolution text, note text)
    WHERE alerts.id = e.id AND alerts.organization_id = ${tx.scope.organizationId}::bigint`.execute(tx.sql);
}

/** What was told of them now, so that nothing waits to be told. */
export async function markAnnounced(tx: Tx, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql
    .updateTable('alerts')
    .set({ announced_at: at, announce_due_at: null })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .execute();
}

export type ChangeKind =
  | 'raised'
  | 'occurred'
  | 'reopened'
  | 'worsened'
  | 'acknowledged'
  | 'resolved'
  | 'mapped'
  | 'unmapped'
  | 'muted'
  | 'unmuted'
  | 'assigned';

export type AlertChange = {
  alertId: number;
  at: Date;
  kind: ChangeKind;
  note?: string | null;
  evidence?: Reference | null;
  outboxEventId?: number | null;
};

export async function insertChanges(tx: Tx, changes: readonly AlertChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({
    alert_id: change.alertId,
    at: change.at.toISOString(),
    kind: change.kind,
    note: change.note ?? null,
    evidence_kind: change.evidence?.kind ?? null,
    evidence_id: change.evidence?.id ?? null,
    outbox_event_id: change.outboxEventId ?? null,
  }));
  await sql`
    INSERT INTO alert_events (organization_id, alert_id, at, kind, actor, note, evidence_kind, evidence_id,
      outbox_event_id)
    SELECT ${tx.scope.organizationId}::bigint, (c.change->>'alert_id')::bigint, (c.change->>'at')::timestamptz,
      c.change->>'kind', ${JSON.stringify(tx.scope.actor)}::jsonb, c.change->>'note', c.change->>'evidence_kind',
      (c.change->>'evidence_id')::bigint, (c.change->>'outbox_event_id')::bigint
    FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS c(change, place)
    ORDER BY c.place`.execute(tx.sql);
}

/** Which of these alerts have counted the delivered event, or the drift, before: `12 event 400`, `12 drift 7`. */
export async function countedBefore(tx: Tx, alertIds: readonly number[]): Promise<(key: string) => boolean> {
  if (alertIds.length === 0) return () => false;
  const rows = await tx.sql
    .selectFrom('alert_events')
    .select(['alert_id', 'outbox_event_id', 'evidence_kind', 'evidence_id'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('alert_id', '=', sql<number>`any(${[...alertIds]}::bigint[])`)
    .where('kind', 'in', ['raised', 'occurred', 'reopened'])
    .execute();
  const counted = new Set(
    rows.flatMap((row) => [
      `${row.alert_id} event ${row.outbox_event_id}`,
      `${row.alert_id} ${row.evidence_kind} ${row.evidence_id}`,
    ]),
  );
  return (key) => counted.has(key);
}

/** The living alerts of these that were raised, or recurred last, by this evidence: `fingerprint kind id`. */
export async function knownByEvidence(tx: Tx, fingerprints: readonly string[]): Promise<Set<string>> {
  if (fingerprints.length === 0) return new Set();
  const rows = await tx.sql
    .selectFrom('alerts')
    .select(['fingerprint', 'evidence_kind', 'evidence_id'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('fingerprint', '=', sql<string>`any(${[...fingerprints]}::text[])`)
    .where('status', '<>', 'resolved')
    .execute();
  return new Set(rows.map((row) => `${row.fingerprint} ${row.evidence_kind} ${row.evidence_id}`));
}

/** Of the open and the acknowledged alerts whose fingerprint begins so. */
export async function listLivingFingerprints(tx: Tx, prefix: string): Promise<string[]> {
  const rows = await tx.sql
    .selectFrom('alerts')
    .select('fingerprint')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('status', '<>', 'resolved')
    .where(sql<boolean>`starts_with(fingerprint, ${prefix})`)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.fingerprint);
}

/** A condition that recurs every minute for a year keeps its newest `kept` recurrences; all else stays. */
export async function forgetOldOccurrences(tx: Tx, alertId: number, kept: number): Promise<void> {
  await sql`DELETE FROM alert_events
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND alert_id = ${alertId}::bigint AND kind = 'occurred'
      AND id <= (SELECT id FROM alert_events WHERE alert_id = ${alertId}::bigint AND kind = 'occurred'
        ORDER BY id DESC LIMIT 1 OFFSET ${kept}::int)`.execute(tx.sql);
}
