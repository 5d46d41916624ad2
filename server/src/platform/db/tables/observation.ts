import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { At, AtOrNull, AtWithDefault, Id, Jsonb, JsonbWithDefault } from './columns.ts';

type ProvidersTable = {
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

type SyncRunsTable = {
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

type SourceOutcomesTable = {
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

type InventoryScopesTable = {
  id: Id;
  organization_id: number;
  provider_id: number;
  source: string;
  region: string;
  last_attempt_at: AtOrNull;
  last_complete_at: AtOrNull;
  last_outcome: string | null;
};

type ResourcesTable = {
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

type ResourceVersionsTable = {
  id: Id;
  organization_id: number;
  resource_id: number;
  content_hash: string;
  configuration: Jsonb;
  unreadable: JsonbWithDefault;
  observed_at: At;
};

type ResourceStatusChangesTable = {
  id: Id;
  organization_id: number;
  resource_id: number;
  from_status: string | null;
  to_status: string;
  at: At;
};

type ResourceTagsTable = {
  organization_id: number;
  resource_id: number;
  key: string;
  value: string;
  status: string;
};

type InventoryCountsTable = {
  organization_id: number;
  provider_id: number;
  type: string;
  region: string;
  status: string;
  count: number;
};

type BaselinesTable = {
  id: Id;
  organization_id: number;
  resource_id: number;
  version_id: number;
  source: string;
  description: Generated<string>;
  created_by: number | null;
  captured_at: At;
};

type DriftsTable = {
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
  known: ColumnType<Json | null, string | null | undefined, string | null>;
  worsened_at: AtOrNull;
};

type DriftRulesTable = {
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

export type ObservationTables = {
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
};
