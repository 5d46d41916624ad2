import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Unseen, VerdictStatus } from '../../../core/verdict.ts';
import type { At, AtOrNull, Id, Jsonb, JsonbWithDefault } from './columns.ts';

type ComplianceCataloguesTable = {
  organization_id: number;
  catalogue: string;
  type: string;
  control_ids: string[];
};

type ComplianceAccountsTable = {
  provider_id: number;
  organization_id: number;
  surroundings: JsonbWithDefault<Record<string, string>>;
  judged_at: AtOrNull;
  held_by: string | null;
  held_until: AtOrNull;
};

type ComplianceJudgementsTable = {
  resource_id: number;
  organization_id: number;
  provider_id: number;
  version_id: number;
  type: string;
  catalogue: string;
  statuses: string;
  looks: Generated<number[]>;
  resource_changed_at: At;
  judged_at: At;
};

type ComplianceMembersTable = {
  resource_id: number;
  organization_id: number;
  provider_id: number;
  type: string;
  version_id: number;
  resource_changed_at: At;
  looks: number[];
};

type ComplianceFindingsTable = {
  id: Id;
  organization_id: number;
  provider_id: number;
  resource_id: number;
  control_id: string;
  control_version: number;
  status: 'fail' | 'unknown';
  severity: string;
  message: string;
  evidence: JsonbWithDefault;
  unseen: JsonbWithDefault<Unseen[]>;
  fingerprint: string;
  version_id: number;
  first_seen_at: At;
  failed_at: AtOrNull;
  changed_at: At;
  resolved_at: AtOrNull;
};

type FrameworkEnablementsTable = {
  id: Id;
  organization_id: number;
  framework_id: string;
  version: string;
  provider_ids: Generated<number[]>;
  regions: Generated<string[]>;
  tags: JsonbWithDefault<Record<string, string>>;
  enabled_by: Jsonb;
  enabled_at: At;
  disabled_by: ColumnType<Json | null, string | null | undefined, string | null>;
  disabled_at: AtOrNull;
};

type ControlStatus = VerdictStatus | 'excepted';
type RequirementStatus = ControlStatus | 'manual' | 'attested' | 'not_automated';
type Score = { passed: number; evaluated: number; total: number; score: number | null };
/** A resource that an assessment names with a control. */
type NamedResource = {
  resource_id: number;
  resource_name: string;
  external_id: string;
  type: string;
  region: string;
  provider_id: number;
  status: 'fail' | 'unknown' | 'excepted';
  message: string;
  version_id: number;
  fingerprint: string;
  first_seen_at: string | null;
};

type AssessmentsTable = {
  id: Id;
  organization_id: number;
  framework_id: string;
  framework_version: string;
  framework_title: string;
  status: string;
  trigger: string;
  as_of: AtOrNull;
  started_at: At;
  ended_at: At;
  scope: Jsonb<{ provider_ids: number[]; regions: string[]; tags: Record<string, string> }>;
  scope_key: string;
  passed: number;
  evaluated: number;
  total: number;
  counts: Jsonb<Record<RequirementStatus, number>>;
  weighted_score: number | null;
  categories: Jsonb<(Score & { id: string; title: string })[]>;
  providers: Jsonb<(Score & { provider_id: number; name: string })[]>;
  newly_failing: Jsonb<string[]>;
  newly_passing: Jsonb<string[]>;
  execution_id: number;
  previous_id: number | null;
};

type AssessmentControlsTable = {
  assessment_id: number;
  control_id: string;
  organization_id: number;
  control_version: number;
  title: string;
  severity: Severity;
  status: ControlStatus;
  counts: Jsonb<Record<ControlStatus, number>>;
  /** By account. */
  statuses: Jsonb<Record<string, ControlStatus>>;
  failing_since: AtOrNull;
  unlisted: JsonbWithDefault<Unseen[]>;
  resources: Jsonb<NamedResource[]>;
};

type AssessmentResultsTable = {
  assessment_id: number;
  position: number;
  organization_id: number;
  requirement_id: string;
  title: string;
  category: string;
  levels: Generated<string[]>;
  status: RequirementStatus;
  statuses: Jsonb<Record<string, RequirementStatus>>;
  control_ids: string[];
  manual: string | null;
};

export type ComplianceTables = {
  compliance_catalogues: ComplianceCataloguesTable;
  compliance_accounts: ComplianceAccountsTable;
  compliance_judgements: ComplianceJudgementsTable;
  compliance_members: ComplianceMembersTable;
  compliance_findings: ComplianceFindingsTable;
  framework_enablements: FrameworkEnablementsTable;
  assessments: AssessmentsTable;
  assessment_controls: AssessmentControlsTable;
  assessment_results: AssessmentResultsTable;
};
