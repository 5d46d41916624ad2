-- What should be done, and why. One pending row per matter: a rule about a resource, or about all of an account.
CREATE TABLE recommendations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  -- Names the matter: rule and resource, or rule and account.
  matter text NOT NULL,
  rule_id text NOT NULL,
  rule_version integer NOT NULL,
  -- security, cost, performance
  type text NOT NULL,
  resource_type text NOT NULL,
  title text NOT NULL,
  -- {"explanation", "steps": [{"text", "commands"}], "impact", "side_effects", "references"}: what is shown.
  advice jsonb NOT NULL,
  -- The same by the rule alone, where a language model worded the other.
  rule_advice jsonb NOT NULL,
  severity text NOT NULL,
  priority text NOT NULL,
  -- 0 to 100; null of what is about cost.
  risk_reduction integer,
  exposure text NOT NULL,
  effort_minutes integer NOT NULL,
  -- US cents a month; null where no figure follows from what is known.
  savings_low_cents bigint,
  savings_high_cents bigint,
  savings_assumption text,
  resource_count integer NOT NULL,
  -- The worst finding: control, drift, configuration.
  finding_type text NOT NULL,
  finding_id bigint,
  control_ids text[] NOT NULL DEFAULT '{}',
  -- One hash per finding of a resource: what was dismissed stays so while there is no other.
  facts jsonb NOT NULL,
  content_hash text NOT NULL,
  remediation_type text,
  -- rules, gemini
  generator text NOT NULL DEFAULT 'rules',
  -- Why the rules answered although a language model was asked, or what a reader must know.
  generator_note text,
  model_run_id bigint,
  -- pending, applied, dismissed, resolved
  status text NOT NULL DEFAULT 'pending',
  status_note text,
  status_by jsonb,
  status_at timestamptz,
  remediation_id bigint,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX recommendations_pending ON recommendations (organization_id, matter) WHERE status = 'pending';
CREATE INDEX recommendations_matter ON recommendations (organization_id, matter, id DESC);
CREATE INDEX recommendations_list ON recommendations (organization_id, status, id DESC);
SELECT infraudit_protect('recommendations');

CREATE TABLE recommendation_resources (
  recommendation_id bigint NOT NULL REFERENCES recommendations ON DELETE CASCADE,
  resource_id bigint NOT NULL REFERENCES resources ON DELETE CASCADE,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  version_id bigint NOT NULL,
  -- [{"type": "control", "id": 7, "control_id": "…", "fingerprint": "…", "severity": "high", "message": "…"}]
  findings jsonb NOT NULL,
  PRIMARY KEY (recommendation_id, resource_id)
);
CREATE INDEX recommendation_resources_resource ON recommendation_resources (resource_id, recommendation_id);
SELECT infraudit_protect('recommendation_resources');

CREATE TABLE recommendation_settings (
  organization_id bigint PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  automatic boolean NOT NULL,
  -- A language model outside of the installation may word them.
  model_enabled boolean NOT NULL,
  -- strict, none
  redaction text NOT NULL,
  daily_requests integer NOT NULL,
  daily_tokens integer NOT NULL,
  updated_by jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
SELECT infraudit_protect('recommendation_settings');

-- One question to a language model. Written before it is asked, so that a process that dies has still spent it.
CREATE TABLE recommendation_model_runs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  execution_id bigint NOT NULL,
  advisor text NOT NULL,
  model text NOT NULL,
  prompt_revision text NOT NULL,
  redaction text NOT NULL,
  evidence_sha256 text NOT NULL,
  recommendation_ids bigint[] NOT NULL,
  -- running, succeeded, partial, rejected, failed
  status text NOT NULL,
  accepted integer NOT NULL DEFAULT 0,
  note text,
  attempts integer NOT NULL DEFAULT 0,
  -- Reserved while it runs, then what was used.
  input_tokens integer NOT NULL,
  output_tokens integer NOT NULL,
  started_at timestamptz NOT NULL,
  duration_ms integer
);
CREATE INDEX recommendation_model_runs_day ON recommendation_model_runs (organization_id, started_at);
SELECT infraudit_protect('recommendation_model_runs');
