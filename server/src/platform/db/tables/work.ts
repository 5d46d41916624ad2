import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { PlanStep } from '../../../core/plan.ts';
import type { At, AtOrNull, AtWithDefault, Id, Jsonb, JsonbWithDefault } from './columns.ts';

type JobsTable = {
  id: Id;
  organization_id: number;
  type: string;
  name: string;
  platform: Generated<boolean>;
  state: Generated<string>;
  configuration: JsonbWithDefault;
  timing: ColumnType<Json | null, string | null | undefined, string | null>;
  time_zone: Generated<string>;
  gap_policy: Generated<string>;
  overlap_policy_at_clock_change: Generated<string>;
  missed_policy: Generated<string>;
  maximum_lateness_seconds: Generated<number>;
  overlap_policy: Generated<string>;
  jitter_seconds: Generated<number>;
  blackout: JsonbWithDefault;
  depends_on: JsonbWithDefault;
  timeout_seconds: number | null;
  retry_attempts: Generated<number>;
  retry_backoff_seconds: Generated<number>;
  approver_id: number | null;
  state_changed_by: ColumnType<Json | null, string | null | undefined, string | null>;
  state_changed_at: AtOrNull;
  version: Generated<number>;
  next_run_at: AtOrNull;
  created_by: number | null;
  created_at: AtWithDefault;
  updated_at: AtWithDefault;
  deleted_at: AtOrNull;
};

type JobExecutionsTable = {
  id: Id;
  organization_id: number;
  job_id: number;
  job_type: string;
  trigger: string;
  status: string;
  scheduled_for: AtOrNull;
  parameters: JsonbWithDefault;
  requested_by: Jsonb;
  queued_at: At;
  started_at: AtOrNull;
  ended_at: AtOrNull;
  timeout_seconds: number;
  worker: string | null;
  lease_until: AtOrNull;
  cancel_requested_at: AtOrNull;
  progress: ColumnType<Json | null, string | null | undefined, string | null>;
  counts: JsonbWithDefault;
  findings_count: Generated<number>;
  error_code: string | null;
  error: string | null;
  audit_sequence: number | null;
  phase: Generated<string>;
  attempt: Generated<number>;
  attempt_started_at: AtOrNull;
  retry_of: number | null;
  not_before: AtOrNull;
  job_version: Generated<number>;
  type_version: Generated<number>;
  may_have_written: Generated<boolean>;
  exclusive: Generated<boolean>;
  held: Generated<boolean>;
  holds: string | null;
  most_at_once: Generated<number>;
  place: Generated<number>;
  plan: ColumnType<Json | null, string | null | undefined, string | null>;
  plan_hash: string | null;
  approval_id: number | null;
  result: ColumnType<Json | null, string | null | undefined, string | null>;
  log_lines: Generated<number>;
};

type JobRevisionsTable = {
  job_id: number;
  revision: number;
  organization_id: number;
  at: At;
  changed_by: Jsonb;
  change: string;
  definition: Jsonb;
};

type ExecutionLogChunksTable = {
  execution_id: number;
  first_sequence: number;
  last_sequence: number;
  organization_id: number;
  levels: Jsonb<Record<string, number>>;
  lines: string;
};

type ExecutionStepsTable = {
  execution_id: number;
  position: number;
  organization_id: number;
  step: Jsonb<PlanStep>;
  status: 'planned' | 'writing' | 'done' | 'failed' | 'not_started';
  idempotency_key: string;
  observed_before: ColumnType<Json | null, string | null | undefined, string | null>;
  observed_after: ColumnType<Json | null, string | null | undefined, string | null>;
  error: string | null;
  at: At;
};

type ApprovalsTable = {
  id: Id;
  organization_id: number;
  type: Generated<string>;
  subject_kind: string;
  subject_id: number;
  title: string;
  priority: Generated<string>;
  target_system: string;
  justification: string;
  plan: Jsonb;
  plan_hash: string;
  submitted_by: Jsonb;
  excluded_user_ids: Generated<number[]>;
  assignee_ids: Generated<number[]>;
  status: Generated<string>;
  submitted_at: At;
  expires_at: At;
  next_reminder_at: AtOrNull;
  escalated_at: AtOrNull;
  decided_by: ColumnType<Json | null, string | null | undefined, string | null>;
  decided_at: AtOrNull;
  decision_reason: string | null;
};

type ExecutionEffectsTable = {
  execution_id: number;
  organization_id: number;
  kind: string;
  target_id: number;
  effect: string;
};

type AlertsTable = {
  id: Id;
  organization_id: number;
  fingerprint: string;
  type: string;
  severity: string;
  status: Generated<string>;
  title: string;
  description: string;
  source_kind: string;
  source_id: number;
  source_name: string;
  evidence_kind: string | null;
  evidence_id: number | null;
  condition: ColumnType<Json | null, string | null | undefined, string | null>;
  occurrences: Generated<number>;
  first_at: At;
  opened_at: At;
  last_at: At;
  acknowledged_by: ColumnType<Json | null, string | null | undefined, string | null>;
  acknowledged_at: AtOrNull;
  resolved_by: ColumnType<Json | null, string | null | undefined, string | null>;
  resolved_at: AtOrNull;
  resolution: string | null;
  resolution_note: string | null;
  resource_id: number | null;
  resource_name: string | null;
  resource_type: string | null;
  provider_id: number | null;
  attribute: string | null;
  source_key: string | null;
  muted_until: AtOrNull;
  muted_by: ColumnType<Json | null, string | null | undefined, string | null>;
  mute_note: string | null;
  assignee_id: number | null;
  assigned_by: ColumnType<Json | null, string | null | undefined, string | null>;
  assigned_at: AtOrNull;
  openings: JsonbWithDefault<string[]>;
  flapping_until: AtOrNull;
  announced_at: AtOrNull;
  announce_due_at: AtOrNull;
  worsened_at: AtOrNull;
  first_check: Generated<boolean>;
};

type AlertMappingsTable = {
  alert_id: number;
  control_id: string;
  organization_id: number;
  severity: string;
  since: At;
  ended_at: AtOrNull;
  elsewhere: JsonbWithDefault<number[]>;
};

type AlertEventsTable = {
  id: Id;
  organization_id: number;
  alert_id: number;
  at: At;
  kind: string;
  actor: Jsonb;
  note: string | null;
  evidence_kind: string | null;
  evidence_id: number | null;
  outbox_event_id: number | null;
};

type ReportsTable = {
  id: string;
  organization_id: number;
  kind: string;
  format: string;
  title: string;
  as_of: At;
  period_from: At;
  time_zone: string;
  parameters: Jsonb;
  coverage: Jsonb;
  row_count: number;
  bytes: number;
  sha256: string;
  chunks: number;
  execution_id: number;
  created_at: At;
};

type ReportChunksTable = {
  report_id: string;
  position: number;
  organization_id: number;
  execution_id: number;
  content: Buffer;
};

type ReportDeliveriesTable = {
  report_id: string;
  recipient: string;
  organization_id: number;
  user_id: number | null;
  status: string;
  error: string | null;
  at: At;
  opened_at: AtOrNull;
};

export type WorkTables = {
  jobs: JobsTable;
  job_executions: JobExecutionsTable;
  job_revisions: JobRevisionsTable;
  execution_log_chunks: ExecutionLogChunksTable;
  execution_steps: ExecutionStepsTable;
  approvals: ApprovalsTable;
  execution_effects: ExecutionEffectsTable;
  alerts: AlertsTable;
  alert_mappings: AlertMappingsTable;
  alert_events: AlertEventsTable;
  reports: ReportsTable;
  report_chunks: ReportChunksTable;
  report_deliveries: ReportDeliveriesTable;
};
