import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Actor } from '../../../core/scope.ts';
import type { At, AtOrNull, Id, Jsonb, JsonbWithDefault } from './columns.ts';

type JsonbOrNull = ColumnType<Json | null, string | null | undefined, string | null>;

type RemediationsTable = {
  id: Id;
  organization_id: number;
  remediation_type: string;
  resource_id: number;
  resource_name: string;
  resource_type: string;
  region: string;
  external_id: string;
  provider_id: number;
  finding_type: string;
  drift_id: number | null;
  control_id: string | null;
  severity: string;
  finding_summary: string;
  finding_before: Jsonb;
  finding_after: JsonbOrNull;
  status: Generated<string>;
  active: Generated<boolean>;
  plan: JsonbOrNull;
  by_hand: JsonbOrNull;
  execution_id: number | null;
  undo_execution_id: number | null;
  step: number | null;
  finding_gone: boolean | null;
  policy_id: number | null;
  requested_by: Jsonb;
  note: string | null;
  error_code: string | null;
  error: string | null;
  created_at: At;
  executed_at: AtOrNull;
  rollback_until: AtOrNull;
  ended_at: AtOrNull;
};

type RemediationEventsTable = {
  id: Id;
  organization_id: number;
  remediation_id: number;
  at: At;
  kind: string;
  actor: Jsonb<Actor>;
  note: string | null;
};

type RemediationPoliciesTable = {
  id: Id;
  organization_id: number;
  remediation_type: string;
  scope: Jsonb;
  maximum_severity: string;
  daily_limit: number;
  reason: string;
  expires_at: At;
  status: Generated<string>;
  revision: Generated<number>;
  proposed_by: Jsonb;
  proposed_at: At;
  approved_by: JsonbOrNull;
  approved_at: AtOrNull;
  revoked_by: JsonbOrNull;
  revoked_at: AtOrNull;
};

type RemediationSettingsTable = {
  organization_id: number;
  require_approval: Generated<boolean>;
  auto_execute: Generated<boolean>;
  rollback_window_minutes: Generated<number>;
  maximum_open: Generated<number>;
  overrides: JsonbWithDefault;
  updated_by: Jsonb;
  updated_at: At;
};

export type RemediationTables = {
  remediations: RemediationsTable;
  remediation_events: RemediationEventsTable;
  remediation_policies: RemediationPoliciesTable;
  remediation_settings: RemediationSettingsTable;
};
