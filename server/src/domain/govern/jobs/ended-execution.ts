import { sql } from 'kysely';
import type { JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';

/** What other modules are told of a run that has ended. */
export type EndedExecution = {
  id: number;
  jobId: number;
  jobName: string;
  trigger: string;
  parameters: JsonObject;
  /** It ran the job as it is configured and not only for a part, such as one account. */
  whole: boolean;
  mayHaveWritten: boolean;
  error: string | null;
  endedAt: Date;
};

const selectEnded = sql`
  SELECT e.id, e.job_id AS "jobId", j.name AS "jobName", e.trigger, e.parameters,
    (e.trigger = 'schedule' OR e.parameters = j.configuration) AS whole,
    e.may_have_written AS "mayHaveWritten", e.error, e.ended_at AS "endedAt"
  FROM job_executions e JOIN jobs j ON j.id = e.job_id`;

export async function readEndedExecution(tx: Tx, id: number): Promise<EndedExecution | undefined> {
  const { rows } = await sql<EndedExecution>`${selectEnded}
    WHERE e.organization_id = ${tx.scope.organizationId}::bigint AND e.id = ${id}::bigint
      AND e.ended_at IS NOT NULL`.execute(tx.sql);
  return rows[0];
}

/** The newest successful run of the job after this one that did all that this one was asked to do. */
export async function succeededAfter(tx: Tx, ended: EndedExecution): Promise<EndedExecution | undefined> {
  const sameTask = sql`(e.trigger = 'undo') = ${ended.trigger === 'undo'}::boolean`;
  const covers = ended.whole
    ? sql`(e.trigger = 'schedule' OR e.parameters = j.configuration)`
    : sql`(e.trigger = 'schedule' OR e.parameters = j.configuration
        OR e.parameters = ${JSON.stringify(ended.parameters)}::jsonb)`;
  const { rows } = await sql<EndedExecution>`${selectEnded}
    WHERE e.organization_id = ${tx.scope.organizationId}::bigint AND e.job_id = ${ended.jobId}::bigint
      AND e.status = 'succeeded' AND e.ended_at >= ${ended.endedAt}::timestamptz AND ${sameTask} AND ${covers}
    ORDER BY e.ended_at DESC LIMIT 1`.execute(tx.sql);
  return rows[0];
}
