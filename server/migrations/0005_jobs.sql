CREATE TABLE jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  type text NOT NULL,
  name text NOT NULL,
  -- The jobs that exist from the start are scheduled by the environment and cannot be deleted.
  platform boolean NOT NULL DEFAULT false,
  -- scheduled, paused, disabled
  state text NOT NULL DEFAULT 'scheduled',
  configuration jsonb NOT NULL DEFAULT '{}',
  -- Cron of 5 or 6 fields; null is never by itself. Platform jobs take theirs from the environment.
  schedule text,
  time_zone text NOT NULL DEFAULT 'UTC',
  next_run_at timestamptz,
  created_by bigint REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE UNIQUE INDEX jobs_platform ON jobs (organization_id, type) WHERE platform;
CREATE INDEX jobs_due ON jobs (next_run_at) WHERE state = 'scheduled' AND deleted_at IS NULL;
SELECT infraudit_protect('jobs');

CREATE TABLE job_executions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  job_id bigint NOT NULL REFERENCES jobs ON DELETE CASCADE,
  job_type text NOT NULL,
  -- schedule, manual, api, system
  trigger text NOT NULL,
  -- queued, running, pending_approval, succeeded, failed, skipped, cancelled
  status text NOT NULL,
  -- The occurrence: with the job it is unique, so no number of schedulers runs an instant twice.
  scheduled_for timestamptz,
  parameters jsonb NOT NULL DEFAULT '{}',
  requested_by jsonb NOT NULL,
  queued_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  timeout_seconds integer NOT NULL,
  -- The worker that holds it, and until when without a heartbeat.
  worker text,
  lease_until timestamptz,
  cancel_requested_at timestamptz,
  progress jsonb,
  counts jsonb NOT NULL DEFAULT '{}',
  findings_count integer NOT NULL DEFAULT 0,
  error_code text,
  error text,
  audit_sequence bigint,
  UNIQUE (job_id, scheduled_for)
);
CREATE INDEX job_executions_job ON job_executions (organization_id, job_id, id DESC);
CREATE INDEX job_executions_open ON job_executions (lease_until)
  WHERE status IN ('queued', 'running');
-- One run at a time per job, and no second one waiting for the same parameters.
CREATE UNIQUE INDEX job_executions_one_running ON job_executions (job_id) WHERE status = 'running';
CREATE UNIQUE INDEX job_executions_one_queued ON job_executions (job_id, md5(parameters::text))
  WHERE status = 'queued';
SELECT infraudit_protect('job_executions');

CREATE TABLE execution_log_lines (
  execution_id bigint NOT NULL REFERENCES job_executions ON DELETE CASCADE,
  sequence integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  at timestamptz NOT NULL,
  level text NOT NULL,
  message text NOT NULL,
  PRIMARY KEY (execution_id, sequence)
);
SELECT infraudit_protect('execution_log_lines');

-- What an execution touched: resources it created, changed or marked deleted, drifts it opened or resolved.
CREATE TABLE execution_effects (
  execution_id bigint NOT NULL REFERENCES job_executions ON DELETE CASCADE,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  kind text NOT NULL,
  target_id bigint NOT NULL,
  effect text NOT NULL,
  PRIMARY KEY (execution_id, kind, target_id, effect)
);
SELECT infraudit_protect('execution_effects');
