import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';

/** SQL about settings and about questions to a language model. */

export type Settings = {
  automatic: boolean;
  model_enabled: boolean;
  redaction: 'strict' | 'none';
  daily_requests: number;
  daily_tokens: number;
};

/** Nothing leaves the installation until somebody says so. */
export const usualSettings: Settings = {
  automatic: true,
  model_enabled: false,
  redaction: 'strict',
  daily_requests: 50,
  daily_tokens: 200_000,
};

export async function readSettings(tx: Tx): Promise<Settings> {
  const row = await tx.sql
    .selectFrom('recommendation_settings')
    .select(['automatic', 'model_enabled', 'redaction', 'daily_requests', 'daily_tokens'])
    .where('organization_id', '=', tx.scope.organizationId)
    .executeTakeFirst();
  return row === undefined ? usualSettings : { ...row, redaction: row.redaction as Settings['redaction'] };
}

export async function writeSettings(tx: Tx, settings: Settings, at: Date): Promise<void> {
  const values = { ...settings, updated_by: JSON.stringify(tx.scope.actor), updated_at: at };
  await tx.sql
    .insertInto('recommendation_settings')
    .values({ organization_id: tx.scope.organizationId, ...values })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute();
}

export type ModelRunRow = {
  id: number;
  advisor: string;
  model: string;
  prompt_revision: string;
  redaction: string;
  evidence_sha256: string;
  recommendation_ids: number[];
  status: string;
  accepted: number;
  note: string | null;
  attempts: number;
  input_tokens: number;
  output_tokens: number;
  started_at: Date;
  duration_ms: number | null;
};

/** Requests and tokens since the beginning of the UTC day, with what running ones have reserved. */
export async function usedSince(tx: Tx, since: Date): Promise<{ requests: number; tokens: number }> {
  const { rows } = await sql<{ requests: number; tokens: number }>`
    SELECT coalesce(sum(greatest(attempts, 1)), 0)::int AS requests,
      coalesce(sum(input_tokens + output_tokens), 0)::bigint AS tokens
    FROM recommendation_model_runs
    WHERE organization_id = ${tx.scope.organizationId}::bigint AND started_at >= ${since}::timestamptz`.execute(
    tx.sql,
  );
  return { requests: Number(rows[0]?.requests ?? 0), tokens: Number(rows[0]?.tokens ?? 0) };
}

export async function insertModelRun(
  tx: Tx,
  run: Pick<
    ModelRunRow,
    | 'advisor'
    | 'model'
    | 'prompt_revision'
    | 'redaction'
    | 'evidence_sha256'
    | 'recommendation_ids'
    | 'input_tokens'
    | 'output_tokens'
    | 'started_at'
  > & { execution_id: number },
): Promise<number> {
  const row = await tx.sql
    .insertInto('recommendation_model_runs')
    .values({
      ...run,
      organization_id: tx.scope.organizationId,
      status: 'running',
      note: null,
      duration_ms: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function endModelRun(
  tx: Tx,
  id: number,
  end: Pick<
    ModelRunRow,
    'status' | 'accepted' | 'note' | 'attempts' | 'input_tokens' | 'output_tokens' | 'duration_ms'
  >,
): Promise<void> {
  await tx.sql
    .updateTable('recommendation_model_runs')
    .set(end)
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', id)
    .execute();
}

/** The question that the words of a recommendation come from, or that was asked in vain. */
export async function modelRunOf(tx: Tx, recommendationId: number): Promise<ModelRunRow | undefined> {
  const row = await tx.sql
    .selectFrom('recommendations as r')
    .innerJoin('recommendation_model_runs as m', 'm.id', 'r.model_run_id')
    .selectAll('m')
    .where('r.organization_id', '=', tx.scope.organizationId)
    .where('r.id', '=', recommendationId)
    .executeTakeFirst();
  return row;
}
