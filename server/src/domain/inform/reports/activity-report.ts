import type { Json } from '../../../core/json.ts';
import {
  type ActivityFilter,
  countDecisions,
  countReasons,
  countRunsByJob,
  type DecisionRow,
  pageOfDecisions,
  pageOfRuns,
  type RunRow,
} from './activity-store.ts';
import { inside, pageByPage, type Reading } from './reading.ts';
import type { Column, Section, Table } from './report.ts';

/** What the jobs did in the period: every run, why some did not take place, and who allowed what. */
export async function* activitySections(reading: Reading): AsyncIterable<Section> {
  const filter: ActivityFilter = {
    from: reading.from,
    to: reading.asOf,
    jobType: reading.parameters.job_type,
    exceptExecutionId: reading.executionId,
  };
  const { counts, reasons, decisions } = await inside(reading, async (tx) => ({
    counts: await countRunsByJob(tx, filter),
    reasons: await countReasons(tx, filter),
    decisions: await countDecisions(tx, filter),
  }));
  const sum = (...statuses: string[]) =>
    counts.reduce(
      (total, row) => total + (statuses.length === 0 || statuses.includes(row.status) ? row.count : 0),
      0,
    );
  const jobs = new Map<number, { name: string; type: string; by: Record<string, number> }>();
  for (const row of counts) {
    const job = jobs.get(row.job_id) ?? { name: row.job_name, type: row.job_type, by: {} };
    job.by[row.status] = row.count;
    jobs.set(row.job_id, job);
  }
  yield {
    id: 'summary',
    title: 'Summary',
    text: counts.length === 0 ? ['No run of a job was due or asked for in this period.'] : [],
    facts: [
      { key: 'runs', label: 'Runs', value: sum() },
      { key: 'succeeded', label: 'Succeeded', value: sum('succeeded') },
      { key: 'failed', label: 'Failed', value: sum('failed') },
      { key: 'skipped', label: 'Due, but did not take place', value: sum('skipped') },
      { key: 'cancelled', label: 'Cancelled', value: sum('cancelled') },
      { key: 'open', label: 'Not ended yet', value: sum('queued', 'running', 'pending_approval') },
      { key: 'approved', label: 'Approvals given', value: decisions.get('approved') ?? 0 },
      { key: 'rejected', label: 'Approvals refused', value: decisions.get('rejected') ?? 0 },
      { key: 'expired', label: 'Approvals expired', value: decisions.get('expired') ?? 0 },
      { key: 'cancelled_approvals', label: 'Approvals withdrawn', value: decisions.get('cancelled') ?? 0 },
      { key: 'pending', label: 'Approvals waiting now', value: decisions.get('pending') ?? 0 },
    ],
    tables: [
      {
        id: 'by_job',
        title: 'By job',
        empty: 'No run.',
        columns: [
          { key: 'job', title: 'Job', weight: 3 },
          { key: 'type', title: 'Type', weight: 2.4 },
          { key: 'runs', title: 'Runs', weight: 1, align: 'right' },
          { key: 'succeeded', title: 'Succeeded', weight: 1.2, align: 'right' },
          { key: 'failed', title: 'Failed', weight: 1, align: 'right' },
          { key: 'skipped', title: 'Skipped', weight: 1, align: 'right' },
          { key: 'cancelled', title: 'Cancelled', weight: 1.2, align: 'right' },
          { key: 'open', title: 'Not ended', weight: 1.2, align: 'right' },
        ],
        rows: [...jobs.values()].map(({ name, type, by }) => {
          const open = (by.queued ?? 0) + (by.running ?? 0) + (by.pending_approval ?? 0);
          const ended = ['succeeded', 'failed', 'skipped', 'cancelled'].map((status) => by[status] ?? 0);
          return [name, type, ended.reduce((total, count) => total + count, open), ...ended, open];
        }),
      },
      {
        id: 'reasons',
        title: 'Why runs failed or did not take place',
        empty: 'None failed, none was skipped.',
        columns: [
          { key: 'status', title: 'Outcome', weight: 1.2 },
          { key: 'reason', title: 'Reason', weight: 2.2 },
          { key: 'runs', title: 'Runs', weight: 0.8, align: 'right' },
          { key: 'last_at', title: 'Last', weight: 2.2 },
          { key: 'message', title: 'What the last one said', weight: 6 },
        ],
        rows: reasons.map((row) => [row.status, row.reason, row.count, row.last_at, row.example]),
      },
    ],
  };

  yield {
    id: 'runs',
    title: 'Runs',
    text: [],
    facts: [],
    tables: [
      runTable(reading, filter, 'failed', 'Failed', ['failed'], 'None failed.'),
      runTable(reading, filter, 'skipped', 'Due, but did not take place', ['skipped'], 'None was skipped.'),
      runTable(reading, filter, 'all', 'All runs', null, 'No run.'),
    ],
  };

  yield {
    id: 'approvals',
    title: 'Approvals',
    text: [],
    facts: [],
    tables: [
      {
        id: 'decided',
        title: 'Decided in the period',
        empty: 'None was decided.',
        columns: [
          { key: 'id', title: 'Id', weight: 0.8, align: 'right' },
          { key: 'title', title: 'Approval', weight: 3 },
          { key: 'target_system', title: 'Where', weight: 2.6 },
          { key: 'decision', title: 'Decision', weight: 1.4 },
          { key: 'changes', title: 'Changes', weight: 1.1, align: 'right' },
          { key: 'submitted_by', title: 'Asked by', weight: 2 },
          { key: 'submitted_at', title: 'Asked', weight: 2 },
          { key: 'decided_by', title: 'Decided by', weight: 2 },
          { key: 'decided_at', title: 'Decided', weight: 2 },
          { key: 'reason', title: 'Reason', weight: 2.4 },
          { key: 'plan_sha256', title: 'Plan (SHA-256)', weight: 3 },
        ],
        rows: pageByPage(
          reading,
          (tx, after: DecisionRow | null, limit) => pageOfDecisions(tx, filter, after, limit),
          (row) => [
            row.id,
            row.title,
            row.target_system,
            row.status,
            row.steps,
            labelOf(row.submitted_by),
            row.submitted_at,
            labelOf(row.decided_by),
            row.decided_at,
            row.decision_reason,
            row.plan_hash,
          ],
        ),
      },
    ],
  };
}

const runColumns: Column[] = [
  { key: 'id', title: 'Run', weight: 0.9, align: 'right' },
  { key: 'job', title: 'Job', weight: 2.4 },
  { key: 'status', title: 'Outcome', weight: 1.4 },
  { key: 'trigger', title: 'Started by', weight: 1.2 },
  { key: 'requested_by', title: 'Who', weight: 2 },
  { key: 'scheduled_for', title: 'Due', weight: 2 },
  { key: 'started_at', title: 'Started', weight: 2 },
  { key: 'ended_at', title: 'Ended', weight: 2 },
  { key: 'duration_seconds', title: 'Seconds', weight: 1.1, align: 'right' },
  { key: 'attempt', title: 'Attempt', weight: 0.9, align: 'right' },
  { key: 'approval_id', title: 'Approval', weight: 1, align: 'right' },
  { key: 'reason', title: 'Reason', weight: 1.8 },
  { key: 'message', title: 'Message', weight: 3.6 },
];

function runTable(
  reading: Reading,
  filter: ActivityFilter,
  id: string,
  title: string,
  statuses: readonly string[] | null,
  empty: string,
): Table {
  return {
    id,
    title,
    empty,
    columns: runColumns,
    rows: pageByPage(
      reading,
      (tx, after: RunRow | null, limit) => pageOfRuns(tx, filter, statuses, after, limit),
      (row) => [
        row.id,
        row.job_name,
        row.status,
        row.trigger,
        labelOf(row.requested_by),
        row.scheduled_for,
        row.started_at,
        row.ended_at,
        row.started_at === null || row.ended_at === null
          ? null
          : (row.ended_at.getTime() - row.started_at.getTime()) / 1000,
        row.attempt,
        row.approval_id,
        row.error_code,
        row.error,
      ],
    ),
  };
}

function labelOf(actor: Json): string {
  const label = (actor as { label?: unknown } | null)?.label;
  return typeof label === 'string' ? label : '';
}
