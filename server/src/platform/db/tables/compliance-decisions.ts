import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { At, AtOrNull, Id, Jsonb, JsonbWithDefault } from './columns.ts';

type JsonbOrNull<T = Json> = ColumnType<T | null, string | null | undefined, string | null>;
/** Who acted, as `tx.scope.actor` was then. */
type StoredActor = { kind: string; label: string };

type CustomControlsTable = {
  id: Id;
  organization_id: number;
  control_id: string;
  version: number;
  enabled: Generated<boolean>;
  created_at: At;
  updated_at: At;
  updated_by: Jsonb<StoredActor>;
  deleted_at: AtOrNull;
};

type CustomControlVersionsTable = {
  custom_control_id: number;
  version: number;
  organization_id: number;
  definition: Jsonb;
  created_at: At;
  created_by: Jsonb<StoredActor>;
};

export type ExceptionState = 'requested' | 'active' | 'rejected' | 'expired' | 'revoked' | 'reopened';

type ComplianceExceptionsTable = {
  id: Id;
  organization_id: number;
  control_id: string;
  resource_id: number | null;
  name_pattern: string | null;
  tags: JsonbWithDefault<Record<string, string>>;
  region: string | null;
  reason: string;
  owner: string;
  state: ExceptionState;
  expires_at: At;
  requested_at: At;
  requested_by: Jsonb<StoredActor>;
  requested_by_user_id: number | null;
  decided_at: AtOrNull;
  decided_by: JsonbOrNull<StoredActor>;
  decision_note: string | null;
  approved_at: AtOrNull;
  ended_at: AtOrNull;
  ended_by: JsonbOrNull<StoredActor>;
  end_reason: string | null;
};

type ComplianceExceptionFindingsTable = {
  exception_id: number;
  resource_id: number;
  organization_id: number;
  control_id: string;
  resource_name: string;
  resource_type: string;
  region: string;
  fingerprint: string;
  message: string;
  evidence: Jsonb;
  reopened_at: AtOrNull;
};

type ComplianceAttestationsTable = {
  id: Id;
  organization_id: number;
  framework_id: string;
  framework_version: string;
  requirement_id: string;
  statement: string;
  attested_at: At;
  attested_by: Jsonb<StoredActor>;
  valid_until: At;
  withdrawn_at: AtOrNull;
  withdrawn_by: JsonbOrNull<StoredActor>;
  withdraw_reason: string | null;
  file_name: string | null;
  file_type: string | null;
  file_bytes: number | null;
  file_sha256: string | null;
};

type ComplianceAttestationFilesTable = {
  attestation_id: number;
  organization_id: number;
  content: Buffer;
};

export type ComplianceDecisionTables = {
  custom_controls: CustomControlsTable;
  custom_control_versions: CustomControlVersionsTable;
  compliance_exceptions: ComplianceExceptionsTable;
  compliance_exception_findings: ComplianceExceptionFindingsTable;
  compliance_attestations: ComplianceAttestationsTable;
  compliance_attestation_files: ComplianceAttestationFilesTable;
};
