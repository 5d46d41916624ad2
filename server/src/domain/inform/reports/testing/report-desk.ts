import type { Composed } from '../../../../../test/composed.ts';
import { type DriftDesk, openDriftDesk } from '../../../../../test/drift-desk.ts';
import { notedReport } from '../../../../../test/observed-account.ts';
import { systemScope } from '../../../../core/scope.ts';
import { announce } from '../../../../platform/events/outbox.ts';
import type { Download } from '../../../../platform/http/route.ts';
import type { JobOutcome } from '../../../govern/jobs/index.ts';
import { type MakeDeps, makeReport } from '../make.ts';
import type { ReportParameters } from '../schemas.ts';

export type Execution = {
  status: string;
  error: string | null;
  error_code: string | null;
  result: { kind: string; id: string } | null;
};
export type Report = {
  id: string;
  kind: string;
  rows: number;
  sha256: string;
  bytes: number;
  file_name: string;
  coverage: { evaluated: number; total: number; percent: number | null; gap_count: number };
  recipients: { recipient: string; status: string; opened_at: string | null }[];
};
export type ReportSection = {
  id: string;
  text: string[];
  facts: Record<string, unknown>;
  tables: { id: string; rows: Record<string, unknown>[]; row_count: number }[];
};
export type Made = { report: Report; bytes: Buffer; answer: Download };

/** An organisation in Berlin with one scripted account, and the calls that suites of reports need. */
export type ReportDesk = DriftDesk & {
  /** What a sync notes about its sources: one read whole, one refused. */
  noteScan(): Promise<void>;
  request(body: object): Promise<{ execution_id: number; duplicate: boolean }>;
  ended(executionId: number): Promise<Execution>;
  get(id: string): Promise<Report>;
  /** By the API and its job, to the downloaded document. */
  made(body: object): Promise<Made>;
  /** The work of one run, without a job around it. */
  make(
    executionId: number,
    parameters: Partial<ReportParameters>,
    more?: Partial<MakeDeps>,
  ): Promise<{ outcome: JobOutcome; lines: string[] }>;
};

export async function openReportDesk(app: Composed, time: { now: Date }): Promise<ReportDesk> {
  const desk = await openDriftDesk(app, time);
  const organizationId = desk.tenant.organizationId;
  await app.db.asSystem(systemScope('a suite moves an organisation'), (tx) =>
    tx.sql
      .updateTable('organizations')
      .set({ time_zone: 'Europe/Berlin' })
      .where('id', '=', organizationId)
      .execute(),
  );
  const request: ReportDesk['request'] = (body) => desk.call('createReport', { body });
  const ended: ReportDesk['ended'] = async (executionId) => {
    for (;;) {
      const execution = await desk.call<Execution>('getExecution', { params: { id: String(executionId) } });
      if (!['queued', 'running'].includes(execution.status)) return execution;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const get: ReportDesk['get'] = (id) => desk.call('getReport', { params: { id } });
  return {
    ...desk,
    request,
    ended,
    get,
    async noteScan() {
      await app.db.within(desk.scope, async (tx) => {
        const of = { organization_id: organizationId, provider_id: desk.account.providerId };
        const run = await tx.sql
          .insertInto('sync_runs')
          .values({ ...of, status: 'partial', started_at: time.now, ended_at: time.now })
          .returning('id')
          .executeTakeFirstOrThrow();
        const gap = {
          source: 'iam_role',
          region: 'global',
          reason: 'denied',
          permission: 'iam:ListRoles',
          paths: ['*'],
          resources: null,
          message: 'not allowed',
        };
        const outcome = { ...of, sync_run_id: run.id, started_at: time.now, duration_ms: 1, fetched: 0 };
        const whole = {
          source: 's3_bucket',
          region: 'eu-central-1',
          outcome: 'success_with_data',
          gaps: '[]',
        };
        const denied = {
          source: 'iam_role',
          region: 'global',
          outcome: 'denied',
          gaps: JSON.stringify([gap]),
        };
        await tx.sql
          .insertInto('source_outcomes')
          .values([whole, denied].map((source) => ({ ...outcome, ...source })))
          .execute();
      });
    },
    async made(body) {
      const execution = await ended((await request(body)).execution_id);
      if (execution.status !== 'succeeded' || execution.result === null) {
        throw new Error(`the run was ${execution.status}: ${execution.error}`);
      }
      const { id } = execution.result;
      const answer = await desk.call<Download>('downloadReport', { params: { id } });
      const parts: Buffer[] = [];
      for await (const part of answer.stream) parts.push(part as Buffer);
      return { report: await get(id), bytes: Buffer.concat(parts), answer };
    },
    async make(executionId, parameters, more = {}) {
      const clock = { now: () => time.now };
      const assessments = { has: () => false, newest: async () => ({ code: 'none', nothing: 'none here' }) };
      const { resourceTypes } = app.domain;
      const deps = { db: app.db, clock, announce, resourceTypes, assessments, ...more };
      const report = notedReport();
      const outcome = await makeReport(deps, {
        executionId,
        scope: desk.scope,
        parameters: { kind: 'inventory', format: 'json', recipients: [], period_days: 30, ...parameters },
        signal: new AbortController().signal,
        report,
      });
      return { outcome, lines: report.lines };
    },
  };
}

/** A section of a report in JSON. */
export function sectionOf(bytes: Buffer, id: string): ReportSection {
  const { sections } = JSON.parse(bytes.toString()) as { sections: ReportSection[] };
  const found = sections.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
}

export const bucket = (name: string, more: object = {}) => ({
  name,
  configuration: { BucketName: name, VersioningConfiguration: { Status: 'Enabled' }, ...more },
});
