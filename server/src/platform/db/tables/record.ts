import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { At, AtOrNull, AtWithDefault, Id, Jsonb, JsonbWithDefault } from './columns.ts';

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

type AuditChainsTable = {
  organization_id: number;
  sequence: Generated<number>;
  hash: string;
};

type OutboxEventsTable = {
  id: Id;
  organization_id: number;
  type: string;
  payload: Jsonb;
  created_at: AtWithDefault;
  dispatched_at: AtOrNull;
};

type IdempotencyKeysTable = {
  organization_id: number;
  actor: string;
  key: string;
  request_hash: string;
  status: number | null;
  response: ColumnType<Json | null, string | null | undefined, string | null>;
  created_at: AtWithDefault;
};

type SigningKeysTable = {
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

type AuditTreeTilesTable = {
  organization_id: number;
  height: number;
  position: number;
  hashes: Buffer;
  root_hash: Buffer;
};

type EvidencePackagesTable = {
  id: string;
  organization_id: number;
  subject_kind: string;
  subject_id: string;
  records: number;
  root_hash: Buffer;
  sealed_at: At;
  sealed_by: Jsonb;
  retain_until: At;
};

type EvidenceSettingsTable = {
  organization_id: number;
  retention_days: number;
  updated_by: Jsonb;
  updated_at: At;
};

type EvidenceRecordsTable = {
  package_id: string;
  position: number;
  organization_id: number;
  kind: string;
  sha256: Buffer;
  content: string;
};

type EvidenceSignaturesTable = {
  package_id: string;
  organization_id: number;
  key_id: string;
  signature: Buffer;
  signed_at: At;
};

export type RecordTables = {
  audit_events: AuditEventsTable;
  audit_chains: AuditChainsTable;
  outbox_events: OutboxEventsTable;
  idempotency_keys: IdempotencyKeysTable;
  signing_keys: SigningKeysTable;
  audit_checkpoints: AuditCheckpointsTable;
  audit_tree_tiles: AuditTreeTilesTable;
  evidence_packages: EvidencePackagesTable;
  evidence_records: EvidenceRecordsTable;
  evidence_signatures: EvidenceSignaturesTable;
  evidence_settings: EvidenceSettingsTable;
};
