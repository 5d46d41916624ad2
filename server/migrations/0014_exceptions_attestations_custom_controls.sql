-- Controls that an organisation writes itself. The row says which version counts; the versions never change.
CREATE TABLE custom_controls (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- custom-…; as permanent as the ids of the controls that come with the product.
  control_id text NOT NULL,
  version integer NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by jsonb NOT NULL,
  -- A deleted control keeps its id and its versions: findings of past years name them.
  deleted_at timestamptz,
  UNIQUE (organization_id, control_id)
);
SELECT infraudit_protect('custom_controls', 'SELECT, INSERT, UPDATE');

CREATE TABLE custom_control_versions (
  custom_control_id bigint NOT NULL REFERENCES custom_controls ON DELETE CASCADE,
  version integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  definition jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by jsonb NOT NULL,
  PRIMARY KEY (custom_control_id, version)
);
SELECT infraudit_protect('custom_control_versions', 'SELECT, INSERT');

-- A failing control that somebody accepts for a while and another person approved. It never makes a pass.
CREATE TABLE compliance_exceptions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  control_id text NOT NULL,
  -- What was asked for: one resource, or a pattern of names, tags and a region. No reference: the exception is told
  -- of when the record of the resource is gone.
  resource_id bigint,
  name_pattern text,
  tags jsonb NOT NULL DEFAULT '{}',
  region text,
  reason text NOT NULL,
  owner text NOT NULL,
  -- requested, active, rejected, expired, revoked, reopened
  state text NOT NULL,
  expires_at timestamptz NOT NULL,
  requested_at timestamptz NOT NULL,
  requested_by jsonb NOT NULL,
  -- Who may not approve it; null when the system asked.
  requested_by_user_id bigint,
  decided_at timestamptz,
  decided_by jsonb,
  decision_note text,
  approved_at timestamptz,
  ended_at timestamptz,
  ended_by jsonb,
  end_reason text
);
CREATE INDEX compliance_exceptions_list ON compliance_exceptions (organization_id, state, id DESC);
CREATE INDEX compliance_exceptions_due ON compliance_exceptions (expires_at)
  WHERE state IN ('requested', 'active');
SELECT infraudit_protect('compliance_exceptions', 'SELECT, INSERT, UPDATE');

-- What exactly is accepted: the evidence of these findings as it was when the exception was asked for. Evidence
-- that differs is not accepted.
CREATE TABLE compliance_exception_findings (
  exception_id bigint NOT NULL REFERENCES compliance_exceptions ON DELETE CASCADE,
  resource_id bigint NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  control_id text NOT NULL,
  resource_name text NOT NULL,
  resource_type text NOT NULL,
  region text NOT NULL,
  fingerprint text NOT NULL,
  message text NOT NULL,
  evidence jsonb NOT NULL,
  reopened_at timestamptz,
  PRIMARY KEY (exception_id, resource_id)
);
CREATE INDEX compliance_exception_findings_resource
  ON compliance_exception_findings (organization_id, control_id, resource_id);
SELECT infraudit_protect('compliance_exception_findings', 'SELECT, INSERT, UPDATE');

-- A person's word for a requirement that no control can answer. It counts for itself, never as passed.
CREATE TABLE compliance_attestations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  framework_id text NOT NULL,
  framework_version text NOT NULL,
  requirement_id text NOT NULL,
  statement text NOT NULL,
  attested_at timestamptz NOT NULL,
  attested_by jsonb NOT NULL,
  valid_until timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by jsonb,
  withdraw_reason text,
  file_name text,
  file_type text,
  file_bytes integer,
  file_sha256 text
);
CREATE INDEX compliance_attestations_list
  ON compliance_attestations (organization_id, framework_id, framework_version, requirement_id, id DESC);
SELECT infraudit_protect('compliance_attestations', 'SELECT, INSERT, UPDATE');

CREATE TABLE compliance_attestation_files (
  attestation_id bigint PRIMARY KEY REFERENCES compliance_attestations ON DELETE CASCADE,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  content bytea NOT NULL
);
SELECT infraudit_protect('compliance_attestation_files', 'SELECT, INSERT');

-- What was attested stays as it was; only its end is added.
CREATE FUNCTION infraudit_keep_attestation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.statement, NEW.attested_at, NEW.attested_by, NEW.valid_until, NEW.requirement_id, NEW.framework_id,
      NEW.framework_version) IS DISTINCT FROM
     (OLD.statement, OLD.attested_at, OLD.attested_by, OLD.valid_until, OLD.requirement_id, OLD.framework_id,
      OLD.framework_version) OR NEW.file_sha256 IS DISTINCT FROM OLD.file_sha256 OR OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'an attestation is never changed, only withdrawn';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER compliance_attestations_never_change BEFORE UPDATE ON compliance_attestations
  FOR EACH ROW EXECUTE FUNCTION infraudit_keep_attestation();
