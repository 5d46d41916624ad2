import { sql } from 'kysely';
import type { Json } from '../../../../core/json.ts';
import { personBehind } from '../../../../core/scope.ts';
import type { SystemTx, Tx } from '../../../../platform/db/database.ts';
import type { ExceptionState } from '../../../../platform/db/tables/compliance-decisions.ts';

/** The only SQL about exceptions. */

export type ExceptionTarget = {
  resourceId: number | null;
  /** As LIKE reads it, and as it was written. */
  nameLike: string | null;
  namePattern: string | null;
  tags: Record<string, string>;
  region: string | null;
};

export type ExceptionRow = {
  id: number;
  control_id: string;
  resource_id: number | null;
  name_pattern: string | null;
  tags: Record<string, string>;
  region: string | null;
  reason: string;
  owner: string;
  state: ExceptionState;
  expires_at: Date;
  requested_at: Date;
  requested_by: { label: string };
  requested_by_user_id: number | null;
  decided_at: Date | null;
  decided_by: { label: string } | null;
  decision_note: string | null;
  ended_at: Date | null;
  ended_by: { label: string } | null;
  end_reason: string | null;
};

const columns = [
  'id',
  'control_id',
  'resource_id',
  'name_pattern',
  'tags',
  'region',
  'reason',
  'owner',
  'state',
  'expires_at',
  'requested_at',
  'requested_by',
  'requested_by_user_id',
  'decided_at',
  'decided_by',
  'decision_note',
  'ended_at',
  'ended_by',
  'end_reason',
] as const;

export type FindingToAccept = {
  resource_id: number;
  resource_name: string;
  resource_type: string;
  region: string;
  fingerprint: string;
  message: string;
  evidence: Json;
};

/**
 * Failing findings of the control that the target names and no living exception accepts or asks for with the same
 * evidence; at most `limit`. `covered` is how many more such a one has.
 */
export async function findingsOf(
  tx: Tx,
  controlId: string,
  target: ExceptionTarget,
  now: Date,
  limit: number,
): Promise<{ open: FindingToAccept[]; covered: number }> {
  const organizationId = tx.scope.organizationId;
  const { rows } = await sql<FindingToAccept & { covered: boolean }>`
    SELECT f.resource_id, r.name AS resource_name, r.type AS resource_type, r.region, f.fingerprint, f.message,
      f.evidence, EXISTS (
        SELECT FROM compliance_exception_findings x JOIN compliance_exceptions e ON e.id = x.exception_id
        WHERE x.organization_id = ${organizationId}::bigint AND x.control_id = f.control_id
          AND x.resource_id = f.resource_id AND x.fingerprint = f.fingerprint AND x.reopened_at IS NULL
          AND e.state IN ('requested', 'active') AND e.expires_at > ${now}::timestamptz) AS covered
    FROM compliance_findings f JOIN resources r ON r.id = f.resource_id
    WHERE f.organization_id = ${organizationId}::bigint AND f.control_id = ${controlId} AND f.status = 'fail'
      AND f.resolved_at IS NULL AND r.status <> 'deleted'
      AND (${target.resourceId}::bigint IS NULL OR f.resource_id = ${target.resourceId}::bigint)
      AND (${target.nameLike}::text IS NULL OR r.name LIKE ${target.nameLike})
      AND (${target.region}::text IS NULL OR r.region = ${target.region})
      AND r.tags @> ${JSON.stringify(target.tags)}::jsonb
    ORDER BY f.resource_id LIMIT ${limit}::int`.execute(tx.sql);
  const open = rows.filter(({ covered }) => !covered).map(({ covered: _, ...finding }) => finding);
  return { open, covered: rows.length - open.length };
}

export async function resourceExists(tx: Tx, id: number): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('resources')
    .select('id')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertException(
  tx: Tx,
  exception: {
    controlId: string;
    target: ExceptionTarget;
    reason: string;
    owner: string;
    expiresAt: Date;
    at: Date;
    findings: readonly FindingToAccept[];
  },
): Promise<ExceptionRow> {
  const organization_id = tx.scope.organizationId;
  const row = await tx.sql
    .insertInto('compliance_exceptions')
    .values({
      organization_id,
      control_id: exception.controlId,
      resource_id: exception.target.resourceId,
      name_pattern: exception.target.namePattern,
      tags: JSON.stringify(exception.target.tags),
      region: exception.target.region,
      reason: exception.reason,
      owner: exception.owner,
      state: 'requested',
      expires_at: exception.expiresAt,
      requested_at: exception.at,
      requested_by: JSON.stringify(tx.scope.actor),
      requested_by_user_id: personBehind(tx.scope.actor),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  await tx.sql
    .insertInto('compliance_exception_findings')
    .values(
      exception.findings.map((finding) => ({
        ...finding,
        evidence: JSON.stringify(finding.evidence),
        exception_id: row.id,
        organization_id,
        control_id: exception.controlId,
      })),
    )
    .execute();
  return row;
}

export async function lockException(tx: Tx, id: number): Promise<ExceptionRow | undefined> {
  return await ofOrganization(tx).select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function getException(tx: Tx, id: number): Promise<ExceptionRow | undefined> {
  return await ofOrganization(tx).select(columns).where('id', '=', id).executeTakeFirst();
}

/** Those of some ids, in the order of ids. */
export async function readExceptions(tx: Tx, ids: readonly number[]): Promise<ExceptionRow[]> {
  if (ids.length === 0) return [];
  return await ofOrganization(tx)
    .select(columns)
    .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .orderBy('id')
    .execute();
}

const ofOrganization = (tx: Tx) =>
  tx.sql.selectFrom('compliance_exceptions').where('organization_id', '=', tx.scope.organizationId);

export async function decideException(
  tx: Tx,
  id: number,
  decision: { approved: boolean; note: string | null; at: Date },
): Promise<void> {
  const actor = JSON.stringify(tx.scope.actor);
  await tx.sql
    .updateTable('compliance_exceptions')
    .set({
      state: decision.approved ? 'active' : 'rejected',
      decided_at: decision.at,
      decided_by: actor,
      decision_note: decision.note,
      ...(decision.approved
        ? { approved_at: decision.at }
        : { ended_at: decision.at, ended_by: actor, end_reason: decision.note }),
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function endException(
  tx: Tx,
  id: number,
  end: { state: 'expired' | 'revoked' | 'reopened'; reason: string | null; at: Date },
): Promise<void> {
  await tx.sql
    .updateTable('compliance_exceptions')
    .set({
      state: end.state,
      ended_at: end.at,
      ended_by: JSON.stringify(tx.scope.actor),
      end_reason: end.reason,
    })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

export type ExceptionFindingRow = FindingToAccept & {
  reopened_at: Date | null;
  /** What the finding is now: `changed` is failing with other evidence than was accepted. */
  now: 'same' | 'changed' | 'unknown' | 'gone';
};

/** What an exception is about, with what became of it. */
export async function listFindings(tx: Tx, exceptionId: number): Promise<ExceptionFindingRow[]> {
  const { rows } = await sql<ExceptionFindingRow>`
    SELECT x.resource_id, x.resource_name, x.resource_type, x.region, x.fingerprint, x.message, x.evidence,
      x.reopened_at, CASE WHEN f.id IS NULL THEN 'gone' WHEN f.status <> 'fail' THEN 'unknown'
        WHEN f.fingerprint = x.fingerprint THEN 'same' ELSE 'changed' END AS now
    FROM compliance_exception_findings x
    LEFT JOIN compliance_findings f ON f.resource_id = x.resource_id AND f.control_id = x.control_id
      AND f.resolved_at IS NULL AND f.organization_id = x.organization_id
    WHERE x.organization_id = ${tx.scope.organizationId}::bigint AND x.exception_id = ${exceptionId}::bigint
    ORDER BY x.resource_name, x.resource_id`.execute(tx.sql);
  return rows;
}

export type ListedException = ExceptionRow & {
  findings: number;
  reopened: number;
  /** Of the one resource that it is about, as it was called then. */
  resource_name: string | null;
};

export async function listExceptions(
  tx: Tx,
  filter: {
    states: readonly string[] | undefined;
    controlId: string | undefined;
    resourceId: number | undefined;
  },
  page: { limit: number; offset: number },
): Promise<{ rows: ListedException[]; total: number }> {
  let query = ofOrganization(tx);
  if (filter.states !== undefined) query = query.where('state', 'in', [...filter.states] as ExceptionState[]);
  if (filter.controlId !== undefined) query = query.where('control_id', '=', filter.controlId);
  const { resourceId } = filter;
  if (resourceId !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('compliance_exception_findings as x')
          .select('x.resource_id')
          .whereRef('x.exception_id', '=', 'compliance_exceptions.id')
          .where('x.resource_id', '=', resourceId),
      ),
    );
  const rows = await query
    .select(columns)
    .select(({ selectFrom }) => [
      selectFrom('compliance_exception_findings as x')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('x.exception_id', '=', 'compliance_exceptions.id')
        .as('findings'),
      selectFrom('compliance_exception_findings as x')
        .select((inner) => inner.fn.count<number>('x.reopened_at').as('count'))
        .whereRef('x.exception_id', '=', 'compliance_exceptions.id')
        .as('reopened'),
      selectFrom('compliance_exception_findings as x')
        .select((inner) => inner.fn.min('x.resource_name').as('name'))
        .whereRef('x.exception_id', '=', 'compliance_exceptions.id')
        .whereRef('x.resource_id', '=', 'compliance_exceptions.resource_id')
        .as('resource_name'),
    ])
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: rows.map((row) => ({ ...row, findings: Number(row.findings), reopened: Number(row.reopened) })),
    total: Number(total),
  };
}

export type AcceptedFinding = {
  resource_id: number;
  control_id: string;
  fingerprint: string;
  exception_id: number;
  expires_at: Date;
};

/** What is accepted at a moment, now or past, of these controls or of all. */
export async function acceptedAt(
  tx: Tx,
  at: Date,
  controlIds: readonly string[] | null,
): Promise<AcceptedFinding[]> {
  const { rows } = await sql<AcceptedFinding>`
    SELECT DISTINCT ON (x.control_id, x.resource_id, x.fingerprint)
      x.resource_id, x.control_id, x.fingerprint, x.exception_id, e.expires_at
    FROM compliance_exception_findings x JOIN compliance_exceptions e ON e.id = x.exception_id
    WHERE x.organization_id = ${tx.scope.organizationId}::bigint AND e.approved_at <= ${at}::timestamptz
      AND e.expires_at > ${at}::timestamptz AND (e.ended_at IS NULL OR e.ended_at > ${at}::timestamptz)
      AND (x.reopened_at IS NULL OR x.reopened_at > ${at}::timestamptz)
      AND (${controlIds === null}::boolean OR x.control_id = any(${[...(controlIds ?? [])]}::text[]))
    ORDER BY x.control_id, x.resource_id, x.fingerprint, e.expires_at DESC`.execute(tx.sql);
  return rows;
}

export type ReopenedFinding = { exception_id: number; resource_id: number; resource_name: string };

/** Marks what active exceptions accepted and what fails now with other evidence. */
export async function reopenChanged(tx: Tx, at: Date): Promise<ReopenedFinding[]> {
  const { rows } = await sql<ReopenedFinding>`
    UPDATE compliance_exception_findings x SET reopened_at = ${at}::timestamptz
    FROM compliance_exceptions e, compliance_findings f
    WHERE x.organization_id = ${tx.scope.organizationId}::bigint AND x.reopened_at IS NULL
      AND e.id = x.exception_id AND e.state = 'active'
      AND f.organization_id = x.organization_id AND f.resource_id = x.resource_id AND f.control_id = x.control_id
      AND f.resolved_at IS NULL AND f.status = 'fail' AND f.fingerprint <> x.fingerprint
    RETURNING x.exception_id, x.resource_id, x.resource_name`.execute(tx.sql);
  return rows;
}

/** Living exceptions of every organisation whose time is over. */
export async function findExpired(
  tx: SystemTx,
  now: Date,
  limit: number,
): Promise<{ id: number; organization_id: number }[]> {
  return await tx.sql
    .selectFrom('compliance_exceptions')
    .select(['id', 'organization_id'])
    .where('state', 'in', ['requested', 'active'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
}
