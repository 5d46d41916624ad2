-- A baseline points at an immutable version, so it costs one row.
CREATE TABLE baselines (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  resource_id bigint NOT NULL REFERENCES resources ON DELETE CASCADE,
  version_id bigint NOT NULL REFERENCES resource_versions,
  source text NOT NULL,
  description text NOT NULL DEFAULT '',
  created_by bigint REFERENCES users ON DELETE SET NULL,
  captured_at timestamptz NOT NULL
);
CREATE INDEX baselines_resource ON baselines (resource_id, id DESC);
CREATE INDEX baselines_organization ON baselines (organization_id, id DESC);
SELECT infraudit_protect('baselines');

CREATE TABLE drifts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  resource_id bigint NOT NULL REFERENCES resources ON DELETE CASCADE,
  -- The top-level attribute: one drift per resource and attribute, so severities do not mix.
  attribute text NOT NULL,
  type text NOT NULL,
  severity text NOT NULL,
  -- Which rule gave the severity.
  severity_rule text NOT NULL,
  status text NOT NULL,
  summary text NOT NULL,
  baseline_id bigint REFERENCES baselines ON DELETE SET NULL,
  baseline_version_id bigint NOT NULL,
  current_version_id bigint NOT NULL,
  changes jsonb NOT NULL,
  violated_control_ids jsonb NOT NULL DEFAULT '[]',
  -- Who changed it, when and by which call, or why that is not known.
  attribution jsonb,
  detected_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  detected_by_execution_id bigint,
  resolved_at timestamptz,
  resolved_by bigint REFERENCES users ON DELETE SET NULL,
  resolution_reason text,
  resolution_note text
);
CREATE UNIQUE INDEX drifts_open ON drifts (resource_id, attribute) WHERE status <> 'resolved';
CREATE INDEX drifts_organization ON drifts (organization_id, status, detected_at DESC, id DESC);
CREATE INDEX drifts_resource ON drifts (organization_id, resource_id, id DESC);
SELECT infraudit_protect('drifts');

CREATE TABLE drift_rules (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  path_pattern text NOT NULL,
  resource_type text,
  resource_id bigint REFERENCES resources ON DELETE CASCADE,
  reason text NOT NULL,
  expires_at timestamptz,
  created_by bigint REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE INDEX drift_rules_organization ON drift_rules (organization_id, id DESC);
SELECT infraudit_protect('drift_rules');
