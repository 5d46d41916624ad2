-- Which controls a catalogue names, so that the statuses of a judgement stay readable when the catalogue changes.
CREATE TABLE compliance_catalogues (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- sha256 over the type and the ids and versions of its controls.
  catalogue text NOT NULL,
  type text NOT NULL,
  -- In the order of the statuses: sorted by id.
  control_ids text[] NOT NULL,
  PRIMARY KEY (organization_id, catalogue)
);
SELECT infraudit_protect('compliance_catalogues');

-- What surrounded the resources of an account when they were judged, and who is judging it now.
CREATE TABLE compliance_accounts (
  provider_id bigint PRIMARY KEY REFERENCES providers ON DELETE CASCADE,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- By type: a digest of its living resources and of what of its list is missing. Nothing stands here of a type
  -- that was being judged against other surroundings when a run broke off.
  surroundings jsonb NOT NULL DEFAULT '{}',
  judged_at timestamptz,
  -- One run at a time: the others wait until it lets go or its time is over.
  held_by text,
  held_until timestamptz
);
SELECT infraudit_protect('compliance_accounts');

-- One row per living resource of a type that controls judge.
CREATE TABLE compliance_judgements (
  resource_id bigint PRIMARY KEY REFERENCES resources ON DELETE CASCADE,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  -- No reference: a judgement of a version that was removed is judged again.
  version_id bigint NOT NULL,
  type text NOT NULL,
  catalogue text NOT NULL,
  -- One letter per control of the catalogue: p(ass), f(ail), n(ot applicable), u(nknown).
  statuses text NOT NULL,
  -- The resource's changed_at: its name and region are judged too and have no version.
  resource_changed_at timestamptz NOT NULL,
  judged_at timestamptz NOT NULL
);
CREATE INDEX compliance_judgements_provider ON compliance_judgements (provider_id, type, resource_id);
SELECT infraudit_protect('compliance_judgements');

-- What fails or cannot be known; open while resolved_at is null, one open row per resource and control.
CREATE TABLE compliance_findings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  resource_id bigint NOT NULL REFERENCES resources ON DELETE CASCADE,
  control_id text NOT NULL,
  control_version integer NOT NULL,
  -- fail, unknown
  status text NOT NULL,
  severity text NOT NULL,
  message text NOT NULL,
  evidence jsonb NOT NULL DEFAULT '{}',
  unseen jsonb NOT NULL DEFAULT '[]',
  -- sha256 over control, version, status, sentence, evidence and what was unseen.
  fingerprint text NOT NULL,
  version_id bigint NOT NULL,
  first_seen_at timestamptz NOT NULL,
  -- When it was first seen to fail; stays when nobody can look for a while.
  failed_at timestamptz,
  changed_at timestamptz NOT NULL,
  resolved_at timestamptz
);
CREATE UNIQUE INDEX compliance_findings_open ON compliance_findings (resource_id, control_id)
  WHERE resolved_at IS NULL;
CREATE INDEX compliance_findings_control ON compliance_findings (organization_id, control_id, status, resource_id)
  WHERE resolved_at IS NULL;
SELECT infraudit_protect('compliance_findings');

CREATE TABLE framework_enablements (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  framework_id text NOT NULL,
  version text NOT NULL,
  -- Empty means all, also those that are connected later.
  provider_ids bigint[] NOT NULL DEFAULT '{}',
  regions text[] NOT NULL DEFAULT '{}',
  -- Only resources that carry all of these.
  tags jsonb NOT NULL DEFAULT '{}',
  enabled_by jsonb NOT NULL,
  enabled_at timestamptz NOT NULL,
  disabled_by jsonb,
  disabled_at timestamptz
);
CREATE UNIQUE INDEX framework_enablements_one ON framework_enablements (organization_id, framework_id, version)
  WHERE disabled_at IS NULL;
SELECT infraudit_protect('framework_enablements');

-- One run of one framework version over a scope. Written when it has ended, and never changed.
CREATE TABLE assessments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  framework_id text NOT NULL,
  framework_version text NOT NULL,
  framework_title text NOT NULL,
  -- completed; later kinds add theirs.
  status text NOT NULL,
  trigger text NOT NULL,
  -- The past moment that it tells of; null for the present.
  as_of timestamptz,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  -- {"provider_ids": [1], "regions": [], "tags": {}}, the accounts by their ids.
  scope jsonb NOT NULL,
  -- Which assessments can be compared: those of one key.
  scope_key text NOT NULL,
  passed integer NOT NULL,
  evaluated integer NOT NULL,
  total integer NOT NULL,
  -- {"failed": 1, "unknown": 2, …}
  counts jsonb NOT NULL,
  -- Over the accounts, each by the number of its evaluated requirements.
  weighted_score double precision,
  categories jsonb NOT NULL,
  providers jsonb NOT NULL,
  newly_failing jsonb NOT NULL,
  newly_passing jsonb NOT NULL,
  -- Runs are forgotten before assessments, so this is not a reference.
  execution_id bigint NOT NULL,
  previous_id bigint REFERENCES assessments ON DELETE RESTRICT
);
CREATE INDEX assessments_list ON assessments (organization_id, framework_id, framework_version, id DESC);
CREATE INDEX assessments_newest ON assessments (organization_id, id DESC);
-- A run that is taken up again does not assess twice.
CREATE UNIQUE INDEX assessments_once ON assessments (execution_id, framework_id, framework_version);
SELECT infraudit_protect('assessments', 'SELECT, INSERT');

CREATE TABLE assessment_controls (
  assessment_id bigint NOT NULL REFERENCES assessments ON DELETE RESTRICT,
  control_id text NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  control_version integer NOT NULL,
  title text NOT NULL,
  severity text NOT NULL,
  status text NOT NULL,
  -- {"pass": 3, "fail": 1, "unknown": 0, "not_applicable": 2, "excepted": 0}
  counts jsonb NOT NULL,
  -- By account: {"12": "fail"}
  statuses jsonb NOT NULL,
  -- Since when it fails without having been seen well in between.
  failing_since timestamptz,
  -- Why nobody can say, when the list itself is incomplete.
  unlisted jsonb NOT NULL DEFAULT '[]',
  -- Up to a hundred resources that fail or cannot be judged, those that fail first; the counts are whole.
  resources jsonb NOT NULL,
  PRIMARY KEY (assessment_id, control_id)
);
SELECT infraudit_protect('assessment_controls', 'SELECT, INSERT');

CREATE TABLE assessment_results (
  assessment_id bigint NOT NULL REFERENCES assessments ON DELETE RESTRICT,
  position integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  requirement_id text NOT NULL,
  title text NOT NULL,
  category text NOT NULL,
  levels text[] NOT NULL DEFAULT '{}',
  -- pass, fail, unknown, excepted, not_applicable, manual, attested, not_automated
  status text NOT NULL,
  -- By account: {"12": "fail"}
  statuses jsonb NOT NULL,
  control_ids text[] NOT NULL,
  -- Why a person must look.
  manual text,
  PRIMARY KEY (assessment_id, position)
);
SELECT infraudit_protect('assessment_results', 'SELECT, INSERT');

CREATE FUNCTION infraudit_refuse_reassessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an assessment is never changed';
END $$;
CREATE TRIGGER assessments_never_change BEFORE UPDATE OR DELETE ON assessments
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_reassessment();
CREATE TRIGGER assessments_no_truncate BEFORE TRUNCATE ON assessments
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_reassessment();
CREATE TRIGGER assessment_controls_never_change BEFORE UPDATE OR DELETE ON assessment_controls
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_reassessment();
CREATE TRIGGER assessment_controls_no_truncate BEFORE TRUNCATE ON assessment_controls
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_reassessment();
CREATE TRIGGER assessment_results_never_change BEFORE UPDATE OR DELETE ON assessment_results
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_reassessment();
CREATE TRIGGER assessment_results_no_truncate BEFORE TRUNCATE ON assessment_results
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_reassessment();
