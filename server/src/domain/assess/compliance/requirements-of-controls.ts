import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import { latestOfEnabled } from './latest.ts';

export type AskedRequirement = {
  framework_id: string;
  framework_version: string;
  requirement_id: string;
  title: string;
};

/** The requirements of enabled frameworks that each of these controls answers, by their newest assessments. */
export async function requirementsOfControls(
  tx: Tx,
  controlIds: readonly string[],
): Promise<Map<string, { title: string; requirements: AskedRequirement[] }>> {
  const ids = (await latestOfEnabled(tx)).flatMap(({ latest }) => (latest === undefined ? [] : [latest.id]));
  if (ids.length === 0 || controlIds.length === 0) return new Map();
  const { rows } = await sql<{ control_id: string; title: string; requirements: AskedRequirement[] }>`
    SELECT c.control_id, max(c.title) AS title, coalesce(jsonb_agg(jsonb_build_object('framework_id', s.framework_id,
        'framework_version', s.framework_version, 'requirement_id', r.requirement_id, 'title', r.title)
      ORDER BY s.framework_id, s.framework_version, r.position) FILTER (WHERE r.requirement_id IS NOT NULL), '[]')
      AS requirements
    FROM assessment_controls c JOIN assessments s ON s.id = c.assessment_id
    LEFT JOIN assessment_results r ON r.assessment_id = c.assessment_id AND c.control_id = any(r.control_ids)
    WHERE c.organization_id = ${tx.scope.organizationId}::bigint AND c.assessment_id = any(${ids}::bigint[])
      AND c.control_id = any(${[...controlIds]}::text[])
    GROUP BY c.control_id`.execute(tx.sql);
  return new Map(rows.map(({ control_id, ...found }) => [control_id, found]));
}
