import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../core/json.ts';

/** A jsonb column: read as a value, written as its text (`JSON.stringify`), so that arrays stay JSON. */
export type Jsonb<T = Json> = ColumnType<T, string, string>;
type JsonbWithDefault<T = Json> = ColumnType<T, string | undefined, string>;
type At = ColumnType<Date, Date | string, Date | string>;
type AtOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type AtWithDefault = ColumnType<Date, Date | string | undefined, Date | string>;
/** Assigned by the database. */
type Id = ColumnType<number, never, never>;

export type OrganizationsTable = {
  id: Id;
  name: string;
  time_zone: Generated<string>;
  settings: JsonbWithDefault;
  created_at: AtWithDefault;
};

export type UsersTable = {
  id: Id;
  email: string;
  name: Generated<string>;
  password_hash: string | null;
  supabase_id: string | null;
  oidc_issuer: string | null;
  oidc_subject: string | null;
  support: Generated<boolean>;
  failed_sign_ins: Generated<number>;
  locked_until: AtOrNull;
  created_at: AtWithDefault;
  last_active_at: AtOrNull;
};

export type MembershipsTable = {
  organization_id: number;
  user_id: number;
  role: string;
  created_at: AtWithDefault;
};

export type InvitationsTable = {
  id: Id;
  organization_id: number;
  email: string;
  role: string;
  token_hash: string;
  invited_by: number | null;
  created_at: AtWithDefault;
  expires_at: At;
  accepted_at: AtOrNull;
  revoked_at: AtOrNull;
};

export type SessionsTable = {
  id: Id;
  user_id: number;
  organization_id: number | null;
  kind: string;
  token_hash: string;
  family: string;
  created_at: AtWithDefault;
  last_used_at: AtOrNull;
  expires_at: At;
  revoked_at: AtOrNull;
  user_agent: string | null;
};

export type OneTimeTokensTable = {
  token_hash: string;
  purpose: string;
  user_id: number | null;
  organization_id: number | null;
  payload: JsonbWithDefault;
  expires_at: At;
};

export type ApiKeysTable = {
  id: Id;
  organization_id: number;
  created_by: number;
  name: string;
  prefix: string;
  key_hash: string;
  role: string;
  created_at: AtWithDefault;
  last_used_at: AtOrNull;
  expires_at: AtOrNull;
  revoked_at: AtOrNull;
};

export type AuditEventsTable = {
  organization_id: number;
  sequence: number;
  at: At;
  action: string;
  actor_kind: string;
  actor_id: number | null;
  actor_label: string;
  target_type: string;
  target_id: string;
  outcome: string;
  detail: JsonbWithDefault;
  request_id: string | null;
  previous_hash: string;
  hash: string;
};

export type AuditChainsTable = {
  organization_id: number;
  sequence: Generated<number>;
  hash: string;
};

export type OutboxEventsTable = {
  id: Id;
  organization_id: number;
  type: string;
  payload: Jsonb;
  created_at: AtWithDefault;
  dispatched_at: AtOrNull;
};

export type IdempotencyKeysTable = {
  organization_id: number;
  actor: string;
  key: string;
  request_hash: string;
  status: number | null;
  response: ColumnType<Json | null, string | null | undefined, string | null>;
  created_at: AtWithDefault;
};

export type ProvidersTable = {
  id: Id;
  organization_id: number;
  type: string;
  name: string;
  account_id: string;
  auth_method: string;
  settings: JsonbWithDefault;
  credentials: Buffer | null;
  credentials_key_id: string | null;
  write_credentials: Generated<Buffer | null>;
  write_credentials_key_id: Generated<string | null>;
  write_principal: Generated<string | null>;
  status: string;
  error_message: string | null;
  last_synced_at: AtOrNull;
  created_by: number | null;
  created_at: AtWithDefault;
  disconnected_at: AtOrNull;
};

export type SyncRunsTable = {
  id: Id;
  organization_id: number;
  provider_id: number;
  execution_id: number | null;
  status: string;
  started_at: At;
  ended_at: AtOrNull;
  found: Generated<number>;
  created: Generated<number>;
  updated: Generated<number>;
  unchanged: Generated<number>;
  deleted: Generated<number>;
  unreadable: Generated<number>;
  error: string | null;
};

export type SourceOutcomesTable = {
  id: Id;
  organization_id: number;
  provider_id: number;
  sync_run_id: number;
  source: string;
  region: string;
  outcome: string;
  fetched: Generated<number>;
  gaps: JsonbWithDefault;
  started_at: At;
  duration_ms: number;
};

export type InventoryScopesTable = {
  id: Id;
  organization_id: number;
  provider_id: number;
  source: string;
  region: string;
  last_attempt_at: AtOrNull;
  last_complete_at: AtOrNull;
  last_outcome: string | null;
};

export type ResourcesTable = {
  id: Id;
  organization_id: number;
  provider_id: number;
  scope_id: number;
  external_id: string;
  name: string;
  type: string;
  region: string;
  status: string;
  tags: JsonbWithDefault;
  content_hash: string;
  version_id: number;
  unreadable_count: Generated<number>;
  first_seen_at: At;
  last_seen_at: At;
  changed_at: At;
  deleted_at: AtOrNull;
};

export type ResourceVersionsTable = {
  id: Id;
  organization_id: number;
  resource_id: number;
  content_hash: string;
  configuration: Jsonb;
  unreadable: JsonbWithDefault;
  observed_at: At;
};

export type ResourceStatusChangesTable = {
  id: Id;
  organization_id: number;
  resource_id: number;
  from_status: string | null;
  to_status: string;
  at: At;
};

export type ResourceTagsTable = {
  organization_id: number;
  resource_id: number;
  key: string;
  value: string;
  status: string;
};

export type InventoryCountsTable = {
  organization_id: number;
  provider_id: number;
  type: string;
  region: string;
  status: string;
  count: number;
};

export type BaselinesTable = {
  id: Id;
  organization_id: number;
  resource_id: number;
  version_id: number;
  source: string;
  description: Generated<string>;
  created_by: number | null;
  captured_at: At;
};

export type DriftsTable = {
  id: Id;
  organization_id: number;
  provider_id: number;
  resource_id: number;
  attribute: string;
  type: string;
  severity: string;
  severity_rule: string;
  status: string;
  summary: string;
  baseline_id: number | null;
  baseline_version_id: number;
  current_version_id: number;
  changes: Jsonb;
  violated_control_ids: JsonbWithDefault;
  attribution: ColumnType<Json | null, string | null | undefined, string | null>;
  detected_at: At;
  last_seen_at: At;
  detected_by_execution_id: number | null;
  resolved_at: AtOrNull;
  resolved_by: number | null;
  resolution_reason: string | null;
  resolution_note: string | null;
};

export type DriftRulesTable = {
  id: Id;
  organization_id: number;
  path_pattern: string;
  resource_type: string | null;
  resource_id: number | null;
  reason: string;
  expires_at: AtOrNull;
  created_by: number | null;
  created_at: AtWithDefault;
  deleted_at: AtOrNull;
};

export type JobsTable = {
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

export type JobExecutionsTable = {
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
  plan: ColumnType<Json | null, string | null | undefined, string | null>;
  plan_hash: string | null;
  approval_id: number | null;
  result: ColumnType<Json | null, string | null | undefined, string | null>;
  log_lines: Generated<number>;
};

export type JobRevisionsTable = {
  job_id: number;
  revision: number;
  organization_id: number;
  at: At;
  changed_by: Jsonb;
  change: string;
  definition: Jsonb;
};

export type ExecutionLogChunksTable = {
  execution_id: number;
  first_sequence: number;
  last_sequence: number;
  organization_id: number;
  levels: Jsonb<Record<string, number>>;
  lines: string;
};

export type ExecutionStepsTable = {
  execution_id: number;
  position: number;
  organization_id: number;
  step: Jsonb;
  status: string;
  idempotency_key: string;
  observed_before: ColumnType<Json | null, string | null | undefined, string | null>;
  observed_after: ColumnType<Json | null, string | null | undefined, string | null>;
  error: string | null;
  at: At;
};

export type ApprovalsTable = {
  id: Id;
  organization_id: number;
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

export type AlertsTable = {
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
};

export type AlertEventsTable = {
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

export type ExecutionEffectsTable = {
  execution_id: number;
  organization_id: number;
  kind: string;
  target_id: number;
  effect: string;
};

export type SigningKeysTable = {
  id: string;
  public_key: Buffer;
  private_key: Buffer;
  private_key_sealed_by: string;
  created_at: At;
  retired_at: AtOrNull;
};

export type AuditCheckpointsTable = {
  organization_id: number;
  size: number;
  root_hash: Buffer;
  signed_at: At;
  key_id: string;
  signature: Buffer;
};

export type AuditTreeTilesTable = {
  organization_id: number;
  height: number;
  position: number;
  hashes: Buffer;
  root_hash: Buffer;
};

export type EvidencePackagesTable = {
  id: string;
  organization_id: number;
  subject_kind: string;
  subject_id: string;
  records: number;
  root_hash: Buffer;
  sealed_at: At;
  sealed_by: Jsonb;
};

export type EvidenceRecordsTable = {
  package_id: string;
  position: number;
  organization_id: number;
  kind: string;
  sha256: Buffer;
  content: string;
};

export type EvidenceSignaturesTable = {
  package_id: string;
  organization_id: number;
  key_id: string;
  signature: Buffer;
  signed_at: At;
};

export type ReportsTable = {
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

export type ReportChunksTable = {
  report_id: string;
  position: number;
  organization_id: number;
  execution_id: number;
  content: Buffer;
};

export type ReportDeliveriesTable = {
  report_id: string;
  recipient: string;
  organization_id: number;
  user_id: number | null;
  status: string;
  error: string | null;
  at: At;
  opened_at: AtOrNull;
};

/** Every table, as the migrations make them. */
export type Tables = {
  organizations: OrganizationsTable;
  users: UsersTable;
  memberships: MembershipsTable;
  invitations: InvitationsTable;
  sessions: SessionsTable;
  one_time_tokens: OneTimeTokensTable;
  api_keys: ApiKeysTable;
  audit_events: AuditEventsTable;
  audit_chains: AuditChainsTable;
  signing_keys: SigningKeysTable;
  audit_checkpoints: AuditCheckpointsTable;
  audit_tree_tiles: AuditTreeTilesTable;
  evidence_packages: EvidencePackagesTable;
  evidence_records: EvidenceRecordsTable;
  evidence_signatures: EvidenceSignaturesTable;
  outbox_events: OutboxEventsTable;
  idempotency_keys: IdempotencyKeysTable;
  providers: ProvidersTable;
  sync_runs: SyncRunsTable;
  source_outcomes: SourceOutcomesTable;
  inventory_scopes: InventoryScopesTable;
  resources: ResourcesTable;
  resource_versions: ResourceVersionsTable;
  resource_status_changes: ResourceStatusChangesTable;
  resource_tags: ResourceTagsTable;
  inventory_counts: InventoryCountsTable;
  baselines: BaselinesTable;
  drifts: DriftsTable;
  drift_rules: DriftRulesTable;
  jobs: JobsTable;
  job_executions: JobExecutionsTable;
  job_revisions: JobRevisionsTable;
  execution_log_chunks: ExecutionLogChunksTable;
  execution_steps: ExecutionStepsTable;
  approvals: ApprovalsTable;
  execution_effects: ExecutionEffectsTable;
  alerts: AlertsTable;
  alert_events: AlertEventsTable;
  reports: ReportsTable;
  report_chunks: ReportChunksTable;
  report_deliveries: ReportDeliveriesTable;
};
