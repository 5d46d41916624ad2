import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Tables } from '../../../platform/db/tables.ts';

/** The only SQL about alerts. Times are handed in. */

export type Reference = { kind: string; id: number };

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
};

const columns = [
  'id',
  'fingerprint',
  'type',
  'severity',
  'status',
  'title',
  'description',
  'source_kind',
  'source_id',
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
] as const;

export type NewAlert = {
  fingerprint: string;
  type: string;
  severity: Severity;
  title: string;
  description: string;
  source: Reference & { name: string };
  evidence: Reference | null;
  condition: JsonObject | null;
  at: Date;
};

/** Null when the organisation has an alert of this fingerprint already. */
export async function insertAlert(tx: Tx, alert: NewAlert): Promise<number | null> {
  const row = await tx.sql
    .insertInto('alerts')
    .values({
      organization_id: tx.scope.organizationId,
      fingerprint: alert.fingerprint,
      type: alert.type,
      severity: alert.severity,
      title: alert.title,
      description: alert.description,
      source_kind: alert.source.kind,
      source_id: alert.source.id,
      source_name: alert.source.name,
      evidence_kind: alert.evidence?.kind ?? null,
      evidence_id: alert.evidence?.id ?? null,
      condition: alert.condition === null ? null : JSON.stringify(alert.condition),
      first_at: alert.at,
      opened_at: alert.at,
      last_at: alert.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function lockByFingerprint(tx: Tx, fingerprint: string): Promise<AlertRow | undefined> {
  const row = await ofOrganization(tx)
    .select(columns)
    .where('fingerprint', '=', fingerprint)
    .forUpdate()
    .executeTakeFirst();
  return row as AlertRow | undefined;
}

/** In the order of their ids, so that two callers wait for each other and never in a circle. */
export async function lockAlerts(tx: Tx, ids: number[]): Promise<AlertRow[]> {
  const rows = await ofOrganization(tx)
    .select(columns)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows as AlertRow[];
}

export async function updateAlert(
  tx: Tx,
  id: number,
  change: Partial<Omit<AlertRow, 'id' | 'fingerprint'>>,
): Promise<void> {
  const { condition, acknowledged_by, resolved_by, ...plain } = change;
  const json = (value: Json | undefined) =>
    value === null || value === undefined ? null : JSON.stringify(value);
  await tx.sql
    .updateTable('alerts')
    .set({
      ...plain,
      ...(condition === undefined ? {} : { condition: json(condition) }),
      ...(acknowledged_by === undefined ? {} : { acknowledged_by: json(acknowledged_by) }),
      ...(resolved_by === undefined ? {} : { resolved_by: json(resolved_by) }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export type AlertChange = {
  alertId: number;
  at: Date;
  kind: 'raised' | 'occurred' | 'reopened' | 'acknowledged' | 'resolved';
  note?: string | null;
  evidence?: Reference | null;
  outboxEventId?: number | null;
};

export async function insertChange(tx: Tx, change: AlertChange): Promise<void> {
  await tx.sql
    .insertInto('alert_events')
    .values({
      organization_id: tx.scope.organizationId,
      alert_id: change.alertId,
      at: change.at,
      kind: change.kind,
      actor: JSON.stringify(tx.scope.actor),
      note: change.note ?? null,
      evidence_kind: change.evidence?.kind ?? null,
      evidence_id: change.evidence?.id ?? null,
      outbox_event_id: change.outboxEventId ?? null,
    })
    .execute();
}

/** Whether this delivered event has counted for the alert already. */
export async function hasCounted(tx: Tx, alertId: number, outboxEventId: number): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('alert_events')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('alert_id', '=', alertId)
    .where('outbox_event_id', '=', outboxEventId)
    .where('kind', '<>', 'resolved')
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the living alert was raised or recurred by this already. */
export async function hasEvidence(tx: Tx, fingerprint: string, evidence: Reference): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('alerts')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('fingerprint', '=', fingerprint)
    .where('status', '<>', 'resolved')
    .where('evidence_kind', '=', evidence.kind)
    .where('evidence_id', '=', evidence.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of the open and the acknowledged alerts whose fingerprint begins so. */
export async function listLivingFingerprints(tx: Tx, prefix: string): Promise<string[]> {
  const rows = await ofOrganization(tx)
    .select('fingerprint')
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

export type AlertFilter = {
  statuses?: string[] | undefined;
  severities?: string[] | undefined;
  types?: string[] | undefined;
  source?: { kind: string; id: number | null } | undefined;
  text?: string | undefined;
};

type AlertQuery = SelectQueryBuilder<Tables, 'alerts', object>;
const ofOrganization = (tx: Tx): AlertQuery =>
  tx.sql.selectFrom('alerts').where('organization_id', '=', tx.scope.organizationId);

function filtered(tx: Tx, filter: AlertFilter): AlertQuery {
  let query = ofOrganization(tx);
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses);
  if (filter.severities !== undefined) query = query.where('severity', 'in', filter.severities);
  if (filter.types !== undefined) query = query.where('type', 'in', filter.types);
  if (filter.source !== undefined) {
    query = query.where('source_kind', '=', filter.source.kind);
    if (filter.source.id !== null) query = query.where('source_id', '=', filter.source.id);
  }
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = `%${filter.text.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
    const fits = ({ or, eb }: ExpressionBuilder<Tables, 'alerts'>) =>
      or([
        eb('title', 'ilike', pattern),
        eb('description', 'ilike', pattern),
        eb('source_name', 'ilike', pattern),
      ]);
    query = query.where(fits);
  }
  return query;
}

const severityRank = sql`CASE severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END`;

export async function listAlerts(
  tx: Tx,
  filter: AlertFilter,
  sort: { by: 'last_occurred_at' | 'severity'; order: 'asc' | 'desc' },
  page: { limit: number; offset: number },
): Promise<{ rows: AlertRow[]; total: number }> {
  const query = filtered(tx, filter);
  let sorted = query.select(columns);
  if (sort.by === 'severity') sorted = sorted.orderBy(severityRank, sort.order);
  const rows = await sorted
    .orderBy('last_at', sort.by === 'severity' ? 'desc' : sort.order)
    .orderBy('id', sort.order)
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows: rows as AlertRow[], total: Number(total) };
}

export async function getAlert(tx: Tx, id: number): Promise<AlertRow | undefined> {
  const row = await ofOrganization(tx).select(columns).where('id', '=', id).executeTakeFirst();
  return row as AlertRow | undefined;
}

export type ChangeRow = {
  at: Date;
  kind: string;
  actor: Json;
  note: string | null;
  evidence_kind: string | null;
  evidence_id: number | null;
};

/** Newest first. */
export async function listChanges(tx: Tx, alertId: number, limit: number): Promise<ChangeRow[]> {
  return await tx.sql
    .selectFrom('alert_events')
    .select(['at', 'kind', 'actor', 'note', 'evidence_kind', 'evidence_id'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('alert_id', '=', alertId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export type AlertCount = { type: string; severity: Severity; status: string; count: number };

/** The open and the acknowledged ones. */
export async function countLivingAlerts(tx: Tx): Promise<AlertCount[]> {
  const rows = await ofOrganization(tx)
    .where('status', '<>', 'resolved')
    .select(['type', 'severity', 'status', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['type', 'severity', 'status'])
    .execute();
  return rows.map((row) => ({ ...row, severity: row.severity as Severity, count: Number(row.count) }));
}
