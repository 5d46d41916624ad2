import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { TypeCatalogue } from './catalogue.ts';
import type { ResourceToJudge } from './fact-store.ts';
import type { Finding } from './judge-type.ts';
import { arrayText } from './member-store.ts';

/** SQL that keeps judgements and findings. Every statement is per page; only one run at a time writes to an account. */

/** How long a run that stopped without a word keeps others waiting. */
const heldSeconds = 60;

/** The surroundings of the last judgement, or undefined while another run holds the account. */
export async function hold(
  tx: Tx,
  providerId: number,
  holder: string,
): Promise<Record<string, string> | undefined> {
  const { rows } = await sql<{ surroundings: Record<string, string> }>`
    INSERT INTO compliance_accounts AS a (provider_id, organization_id, held_by, held_until)
    VALUES (${providerId}::bigint, ${tx.scope.organizationId}::bigint, ${holder},
      now() + make_interval(secs => ${heldSeconds}))
    ON CONFLICT (provider_id) DO UPDATE SET held_by = excluded.held_by, held_until = excluded.held_until
      WHERE a.held_by IS NULL OR a.held_until < now()
    RETURNING surroundings`.execute(tx.sql);
  return rows[0]?.surroundings;
}

/** False when another run took the account over: nothing may be written any more. */
export async function stillHeld(tx: Tx, providerId: number, holder: string): Promise<boolean> {
  const { rows } = await sql`
    UPDATE compliance_accounts SET held_until = now() + make_interval(secs => ${heldSeconds})
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND provider_id = ${providerId}::bigint
      AND held_by = ${holder} RETURNING 1`.execute(tx.sql);
  return rows.length > 0;
}

export async function setSurroundings(
  tx: Tx,
  providerId: number,
  surroundings: Record<string, string>,
): Promise<void> {
  await tx.sql
    .updateTable('compliance_accounts')
    .set({ surroundings: JSON.stringify(surroundings) })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('provider_id', '=', providerId)
    .execute();
}

export async function letGo(
  tx: Tx,
  providerId: number,
  holder: string,
  judgedAt: Date | null,
): Promise<void> {
  await tx.sql
    .updateTable('compliance_accounts')
    .set({ held_by: null, held_until: null, ...(judgedAt === null ? {} : { judged_at: judgedAt }) })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('provider_id', '=', providerId)
    .where('held_by', '=', holder)
    .execute();
}

/** When each account was last judged to its end. */
export async function judgedAt(tx: Tx): Promise<Map<number, Date>> {
  const rows = await tx.sql
    .selectFrom('compliance_accounts')
    .select(['provider_id', 'judged_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .execute();
  return new Map(rows.flatMap((row) => (row.judged_at === null ? [] : [[row.provider_id, row.judged_at]])));
}

export async function keepCatalogues(tx: Tx, catalogues: readonly TypeCatalogue[]): Promise<void> {
  const rows = catalogues.map(({ hash, type, controls }) => ({
    catalogue: hash,
    type,
    control_ids: controls.map(({ id }) => id),
  }));
  await sql`
    INSERT INTO compliance_catalogues (organization_id, catalogue, type, control_ids)
    SELECT ${tx.scope.organizationId}::bigint, c.catalogue, c.type,
      ARRAY(SELECT jsonb_array_elements_text(c.control_ids))
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(catalogue text, type text, control_ids jsonb)
    ON CONFLICT DO NOTHING`.execute(tx.sql);
}

/** Forgets judgements of what is gone or is of a type that nothing judges; their findings are resolved. */
export async function forgetGone(
  tx: Tx,
  providerId: number,
  types: readonly string[],
  at: Date,
): Promise<{ judgements: number; findings: number }> {
  const { rows } = await sql<{ resource_id: number }>`
    DELETE FROM compliance_judgements j
    WHERE j.organization_id = ${tx.scope.organizationId}::bigint AND j.provider_id = ${providerId}::bigint
      AND j.resource_id = any(ARRAY(
        SELECT r.id FROM resources r
        WHERE r.organization_id = ${tx.scope.organizationId}::bigint AND r.provider_id = ${providerId}::bigint
          AND (r.status = 'deleted' OR NOT (r.type = any(${[...types]}::text[])))))
    RETURNING j.resource_id`.execute(tx.sql);
  if (rows.length === 0) return { judgements: 0, findings: 0 };
  const resolved = await sql`
    UPDATE compliance_findings SET resolved_at = ${at}::timestamptz
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND resolved_at IS NULL
      AND resource_id = any(${rows.map((row) => row.resource_id)}::bigint[])`.execute(tx.sql);
  return { judgements: rows.length, findings: Number(resolved.numAffectedRows ?? 0) };
}

export type KeptJudgement = {
  resource_id: number;
  version_id: number;
  catalogue: string;
  statuses: string;
  /** The questions that its controls asked about other resources. */
  looks: number[];
  resource_changed_at: Date;
};
export type OpenFinding = {
  id: number;
  resource_id: number;
  control_id: string;
  fingerprint: string;
  message: string;
};

/** The findings of `stale` resources, and of the others those of the controls that are asked again. */
export async function readKept(
  tx: Tx,
  ids: readonly number[],
  stale: readonly number[],
  controlIds: readonly string[],
): Promise<{ judgements: Map<number, KeptJudgement>; findings: Map<number, OpenFinding[]> }> {
  const judgements = await tx.sql
    .selectFrom('compliance_judgements')
    .select(['resource_id', 'version_id', 'catalogue', 'statuses', 'looks', 'resource_changed_at'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('resource_id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .execute();
  const findings = await tx.sql
    .selectFrom('compliance_findings')
    .select(['id', 'resource_id', 'control_id', 'fingerprint', 'message'])
    .where('organization_id', '=', tx.scope.organizationId)
    .where('resource_id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .where('resolved_at', 'is', null)
    .where(
      sql<boolean>`(control_id = any(${[...controlIds]}::text[]) OR resource_id = any(${[...stale]}::bigint[]))`,
    )
    .execute();
  return {
    judgements: new Map(judgements.map((row) => [row.resource_id, row])),
    findings: Map.groupBy(findings, (row) => row.resource_id),
  };
}

export type FindingOf = { resource: ResourceToJudge; finding: Finding };
export type PageWrite = {
  judgements: { resource: ResourceToJudge; catalogue: string; statuses: string; looks: Iterable<number> }[];
  opened: FindingOf[];
  changed: (FindingOf & { id: number })[];
  resolved: number[];
};

export async function writePage(tx: Tx, providerId: number, at: Date, page: PageWrite): Promise<void> {
  await writeJudgements(tx, providerId, at, page.judgements);
  await insertFindings(tx, providerId, at, page.opened);
  await updateFindings(tx, at, page.changed);
  if (page.resolved.length === 0) return;
  await tx.sql
    .updateTable('compliance_findings')
    .set({ resolved_at: at })
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', sql<number>`any(${page.resolved}::bigint[])`)
    .execute();
}

async function writeJudgements(
  tx: Tx,
  providerId: number,
  at: Date,
  rows: PageWrite['judgements'],
): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(of: (row: PageWrite['judgements'][number]) => T): T[] => rows.map(of);
  // The record of a resource may have been deleted since it was read.
  await sql`
    INSERT INTO compliance_judgements (resource_id, organization_id, provider_id, version_id, type, catalogue,
      statuses, looks, resource_changed_at, judged_at)
    SELECT r.id, r.organization_id, ${providerId}::bigint, u.version_id, u.type, u.catalogue, u.statuses,
      u.looks::integer[], u.changed_at, ${at}::timestamptz
    FROM unnest(${column(({ resource }) => resource.id)}::bigint[],
      ${column(({ resource }) => resource.versionId)}::bigint[], ${column(({ resource }) => resource.type)}::text[],
      ${column(({ catalogue }) => catalogue)}::text[], ${column(({ statuses }) => statuses)}::text[],
      ${column(({ looks }) => arrayText(looks))}::text[],
      ${column(({ resource }) => resource.changedAt.toISOString())}::timestamptz[])
      AS u(id, version_id, type, catalogue, statuses, looks, changed_at)
    JOIN resources r ON r.id = u.id AND r.organization_id = ${tx.scope.organizationId}::bigint
    ON CONFLICT (resource_id) DO UPDATE SET version_id = excluded.version_id, type = excluded.type,
      catalogue = excluded.catalogue, statuses = excluded.statuses, looks = excluded.looks,
      resource_changed_at = excluded.resource_changed_at, judged_at = excluded.judged_at`.execute(tx.sql);
}

function findingColumns({ finding, resource }: FindingOf) {
  return {
    control_version: finding.control.version,
    status: finding.status,
    severity: finding.control.severity,
    message: finding.message,
    evidence: finding.evidence,
    unseen: finding.unseen,
    fingerprint: finding.fingerprint,
    version_id: resource.versionId,
  };
}
const findingShape = sql`control_version integer, status text, severity text, message text, evidence jsonb,
  unseen jsonb, fingerprint text, version_id bigint`;

async function insertFindings(tx: Tx, providerId: number, at: Date, found: FindingOf[]): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map((each) => ({
    resource_id: each.resource.id,
    control_id: each.finding.control.id,
    ...findingColumns(each),
  }));
  await sql`
    INSERT INTO compliance_findings (organization_id, provider_id, resource_id, control_id, control_version, status,
      severity, message, evidence, unseen, fingerprint, version_id, first_seen_at, failed_at, changed_at)
    SELECT r.organization_id, ${providerId}::bigint, r.id, f.control_id, f.control_version, f.status, f.severity,
      f.message, f.evidence, f.unseen, f.fingerprint, f.version_id, ${at}::timestamptz,
      CASE WHEN f.status = 'fail' THEN ${at}::timestamptz END, ${at}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS f(resource_id bigint, control_id text, ${findingShape})
    JOIN resources r ON r.id = f.resource_id AND r.organization_id = ${tx.scope.organizationId}::bigint`.execute(
    tx.sql,
  );
}

async function updateFindings(tx: Tx, at: Date, changed: PageWrite['changed']): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map((each) => ({ id: each.id, ...findingColumns(each) }));
  await sql`
    UPDATE compliance_findings o SET control_version = f.control_version, status = f.status, severity = f.severity,
      message = f.message, evidence = f.evidence, unseen = f.unseen, fingerprint = f.fingerprint,
      version_id = f.version_id,
      changed_at = CASE WHEN o.fingerprint = f.fingerprint THEN o.changed_at ELSE ${at}::timestamptz END,
      failed_at = coalesce(o.failed_at, CASE WHEN f.status = 'fail' THEN ${at}::timestamptz END)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS f(id bigint, ${findingShape})
    WHERE o.id = f.id AND o.organization_id = ${tx.scope.organizationId}::bigint AND o.resolved_at IS NULL`.execute(
    tx.sql,
  );
}
