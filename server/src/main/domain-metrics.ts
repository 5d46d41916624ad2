import { sql } from 'kysely';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { systemScope } from '../core/scope.ts';
import type { Database } from '../platform/db/database.ts';

const freshForMs = 15_000;
const why = systemScope('metrics count over all organisations');

type Count = { name: string; help: string; labels: string[]; read: string };

/** Counted when they are asked for. A scraper sees all organisations of the installation together. */
const counts: Count[] = [
  {
    name: 'infraudit_alerts_open_total',
    help: 'Alerts that are not resolved, by severity and type.',
    labels: ['severity', 'type'],
    read: `SELECT severity, type, count(*) AS count FROM alerts WHERE status <> 'resolved' GROUP BY 1, 2`,
  },
  {
    name: 'infraudit_drifts_total',
    help: 'Drifts by severity and status.',
    labels: ['severity', 'status'],
    read: 'SELECT severity, status, count(*) AS count FROM drifts GROUP BY 1, 2',
  },
  {
    name: 'infraudit_providers_total',
    help: 'Connected accounts by type and status.',
    labels: ['type', 'status'],
    read: 'SELECT type, status, count(*) AS count FROM providers WHERE disconnected_at IS NULL GROUP BY 1, 2',
  },
  {
    name: 'infraudit_resources_total',
    help: 'Resources that exist, by type of provider.',
    labels: ['provider_type'],
    read: `SELECT p.type AS provider_type, coalesce(sum(c.count), 0)::bigint AS count FROM inventory_counts c
      JOIN providers p ON p.id = c.provider_id WHERE c.status <> 'deleted' GROUP BY 1`,
  },
];

export type ExecutionEnded = { type: string; status: string; durationSeconds: number };

/** Registers the published instruments of the domain; the result hears of ended executions. */
export function registerDomainMetrics(
  registry: Registry,
  database: Database,
): (ended: ExecutionEnded) => void {
  for (const count of counts) registerCount(registry, database, count);
  const executions = new Counter({
    name: 'infraudit_job_executions_total',
    help: 'Ended executions by job type and status.',
    labelNames: ['job_type', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'infraudit_job_duration_seconds',
    help: 'Duration of executions by job type.',
    labelNames: ['job_type'],
    buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800],
    registers: [registry],
  });
  const lastSuccess = new Gauge({
    name: 'infraudit_job_last_success_timestamp',
    help: 'When an execution of this job type last succeeded here, as Unix time.',
    labelNames: ['job_type'],
    registers: [registry],
  });
  return ({ type, status, durationSeconds }) => {
    executions.inc({ job_type: type, status });
    duration.observe({ job_type: type }, durationSeconds);
    if (status === 'succeeded') lastSuccess.setToCurrentTime({ job_type: type });
  };
}

export type OccurrenceSettled = { type: string; outcome: string; lagSeconds: number };

/** What became of due instants, and how late the scheduler saw them; the result hears of each. */
export function registerSchedulerMetrics(registry: Registry): (settled: OccurrenceSettled) => void {
  const occurrences = new Counter({
    name: 'infraudit_job_occurrences_total',
    help: 'Due instants by job type and outcome: queued, or why they were skipped.',
    labelNames: ['job_type', 'outcome'],
    registers: [registry],
  });
  const lag = new Histogram({
    name: 'infraudit_scheduler_lag_seconds',
    help: 'From a due instant to the moment at which the scheduler put it on the queue.',
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 120, 600, 3600],
    registers: [registry],
  });
  return ({ type, outcome, lagSeconds }) => {
    occurrences.inc({ job_type: type, outcome });
    if (outcome === 'queued') lag.observe(Math.max(0, lagSeconds));
  };
}

function registerCount(registry: Registry, database: Database, count: Count): void {
  let readAt = Number.NEGATIVE_INFINITY;
  new Gauge({
    name: count.name,
    help: count.help,
    labelNames: count.labels,
    registers: [registry],
    async collect() {
      if (performance.now() - readAt < freshForMs) return;
      const { rows } = await database.asSystem(why, (tx) =>
        sql.raw<Record<string, string> & { count: number }>(count.read).execute(tx.sql),
      );
      readAt = performance.now();
      this.reset();
      for (const row of rows)
        this.set(
          Object.fromEntries(count.labels.map((label) => [label, row[label] ?? ''])),
          Number(row.count),
        );
    },
  });
}
