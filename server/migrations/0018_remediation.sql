-- An approved run that waits until somebody starts it.
ALTER TABLE job_executions ADD COLUMN held boolean NOT NULL DEFAULT false;

-- A change that puts one finding of one resource in order.
CREATE TABLE remediations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- The plug-in: aws-s3-block-public-access
  remediation_type text NOT NULL,
  -- The resource as it was called then; its record may be deleted.
  resource_id bigint NOT NULL,
  resource_name text NOT NULL,
  resource_type text NOT NULL,
  region text NOT NULL,
  external_id text NOT NULL,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  -- drift, control
  finding_type text NOT NULL,
  drift_id bigint,
  control_id text,
  severity text NOT NULL,
  finding_summary text NOT NULL,
  -- What was said of it when it was asked for, and after the change.
  finding_before jsonb NOT NULL,
  finding_after jsonb,
  -- suggested, completed, failed, rejected, rolled_back, cancelled; what lies between follows from the run.
  status text NOT NULL DEFAULT 'suggested',
  -- A run of it is under way.
  active boolean NOT NULL DEFAULT false,
  -- {summary, call, before, after} and how a person does it.
  plan jsonb,
  by_hand jsonb,
  execution_id bigint,
  undo_execution_id bigint,
  -- The standing policy that approved it.
  policy_id bigint,
  requested_by jsonb NOT NULL,
  note text,
  error_code text,
  error text,
  created_at timestamptz NOT NULL,
  executed_at timestamptz,
  -- Until then it can be asked to be rolled back.
  rollback_until timestamptz,
  ended_at timestamptz
);
-- One change of a resource at a time.
CREATE UNIQUE INDEX remediations_one_change ON remediations (organization_id, resource_id) WHERE active;
CREATE INDEX remediations_list ON remediations (organization_id, id DESC);
CREATE INDEX remediations_of_resource ON remediations (organization_id, resource_id, id DESC);
SELECT infraudit_protect('remediations');

-- Who did what to it, and when.
CREATE TABLE remediation_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  remediation_id bigint NOT NULL REFERENCES remediations ON DELETE CASCADE,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  actor jsonb NOT NULL,
  note text
);
CREATE INDEX remediation_events_of ON remediation_events (remediation_id, id);
SELECT infraudit_protect('remediation_events', 'SELECT, INSERT');

-- A decision that one administrator proposes and another approves: plans of this kind need no person.
CREATE TABLE remediation_policies (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  remediation_type text NOT NULL,
  -- {provider_id?, regions?, tags?}: all of them must fit.
  scope jsonb NOT NULL,
  -- Findings up to this severity.
  maximum_severity text NOT NULL,
  daily_limit integer NOT NULL,
  reason text NOT NULL,
  expires_at timestamptz NOT NULL,
  -- proposed, active, revoked
  status text NOT NULL DEFAULT 'proposed',
  -- Grows with each change; an approval is of one revision.
  revision integer NOT NULL DEFAULT 1,
  proposed_by jsonb NOT NULL,
  proposed_at timestamptz NOT NULL,
  approved_by jsonb,
  approved_at timestamptz,
  revoked_by jsonb,
  revoked_at timestamptz
);
CREATE INDEX remediation_policies_list ON remediation_policies (organization_id, id DESC);
SELECT infraudit_protect('remediation_policies', 'SELECT, INSERT, UPDATE');

CREATE TABLE remediation_settings (
  organization_id bigint PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  require_approval boolean NOT NULL DEFAULT true,
  auto_execute boolean NOT NULL DEFAULT true,
  rollback_window_minutes integer NOT NULL DEFAULT 30,
  maximum_open integer NOT NULL DEFAULT 25,
  -- By the plug-in: {enabled?, require_approval?, auto_execute?}
  overrides jsonb NOT NULL DEFAULT '{}',
  updated_by jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
SELECT infraudit_protect('remediation_settings', 'SELECT, INSERT, UPDATE');
