-- Schedules are data: {"kind":"daily","at":"06:30"}, {"kind":"weekly","weekday":1,"at":"07:00"},
-- {"kind":"monthly","day":31,"at":"07:00"}, {"kind":"cron","expression":"0 */6 * * *"}; see core/schedule.
ALTER TABLE jobs
  ADD COLUMN timing jsonb,
  -- What a fixed time does in the hour that a clock change leaves out: run_after, skip; repeats: first, second, both.
  ADD COLUMN gap_policy text NOT NULL DEFAULT 'run_after',
  ADD COLUMN overlap_policy_at_clock_change text NOT NULL DEFAULT 'first',
  -- Instants that no scheduler saw in time: skip, latest, all; and how late one may still begin.
  ADD COLUMN missed_policy text NOT NULL DEFAULT 'latest',
  ADD COLUMN maximum_lateness_seconds integer NOT NULL DEFAULT 3600,
  -- When the run before it is still open: skip, queue, cancel_running, allow.
  ADD COLUMN overlap_policy text NOT NULL DEFAULT 'skip',
  -- Each occurrence begins up to this much later, always the same for one (job, instant).
  ADD COLUMN jitter_seconds integer NOT NULL DEFAULT 0,
  -- Windows in the job's zone without runs: [{"days":[1,2],"from":"09:00","to":"17:00"}], and dated
  -- [{"from":"2026-12-24T00:00:00Z","to":"2026-12-27T00:00:00Z"}].
  ADD COLUMN blackout jsonb NOT NULL DEFAULT '[]',
  -- [{"job_id":3,"within_seconds":86400}]: jobs that must have succeeded before, and how recently.
  ADD COLUMN depends_on jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN timeout_seconds integer,
  -- Further attempts after a failure, with a back-off that doubles.
  ADD COLUMN retry_attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN retry_backoff_seconds integer NOT NULL DEFAULT 60,
  -- Who must approve each execution of a job that acts on connected systems.
  ADD COLUMN approver_id bigint REFERENCES users ON DELETE SET NULL,
  ADD COLUMN state_changed_by jsonb,
  ADD COLUMN state_changed_at timestamptz,
  -- Raised by every change of the definition; an approval of an older version is void.
  ADD COLUMN version integer NOT NULL DEFAULT 1;
UPDATE jobs SET timing = jsonb_build_object('kind', 'cron', 'expression', schedule) WHERE schedule IS NOT NULL;
ALTER TABLE jobs DROP COLUMN schedule;
-- A paused job has its instants too: each leaves a skipped execution.
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (next_run_at) WHERE state IN ('scheduled', 'paused') AND deleted_at IS NULL;
CREATE UNIQUE INDEX jobs_name ON jobs (organization_id, lower(name)) WHERE deleted_at IS NULL;

-- Every definition a job ever had, so that the past can be explained. `definition` is the row as it was.
CREATE TABLE job_revisions (
  job_id bigint NOT NULL REFERENCES jobs ON DELETE CASCADE,
  revision integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  at timestamptz NOT NULL,
  changed_by jsonb NOT NULL,
  -- created, edited, paused, resumed, disabled, enabled, deleted, schedule_changed
  change text NOT NULL,
  definition jsonb NOT NULL,
  PRIMARY KEY (job_id, revision)
);
SELECT infraudit_protect('job_revisions', 'SELECT, INSERT');
-- Jobs that exist already begin their history now: what they were before is not recorded.
INSERT INTO job_revisions (job_id, revision, organization_id, at, changed_by, change, definition)
SELECT id, version, organization_id, now(), '{"kind": "system", "label": "upgrade"}', 'created',
  to_jsonb(jobs) - '{id,organization_id,version,next_run_at,updated_at}'::text[]
FROM jobs WHERE deleted_at IS NULL;

ALTER TABLE job_executions
  -- run; prepare and apply for jobs that act on connected systems.
  ADD COLUMN phase text NOT NULL DEFAULT 'run',
  ADD COLUMN attempt integer NOT NULL DEFAULT 1,
  -- When the work of the present attempt and phase began; started_at is the first time.
  ADD COLUMN attempt_started_at timestamptz,
  ADD COLUMN retry_of bigint REFERENCES job_executions ON DELETE SET NULL,
  -- A waiting execution is not taken before this: jitter and back-off.
  ADD COLUMN not_before timestamptz,
  ADD COLUMN job_version integer NOT NULL DEFAULT 1,
  -- The version of the job type that queued it; an older worker leaves it to a newer one.
  ADD COLUMN type_version integer NOT NULL DEFAULT 1,
  -- Set before the first write to a connected system; such an execution is never repeated by itself.
  ADD COLUMN may_have_written boolean NOT NULL DEFAULT false,
  -- False where the job lets its runs overlap.
  ADD COLUMN exclusive boolean NOT NULL DEFAULT true,
  ADD COLUMN plan jsonb,
  ADD COLUMN plan_hash text,
  ADD COLUMN approval_id bigint,
  -- What it made: {"kind":"report","id":"rpt_…"}.
  ADD COLUMN result jsonb,
  ADD COLUMN log_lines integer NOT NULL DEFAULT 0;
DROP INDEX job_executions_one_running;
CREATE UNIQUE INDEX job_executions_one_running ON job_executions (job_id) WHERE status = 'running' AND exclusive;
DROP INDEX job_executions_one_queued;
-- By hand, no second one waits for the same parameters; occurrences are unique by their instant.
CREATE UNIQUE INDEX job_executions_one_queued ON job_executions (job_id, md5(parameters::text))
  WHERE status = 'queued' AND scheduled_for IS NULL AND exclusive;
DROP INDEX job_executions_open;
CREATE INDEX job_executions_open ON job_executions (status, lease_until, not_before)
  WHERE status IN ('queued', 'running', 'pending_approval');
CREATE INDEX job_executions_retry_of ON job_executions (retry_of) WHERE retry_of IS NOT NULL;
CREATE INDEX job_executions_recent ON job_executions (organization_id, queued_at DESC);

-- The log of an execution: chunks of lines, so that a million lines are a thousand rows.
-- `lines` is one JSON document per line: [sequence, epoch milliseconds, level, message].
CREATE TABLE execution_log_chunks (
  execution_id bigint NOT NULL REFERENCES job_executions ON DELETE CASCADE,
  first_sequence integer NOT NULL,
  last_sequence integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- How many lines of each level: {"info": 980, "warn": 20}.
  levels jsonb NOT NULL,
  lines text NOT NULL,
  PRIMARY KEY (execution_id, first_sequence)
);
SELECT infraudit_protect('execution_log_chunks');
INSERT INTO execution_log_chunks (execution_id, first_sequence, last_sequence, organization_id, levels, lines)
SELECT execution_id, min(sequence), max(sequence), organization_id,
  jsonb_build_object('info', count(*)),
  string_agg(jsonb_build_array(sequence, (extract(epoch FROM at) * 1000)::bigint, level, message)::text, chr(10)
    ORDER BY sequence)
FROM execution_log_lines GROUP BY execution_id, organization_id, sequence / 1000;
UPDATE job_executions e SET log_lines = coalesce(
  (SELECT max(last_sequence) FROM execution_log_chunks c WHERE c.execution_id = e.id), 0);
DROP TABLE execution_log_lines;

-- What an execution that acts did, step by step, in the order of its plan.
CREATE TABLE execution_steps (
  execution_id bigint NOT NULL REFERENCES job_executions ON DELETE CASCADE,
  position integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  step jsonb NOT NULL,
  -- planned, writing, done, failed, not_started
  status text NOT NULL,
  -- `execution:position`: what makes a repeated write harmless where the vendor supports it.
  idempotency_key text NOT NULL,
  observed_before jsonb,
  observed_after jsonb,
  error text,
  at timestamptz NOT NULL,
  PRIMARY KEY (execution_id, position)
);
SELECT infraudit_protect('execution_steps');

-- Everything that waits for a person. Owned by approvals.
CREATE TABLE approvals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- job_execution; later kinds add theirs.
  subject_kind text NOT NULL,
  subject_id bigint NOT NULL,
  title text NOT NULL,
  -- low, normal, high, urgent
  priority text NOT NULL DEFAULT 'normal',
  target_system text NOT NULL,
  justification text NOT NULL,
  plan jsonb NOT NULL,
  plan_hash text NOT NULL,
  -- The actor that asked, and the people who may not decide: who submitted it, who made the job.
  submitted_by jsonb NOT NULL,
  excluded_user_ids bigint[] NOT NULL DEFAULT '{}',
  assignee_ids bigint[] NOT NULL DEFAULT '{}',
  -- pending, approved, rejected, expired, cancelled
  status text NOT NULL DEFAULT 'pending',
  submitted_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  next_reminder_at timestamptz,
  escalated_at timestamptz,
  decided_by jsonb,
  decided_at timestamptz,
  decision_reason text
);
CREATE UNIQUE INDEX approvals_one_pending ON approvals (subject_kind, subject_id) WHERE status = 'pending';
CREATE INDEX approvals_list ON approvals (organization_id, status, submitted_at);
CREATE INDEX approvals_due ON approvals (expires_at, next_reminder_at) WHERE status = 'pending';
SELECT infraudit_protect('approvals');
ALTER TABLE job_executions ADD CONSTRAINT job_executions_approval
  FOREIGN KEY (approval_id) REFERENCES approvals ON DELETE SET NULL;
