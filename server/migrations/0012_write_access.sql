-- Credentials that may change something, apart from those that read. Sealed like them; most accounts have none.
ALTER TABLE providers
  ADD COLUMN write_credentials bytea,
  ADD COLUMN write_credentials_key_id text,
  -- Who they are, as the vendor said when they were checked.
  ADD COLUMN write_principal text;

-- An approved run goes back into the queue while an equal one may wait for its turn there.
DROP INDEX job_executions_one_queued;
CREATE UNIQUE INDEX job_executions_one_queued ON job_executions (job_id, md5(parameters::text))
  WHERE status = 'queued' AND scheduled_for IS NULL AND exclusive AND phase <> 'apply';
