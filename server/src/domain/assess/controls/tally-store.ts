import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Catalogue } from './catalogue.ts';
import { addToTally, except, type JudgedScope, type Tally } from './tally.ts';

/** SQL over kept judgements and open findings of a scope. */

/** A failure that somebody accepted, valid at the moment: exactly this finding of this control. */
export type AcceptedFinding = { resource_id: number; control_id: string; fingerprint: string };

/** Conditions on the row `r` of resources. */
function scopeConditions(tx: Tx, scope: JudgedScope): RawBuilder<unknown> {
  const parts = [
    sql`r.organization_id = ${tx.scope.organizationId}::bigint`,
    sql`r.provider_id = any(${[...scope.providerIds]}::bigint[])`,
  ];
  if (scope.regions.length > 0) parts.push(sql`r.region = any(${['global', ...scope.regions]}::text[])`);
  if (Object.keys(scope.tags).length > 0) parts.push(sql`r.tags @> ${JSON.stringify(scope.tags)}::jsonb`);
  return sql.join(parts, sql` AND `);
}

const isWholeAccount = ({ regions, tags }: JudgedScope): boolean =>
  regions.length === 0 && Object.keys(tags).length === 0;

/**
 * Counts of the kept judgements by the controls of the catalogue; `scope.providerIds` names every account that
 * counts. What a control that came later has not judged yet is unknown to it.
 */
export async function tallyKept(
  tx: Tx,
  catalogue: Catalogue,
  scope: JudgedScope,
  accepted: readonly AcceptedFinding[],
): Promise<Tally> {
  const rows = await sql<{
    provider_id: number;
    type: string;
    catalogue: string;
    statuses: string;
    count: number;
  }>`
    SELECT j.provider_id, j.type, j.catalogue, j.statuses, count(*)::int AS count FROM compliance_judgements j
    ${isWholeAccount(scope) ? sql`` : sql`JOIN resources r ON r.id = j.resource_id AND ${scopeConditions(tx, scope)}`}
    WHERE j.organization_id = ${tx.scope.organizationId}::bigint
      AND j.provider_id = any(${[...scope.providerIds]}::bigint[])
    GROUP BY j.provider_id, j.type, j.catalogue, j.statuses`.execute(tx.sql);
  const controlsOf = await readCatalogues(tx);
  const tally: Tally = new Map();
  for (const { provider_id, type, statuses, count, ...row } of rows.rows) {
    const judgedBy = controlsOf.get(row.catalogue) ?? [];
    const wanted = (catalogue.byType.get(type)?.controls ?? []).map(({ id }) => id);
    const letters = wanted.map((id) => statuses[judgedBy.indexOf(id)] ?? 'u').join('');
    addToTally(tally, provider_id, wanted, letters, count);
  }
  for (const { provider_id, control_id, count } of await countAccepted(tx, scope, accepted))
    except(tally, control_id, provider_id, count);
  return tally;
}

async function readCatalogues(tx: Tx): Promise<Map<string, string[]>> {
  const rows = await tx.sql
    .selectFrom('compliance_catalogues')
    .select(['catalogue', 'control_ids'])
    .where('organization_id', '=', tx.scope.organizationId)
    .execute();
  return new Map(rows.map((row) => [row.catalogue, row.control_ids]));
}

/** The accepted ones as a table `a`, for joins. */
const acceptedTable = (accepted: readonly AcceptedFinding[]): RawBuilder<unknown> => {
  const rows = accepted.map(({ resource_id, control_id, fingerprint }) => ({
    resource_id,
    control_id,
    fingerprint,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS a(resource_id bigint, control_id text, fingerprint text)`;
};

async function countAccepted(
  tx: Tx,
  scope: JudgedScope,
  accepted: readonly AcceptedFinding[],
): Promise<{ provider_id: number; control_id: string; count: number }[]> {
  if (accepted.length === 0) return [];
  const { rows } = await sql<{ provider_id: number; control_id: string; count: number }>`
    SELECT f.provider_id, f.control_id, count(*)::int AS count
    FROM compliance_findings f JOIN ${acceptedTable(accepted)}
      ON a.resource_id = f.resource_id AND a.control_id = f.control_id AND a.fingerprint = f.fingerprint
    JOIN resources r ON r.id = f.resource_id AND ${scopeConditions(tx, scope)}
    WHERE f.resolved_at IS NULL AND f.status = 'fail' GROUP BY f.provider_id, f.control_id`.execute(tx.sql);
  return rows;
}

export type FoundResource = {
  control_id: string;
  resource_id: number;
  resource_name: string;
  external_id: string;
  type: string;
  region: string;
  provider_id: number;
  status: 'fail' | 'unknown' | 'excepted';
  message: string;
  version_id: number;
  fingerprint: string;
  /** When it was first seen to be so; null where that is not kept, as of a past moment. */
  first_seen_at: Date | null;
};

/** Per control the first `limit` open findings of the scope: failures, then accepted ones, then what is unknown. */
export async function firstFindings(
  tx: Tx,
  scope: JudgedScope,
  controlIds: readonly string[],
  accepted: readonly AcceptedFinding[],
  limit: number,
): Promise<Map<string, FoundResource[]>> {
  const acceptedLast = accepted.length === 0 ? sql`` : sql`a.fingerprint IS NOT NULL,`;
  const { rows } = await sql<FoundResource>`
    SELECT c.id AS control_id, f.* FROM unnest(${[...controlIds]}::text[]) AS c(id)
    CROSS JOIN LATERAL (
      SELECT f.resource_id, r.name AS resource_name, r.external_id, r.type, r.region, r.provider_id,
        CASE WHEN a.fingerprint IS NOT NULL AND f.status = 'fail' THEN 'excepted' ELSE f.status END AS status,
        f.message, f.version_id, f.fingerprint, coalesce(f.failed_at, f.first_seen_at) AS first_seen_at
      FROM compliance_findings f JOIN resources r ON r.id = f.resource_id AND ${scopeConditions(tx, scope)}
      LEFT JOIN ${acceptedTable(accepted)}
        ON a.resource_id = f.resource_id AND a.control_id = f.control_id AND a.fingerprint = f.fingerprint
      WHERE f.organization_id = ${tx.scope.organizationId}::bigint AND f.control_id = c.id
        AND f.resolved_at IS NULL
      ORDER BY f.status, ${acceptedLast} f.resource_id LIMIT ${limit}::int) f
    ORDER BY c.id, f.status <> 'fail', f.resource_id`.execute(tx.sql);
  return Map.groupBy(rows, (row) => row.control_id);
}
