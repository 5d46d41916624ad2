-- A report is made once and kept as it was: no right and no trigger lets anything of it change.
CREATE TABLE reports (
  id text PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- inventory, drift, job_activity; later kinds add theirs.
  kind text NOT NULL,
  -- pdf, csv, json
  format text NOT NULL,
  title text NOT NULL,
  -- The instant of which it tells; its period ends there.
  as_of timestamptz NOT NULL,
  period_from timestamptz NOT NULL,
  time_zone text NOT NULL,
  parameters jsonb NOT NULL,
  -- {"evaluated": 40, "total": 41, "percent": 97.5, "gap_count": 1}
  coverage jsonb NOT NULL,
  row_count integer NOT NULL,
  -- Of the document as it is downloaded.
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  chunks integer NOT NULL,
  -- Runs are forgotten before reports, so this is not a reference.
  execution_id bigint NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX reports_list ON reports (organization_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX reports_execution ON reports (execution_id);
SELECT infraudit_protect('reports', 'SELECT, INSERT, DELETE');

-- The document in compressed parts, each written as soon as it is full. Parts without a report belong to a run
-- that has not ended; the next run of the organisation removes what a dead one left.
CREATE TABLE report_chunks (
  report_id text NOT NULL,
  position integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  execution_id bigint NOT NULL,
  -- gzip
  content bytea NOT NULL,
  PRIMARY KEY (report_id, position)
);
CREATE INDEX report_chunks_execution ON report_chunks (organization_id, execution_id);
SELECT infraudit_protect('report_chunks', 'SELECT, INSERT, DELETE');

CREATE FUNCTION infraudit_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a report is never changed';
END $$;
CREATE TRIGGER reports_never_change BEFORE UPDATE ON reports
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_rewriting();
CREATE TRIGGER report_chunks_never_change BEFORE UPDATE ON report_chunks
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_rewriting();

-- Who was to get a report, and whether they did.
CREATE TABLE report_deliveries (
  report_id text NOT NULL REFERENCES reports ON DELETE CASCADE,
  -- The e-mail address as it was asked for, in lower case.
  recipient text NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- Null when nobody with this address was a member any more.
  user_id bigint REFERENCES users ON DELETE SET NULL,
  -- delivered, failed
  status text NOT NULL,
  error text,
  at timestamptz NOT NULL,
  opened_at timestamptz,
  PRIMARY KEY (report_id, recipient)
);
CREATE INDEX report_deliveries_mine ON report_deliveries (organization_id, user_id, at DESC);
SELECT infraudit_protect('report_deliveries');
