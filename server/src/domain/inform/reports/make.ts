import { randomBytes } from 'node:crypto';
import { AppError } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { ExecutionReporter, JobOutcome } from '../../govern/jobs/index.ts';
import { getOrganization, listMembers } from '../../govern/tenancy/index.ts';
import type { ResourceTypes } from '../../observe/inventory/index.ts';
import { type AssessmentDocuments, planAssessment } from './assessment-report.ts';
import { type Stored, storeContent } from './content.ts';
import type { Seen } from './coverage-section.ts';
import { writeCsv } from './csv-document.ts';
import { type Planned, planReport } from './document.ts';
import { writeJson } from './json-document.ts';
import { writePdf } from './lazy-pdf.ts';
import type { Reading } from './reading.ts';
import type { ReportFormat, WriteDocument } from './report.ts';
import type { ReportParameters } from './schemas.ts';
import * as store from './store.ts';

export type MakeDeps = {
  db: Database;
  clock: Clock;
  announce: Announce;
  resourceTypes: ResourceTypes;
  assessments: AssessmentDocuments;
  /** Bytes; the limit of the product when absent. */
  largestBytes?: number;
};

export type Run = {
  executionId: number;
  scope: Scope;
  parameters: ReportParameters;
  signal: AbortSignal;
  report: ExecutionReporter;
};

const writers: Record<ReportFormat, WriteDocument> = { pdf: writePdf, csv: writeCsv, json: writeJson };
const dayMs = 86_400_000;

/** Makes a report, stores it and delivers it. A run that is repeated finds its report and makes no second one. */
export async function makeReport(deps: MakeDeps, run: Run): Promise<JobOutcome> {
  const { scope, parameters, report } = run;
  const made = await deps.db.within(scope, (tx) => store.findByExecution(tx, run.executionId));
  if (made !== undefined) return outcomeOf(made.id, made.delivered, made.failed);

  const asOf = deps.clock.now();
  let rows = 0;
  const reading: Reading = {
    db: deps.db,
    scope,
    resourceTypes: deps.resourceTypes,
    parameters,
    executionId: run.executionId,
    asOf,
    from: new Date(asOf.getTime() - parameters.period_days * dayMs),
    signal: run.signal,
    onRows(more) {
      rows += more;
      report.progress('writing rows', rows, null);
    },
  };
  report.progress('reading', 0, null);
  const planned =
    parameters.kind === 'compliance_assessment'
      ? await planAssessment(deps.assessments, reading)
      : await planOfSections(deps, reading);
  if ('nothing' in planned) return { status: 'skipped', code: planned.code, message: planned.nothing };
  const { seen } = planned;
  if (seen.total > 0 && seen.evaluated < seen.total) {
    report.log(
      'warn',
      `${seen.total - seen.evaluated} of ${seen.total} sources were not read whole; the report names them`,
    );
  }

  const id = `rpt_${randomBytes(12).toString('hex')}`;
  const stored = await storeContent(
    deps,
    scope,
    { reportId: id, executionId: run.executionId },
    'bytes' in planned ? planned.bytes : writers[parameters.format](planned.document, run.signal),
  );
  run.signal.throwIfAborted();
  if ('bytes' in planned) rows = planned.rows;
  const head =
    'bytes' in planned ? { ...planned, from: planned.asOf } : { ...planned.head, from: reading.from };
  report.count('rows', rows);
  report.count('bytes', stored.bytes);
  report.progress('delivering', 0, parameters.recipients.length);
  const { delivered, failed } = await deps.db.within(scope, (tx) =>
    keep(deps, tx, run, { id, head, seen, stored, rows }),
  );
  report.log('info', `${head.title}: ${rows} rows, ${stored.bytes} bytes, SHA-256 ${stored.sha256}`);
  report.count('delivered', delivered.length);
  if (failed.length > 0) report.count('not_delivered', failed.length);
  for (const recipient of failed)
    report.log('warn', `${recipient} is not a member any more and did not get the report`);
  return outcomeOf(id, delivered.length, failed.length);
}

function outcomeOf(id: string, delivered: number, failed: number): JobOutcome {
  const result = { kind: 'report', id };
  if (failed === 0 || delivered > 0) return { status: 'succeeded', result };
  return {
    status: 'failed',
    code: 'not_delivered',
    message: `the report ${id} is stored, but none of its recipients is a member any more`,
    result,
  };
}

/** Its sections, in whichever format. */
async function planOfSections(
  deps: MakeDeps,
  reading: Reading,
): Promise<Planned | { nothing: string; code: string }> {
  const organization = await deps.db.within(reading.scope, (tx) => getOrganization(tx));
  return await planReport(reading, { name: organization.name, timeZone: organization.time_zone });
}

type Finished = {
  id: string;
  head: { title: string; timeZone: string; asOf: Date; from: Date };
  seen: Seen;
  stored: Stored;
  rows: number;
};

/** The report, its deliveries, the events and the audit entry in one transaction: all of it, or nothing. */
async function keep(
  deps: MakeDeps,
  tx: Tx,
  run: Run,
  { id, head, seen, stored, rows }: Finished,
): Promise<{ delivered: string[]; failed: string[] }> {
  const { kind, format, recipients } = run.parameters;
  // A worker that was thought dead may still write while another has taken the run over and cleaned up.
  if ((await store.countChunks(tx, id)) !== stored.chunks) {
    throw new AppError('conflict', 'another worker took this run over while the report was written');
  }
  const at = deps.clock.now();
  await store.insertReport(tx, {
    id,
    kind,
    format,
    title: head.title,
    as_of: head.asOf,
    period_from: head.from,
    time_zone: head.timeZone,
    parameters: run.parameters,
    coverage: seen,
    row_count: rows,
    ...stored,
    execution_id: run.executionId,
    created_at: at,
  });
  const words = { report_id: id, kind, format, title: head.title };
  const facts = {
    ...words,
    as_of: head.asOf.toISOString(),
    sha256: stored.sha256,
    bytes: stored.bytes,
    execution_id: run.executionId,
  };
  await deps.announce(tx, { type: 'report.generated', payload: facts });
  const members = new Map(
    (await listMembers(tx)).map((member) => [member.email.toLowerCase(), member.user_id]),
  );
  const delivered: string[] = [];
  const failed: string[] = [];
  for (const recipient of addresses(recipients)) {
    const userId = members.get(recipient) ?? null;
    await store.insertDelivery(tx, {
      report_id: id,
      recipient,
      user_id: userId,
      status: userId === null ? 'failed' : 'delivered',
      error: userId === null ? 'is not a member of the organisation any more' : null,
      at,
    });
    (userId === null ? failed : delivered).push(recipient);
    if (userId !== null) {
      await deps.announce(tx, {
        type: 'report.delivered',
        payload: { ...words, recipient, user_id: userId },
      });
    }
  }
  await recordAudit(tx, {
    action: 'report.generated',
    target: { type: 'report', id },
    detail: { ...facts, delivered, not_delivered: failed },
  });
  return { delivered, failed };
}

/** Each address once, as members are known by it. */
const addresses = (recipients: readonly string[]): string[] => [
  ...new Set(recipients.map((recipient) => recipient.toLowerCase())),
];

/** Throws `unprocessable` with the addresses that nobody in the organisation has. */
export async function requireMembers(tx: Tx, recipients: readonly string[]): Promise<void> {
  if (recipients.length === 0) return;
  const known = new Set((await listMembers(tx)).map((member) => member.email.toLowerCase()));
  const strangers = recipients.filter((recipient) => !known.has(recipient.toLowerCase()));
  if (strangers.length === 0) return;
  throw new AppError('unprocessable', `Not members of this organisation: ${strangers.join(', ')}`, {
    details: strangers.map((stranger) => ({
      path: `recipients.${recipients.indexOf(stranger)}`,
      message: `${stranger} is not a member; invite them first`,
    })),
  });
}
