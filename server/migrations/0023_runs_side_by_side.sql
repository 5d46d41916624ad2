-- Runs of one job may go side by side: each in a place of its own, and no two that work on the same thing.
ALTER TABLE job_executions
  -- What no other run of its job may work on at the same time; null where it is alone in its job anyway.
  ADD COLUMN holds text,
  -- How many of its job may run at once.
  ADD COLUMN most_at_once integer NOT NULL DEFAULT 1,
  -- Its place among them, from 1; taken with the claim.
  ADD COLUMN place integer NOT NULL DEFAULT 1;
DROP INDEX job_executions_one_running;
CREATE UNIQUE INDEX job_executions_one_running ON job_executions (job_id, place)
  WHERE status = 'running' AND exclusive;
CREATE UNIQUE INDEX job_executions_one_holder ON job_executions (job_id, holds)
  WHERE status = 'running' AND holds IS NOT NULL;
