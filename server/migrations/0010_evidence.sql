-- What proves one act: its records with their SHA-256, and the Merkle root over them. Never changed.
CREATE TABLE evidence_packages (
  -- evp_ and 24 signs
  id text PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  -- job_execution; later kinds add theirs.
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  records integer NOT NULL,
  root_hash bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  sealed_by jsonb NOT NULL
);
CREATE INDEX evidence_packages_subject ON evidence_packages (organization_id, subject_kind, subject_id, sealed_at);
CREATE INDEX evidence_packages_sealed ON evidence_packages (sealed_at);
CREATE INDEX evidence_packages_list ON evidence_packages (organization_id, sealed_at, id);
SELECT infraudit_protect('evidence_packages', 'SELECT, INSERT');

CREATE TABLE evidence_records (
  package_id text NOT NULL REFERENCES evidence_packages ON DELETE RESTRICT,
  position integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  kind text NOT NULL,
  sha256 bytea NOT NULL,
  -- Canonical JSON, kept as text: exactly the bytes that the hash is of.
  content text NOT NULL,
  PRIMARY KEY (package_id, position)
);
SELECT infraudit_protect('evidence_records', 'SELECT, INSERT');

-- The installation's signature, added right after the transaction that sealed the package.
CREATE TABLE evidence_signatures (
  package_id text PRIMARY KEY REFERENCES evidence_packages ON DELETE RESTRICT,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  key_id text NOT NULL REFERENCES signing_keys ON DELETE RESTRICT,
  signature bytea NOT NULL,
  signed_at timestamptz NOT NULL
);
SELECT infraudit_protect('evidence_signatures', 'SELECT, INSERT');

CREATE TRIGGER evidence_packages_append_only BEFORE UPDATE OR DELETE ON evidence_packages
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER evidence_packages_no_truncate BEFORE TRUNCATE ON evidence_packages
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER evidence_records_append_only BEFORE UPDATE OR DELETE ON evidence_records
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER evidence_records_no_truncate BEFORE TRUNCATE ON evidence_records
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER evidence_signatures_append_only BEFORE UPDATE OR DELETE ON evidence_signatures
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER evidence_signatures_no_truncate BEFORE TRUNCATE ON evidence_signatures
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_change();
