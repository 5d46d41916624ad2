import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { At, AtOrNull, Id, Jsonb } from './columns.ts';

type RecommendationsTable = {
  id: Id;
  organization_id: number;
  provider_id: number;
  matter: string;
  rule_id: string;
  rule_version: number;
  type: string;
  resource_type: string;
  title: string;
  advice: Jsonb;
  rule_advice: Jsonb<{
    explanation: string;
    steps: { text: string; commands: string[] }[];
    impact: string;
    side_effects: string[];
    references: string[];
  }>;
  severity: string;
  priority: string;
  risk_reduction: number | null;
  exposure: string;
  effort_minutes: number;
  savings_low_cents: number | null;
  savings_high_cents: number | null;
  savings_assumption: string | null;
  resource_count: number;
  finding_type: string;
  finding_id: number | null;
  control_ids: string[];
  facts: Jsonb<string[]>;
  content_hash: string;
  remediation_type: string | null;
  generator: Generated<string>;
  generator_note: string | null;
  model_run_id: number | null;
  status: Generated<string>;
  status_note: string | null;
  status_by: ColumnType<Json | null, string | null | undefined, string | null>;
  status_at: AtOrNull;
  remediation_id: number | null;
  created_at: At;
  updated_at: At;
};

type RecommendationResourcesTable = {
  recommendation_id: number;
  resource_id: number;
  organization_id: number;
  version_id: number;
  findings: Jsonb;
};

type RecommendationSettingsTable = {
  organization_id: number;
  automatic: boolean;
  model_enabled: boolean;
  redaction: string;
  daily_requests: number;
  daily_tokens: number;
  updated_by: Jsonb;
  updated_at: At;
};

type RecommendationModelRunsTable = {
  id: Id;
  organization_id: number;
  execution_id: number;
  advisor: string;
  model: string;
  prompt_revision: string;
  redaction: string;
  evidence_sha256: string;
  recommendation_ids: number[];
  status: string;
  accepted: Generated<number>;
  note: string | null;
  attempts: Generated<number>;
  input_tokens: number;
  output_tokens: number;
  started_at: At;
  duration_ms: number | null;
};

export type RecommendationTables = {
  recommendations: RecommendationsTable;
  recommendation_resources: RecommendationResourcesTable;
  recommendation_settings: RecommendationSettingsTable;
  recommendation_model_runs: RecommendationModelRunsTable;
};
