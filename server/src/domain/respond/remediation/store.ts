import { type RawBuilder, sql } from 'kysely';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Actor } from '../../../core/scope.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { ByHand } from '../../../plugin-kit/define-remediation.ts';

/** The only SQL about remediations and what happened to them. */

export const remediationStatuses = [
  'suggested',
  'pending_approval',
  'approved',
  'executing',
  'completed',
  'failed',
  'rejected',
  'rolled_back',
  'cancelled',
] as const;
export type RemediationStatus = (typeof remediationStatuses)[number];

/** The change as it was planned last. */
export type PlannedChange = { summary: string; call: string; before: Json; after: Json };

export type RemediationRow = {
  id: number;
  remediation_type: string;
  resource_id: number;
  resource_name: string;
  resource_type: string;
  region: string;
  external_id: string;
  provider_id: number;
  finding_type: 'drift' | 'control';
  drift_id: number | null;
  control_id: string | null;
  severity: Severity;
  finding_summary: string;
  finding_before: JsonObject;
  finding_after: JsonObject | null;
  /** As it is now: between the request and the end it follows from the run. */
  status: RemediationStatus;
  active: boolean;
  plan: PlannedChange | null;
  by_hand: ByHand | null;
  execution_id: number | null;
  undo_execution_id: number | null;
  /** Its step of a run that makes several changes, from 1; null when it has a run of its own. */
  step: number | null;
  /** How many changes that run makes; 1 for a run of its own. */
  steps: number;
  /** Whether the finding was gone after the change; null until somebody looked. */
  finding_gone: boolean | null;
  policy_id: number | null;
  requested_by: Actor;
  note: string | null;
  error_code: string | null;
  error: string | null;
  created_at: Date;
  executed_at: Date | null;
  rollback_until: Date | null;
  ended_at: Date | null;
};

/** A run that was asked for and has not ended says where the remediation stands; nothing has to be kept in step. */
const statusNow = sql<RemediationStatus>`CASE
  WHEN r.active AND r.undo_execution_id IS NULL AND e.status = 'pending_approval' THEN 'pending_approval'
  WHEN r.active AND r.undo_execution_id IS NULL AND e.phase = 'apply' AND e.status = 'queued' THEN 'approved'
  WHEN r.active AND r.undo_execution_id IS NULL AND e.phase = 'apply' AND e.status = 'running' THEN 'executing'
  ELSE r.status END`;

/** Counted only where it matters. */
const stepsOfRun = sql`CASE WHEN r.step IS NULL THEN 1 ELSE (
  SELECT count(*)::int FROM remediations same
  WHERE same.organization_id = r.organization_id AND same.execution_id = r.execution_id) END`;

const selectRow = sql`
  SELECT r.id, r.remediation_type, r.resource_id, r.resource_name, r.resource_type, r.region, r.external_id,
    r.provider_id, r.finding_type, r.drift_id, r.control_id, r.severity, r.finding_summary, r.finding_before,
    r.finding_after, ${statusNow} AS status, r.active, r.plan, r.by_hand, r.execution_id, r.undo_execution_id,
    r.step, ${stepsOfRun} AS steps, r.finding_gone, r.policy_id, r.requested_by, r.note, r.error_code, r.error,
    r.created_at, r.executed_at, r.rollback_until, r.ended_at
  FROM remediations r LEFT JOIN job_executions e ON e.id = r.execution_id`;

const ofTenant = (tx: Tx): RawBuilder<unknown> => sql`r.organization_id = ${tx.scope.organizationId}::bigint`;

const ofRun = (executionId: number): RawBuilder<unknown> =>
  sql`(r.execution_id = ${executionId}::bigint OR r.undo_execution_id = ${executionId}::bigint)`;

export async function getRemediation(tx: Tx, id: number): Promise<RemediationRow | undefined> {
  const { rows } = await sql<RemediationRow>`${selectRow}
    WHERE ${ofTenant(tx)} AND r.id = ${id}::bigint`.execute(tx.sql);
  return rows[0];
}

/** Locked until the transaction ends. */
export async function lockRemediation(tx: Tx, id: number): Promise<RemediationRow | undefined> {
  const { rows } = await sql<RemediationRow>`${selectRow}
    WHERE ${ofTenant(tx)} AND r.id = ${id}::bigint FOR UPDATE OF r`.execute(tx.sql);
  return rows[0];
}

/** The one whose change, or whose rollback, the execution is. */
export async function lockByExecution(tx: Tx, executionId: number): Promise<RemediationRow | undefined> {
  const { rows } = await sql<RemediationRow>`${selectRow}
    WHERE ${ofTenant(tx)} AND ${ofRun(executionId)}
    FOR UPDATE OF r`.execute(tx.sql);
  return rows[0];
}

/** All changes that the execution makes, or takes back, in the order of its plan. Locked until the transaction ends. */
export async function lockAllOfRun(
  tx: Tx,
  executionId: number,
  as: 'change' | 'rollback',
): Promise<RemediationRow[]> {
  const run = as === 'change' ? sql`r.execution_id` : sql`r.undo_execution_id`;
  const { rows } = await sql<RemediationRow>`${selectRow}
    WHERE ${ofTenant(tx)} AND ${run} = ${executionId}::bigint
    ORDER BY r.step FOR UPDATE OF r`.execute(tx.sql);
  return rows;
}

/** The changes that a run makes or takes back. */
export async function countOfRun(tx: Tx, executionId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM remediations r
    WHERE ${ofTenant(tx)} AND ${ofRun(executionId)}`.execute(tx.sql);
  return rows[0]?.count ?? 0;
}

export type RemediationFilter = {
  statuses?: readonly string[] | undefined;
  types?: readonly string[] | undefined;
  resourceId?: number | undefined;
  providerId?: number | undefined;
  driftId?: number | undefined;
  controlId?: string | undefined;
  /** Whose change, or whose rollback, it is. */
  executionId?: number | undefined;
};

function conditions(tx: Tx, filter: RemediationFilter): RawBuilder<unknown> {
  const parts = [ofTenant(tx)];
  if (filter.statuses !== undefined) parts.push(sql`${statusNow} = any(${[...filter.statuses]}::text[])`);
  if (filter.types !== undefined) parts.push(sql`r.remediation_type = any(${[...filter.types]}::text[])`);
  if (filter.resourceId !== undefined) parts.push(sql`r.resource_id = ${filter.resourceId}::bigint`);
  if (filter.providerId !== undefined) parts.push(sql`r.provider_id = ${filter.providerId}::bigint`);
  if (filter.driftId !== undefined) parts.push(sql`r.drift_id = ${filter.driftId}::bigint`);
  if (filter.controlId !== undefined) parts.push(sql`r.control_id = ${filter.controlId}::text`);
  if (filter.executionId !== undefined) parts.push(ofRun(filter.executionId));
  return sql.join(parts, sql` AND `);
}

/** Newest first. */
export async function listRemediations(
  tx: Tx,
  filter: RemediationFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: RemediationRow[]; total: number }> {
  const where = conditions(tx, filter);
  const { rows } = await sql<RemediationRow>`${selectRow} WHERE ${where}
    ORDER BY r.id DESC LIMIT ${page.limit}::int OFFSET ${page.offset}::int`.execute(tx.sql);
  const counted = await sql<{ total: number }>`SELECT count(*)::int AS total
    FROM remediations r LEFT JOIN job_executions e ON e.id = r.execution_id WHERE ${where}`.execute(tx.sql);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

/** Those that have a run under way, by resource. */
export async function activeOfResources(
  tx: Tx,
  resourceIds: readonly number[],
): Promise<Map<number, number>> {
  if (resourceIds.length === 0) return new Map();
  const { rows } = await sql<{ id: number; resource_id: number }>`
    SELECT r.id, r.resource_id FROM remediations r
    WHERE ${ofTenant(tx)} AND r.active AND r.resource_id = any(${[...resourceIds]}::bigint[])`.execute(
    tx.sql,
  );
  return new Map(rows.map((row) => [row.resource_id, row.id]));
}

export async function countActive(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM remediations r WHERE ${ofTenant(tx)} AND r.active`.execute(tx.sql);
  return rows[0]?.count ?? 0;
}

export async function countByStatus(tx: Tx): Promise<Map<RemediationStatus, number>> {
  const { rows } = await sql<{ status: RemediationStatus; count: number }>`
    SELECT ${statusNow} AS status, count(*)::int AS count
    FROM remediations r LEFT JOIN job_executions e ON e.id = r.execution_id
    WHERE ${ofTenant(tx)} GROUP BY 1`.execute(tx.sql);
  return new Map(rows.map(({ status, count }) => [status, count]));
}

export type NewRemediation = {
  type: string;
  finding: {
    type: 'drift' | 'control';
    driftId: number | null;
    controlId: string | null;
    severity: Severity;
    summary: string;
    before: JsonObject;
    resource: {
      id: number;
      name: string;
      type: string;
      region: string;
      external_id: string;
      provider_id: number;
    };
  };
  requestedBy: Actor;
  note: string | null;
  at: Date;
};

/** Undefined when another change of the resource is under way. */
export async function insertRemediation(tx: Tx, made: NewRemediation): Promise<number | undefined> {
  const { finding } = made;
  const { resource } = finding;
  const row = await tx.sql
    .insertInto('remediations')
    .values({
      organization_id: tx.scope.organizationId,
      remediation_type: made.type,
      resource_id: resource.id,
      resource_name: resource.name,
      resource_type: resource.type,
      region: resource.region,
      external_id: resource.external_id,
      provider_id: resource.provider_id,
      finding_type: finding.type,
      drift_id: finding.driftId,
      control_id: finding.controlId,
      severity: finding.severity,
      finding_summary: finding.summary,
      finding_before: JSON.stringify(finding.before),
      active: true,
      requested_by: JSON.stringify(made.requestedBy),
      note: made.note,
      created_at: made.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export type RemediationChange = {
  status?: RemediationStatus;
  active?: boolean;
  plan?: PlannedChange | null;
  by_hand?: ByHand | null;
  execution_id?: number | null;
  undo_execution_id?: number | null;
  step?: number | null;
  finding_gone?: boolean;
  policy_id?: number | null;
  finding_after?: JsonObject | null;
  error_code?: string | null;
  error?: string | null;
  executed_at?: Date;
  rollback_until?: Date;
  ended_at?: Date | null;
};

export async function updateRemediation(tx: Tx, id: number, change: RemediationChange): Promise<void> {
  const { plan, by_hand, finding_after, ...plain } = change;
  const text = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await tx.sql
    .updateTable('remediations')
    .set({
      ...plain,
      ...(plan === undefined ? {} : { plan: text(plan) }),
      ...(by_hand === undefined ? {} : { by_hand: text(by_hand) }),
      ...(finding_after === undefined ? {} : { finding_after: text(finding_after) }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

/** Takes the resource for a run. False when another change of it is under way. */
export async function activate(tx: Tx, id: number): Promise<boolean> {
  const { rows } = await sql`
    UPDATE remediations r SET active = true
    WHERE ${ofTenant(tx)} AND r.id = ${id}::bigint AND NOT r.active AND NOT EXISTS (
      SELECT 1 FROM remediations other WHERE other.organization_id = r.organization_id
        AND other.resource_id = r.resource_id AND other.active)
    RETURNING r.id`.execute(tx.sql);
  return rows.length > 0;
}

export type RemediationEventRow = { at: Date; kind: string; actor: Actor; note: string | null };

export async function insertEvent(
  tx: Tx,
  remediationId: number,
  event: { at: Date; kind: string; note?: string | null; actor?: Actor },
): Promise<void> {
  await tx.sql
    .insertInto('remediation_events')
    .values({
      organization_id: tx.scope.organizationId,
      remediation_id: remediationId,
      at: event.at,
      kind: event.kind,
      actor: JSON.stringify(event.actor ?? tx.scope.actor),
      note: event.note ?? null,
    })
    .execute();
}

/** Oldest first. */
export async function listEvents(tx: Tx, remediationId: number): Promise<RemediationEventRow[]> {
  const rows = await tx.sql
    .selectFrom('remediation_events')
    .select(['at', 'kind', 'actor', 'note'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('remediation_id', '=', remediationId)
    .orderBy('id')
    .limit(200)
    .execute();
  return rows;
}
