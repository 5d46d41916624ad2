-- What kind of decision an approval is: remediation, scheduled_job. Later kinds add theirs.
ALTER TABLE approvals ADD COLUMN type text NOT NULL DEFAULT 'scheduled_job';
UPDATE approvals SET type = 'remediation'
WHERE subject_kind = 'job_execution'
  AND subject_id IN (SELECT id FROM job_executions WHERE job_type = 'remediation');

-- How long an organisation keeps the evidence that it seals from now on; 2555 days while there is no row.
CREATE TABLE evidence_settings (
  organization_id bigint PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  retention_days integer NOT NULL CHECK (retention_days >= 365),
  updated_by jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
SELECT infraudit_protect('evidence_settings', 'SELECT, INSERT, UPDATE');

-- The promise that a package was sealed under. It is of the package: a shorter setting changes none that is there.
DROP TRIGGER evidence_packages_append_only ON evidence_packages;
ALTER TABLE evidence_packages ADD COLUMN retain_until timestamptz;
-- Hours, because the length of a day depends on the time zone of the session.
UPDATE evidence_packages SET retain_until = sealed_at + interval '61320 hours';
ALTER TABLE evidence_packages ALTER COLUMN retain_until SET NOT NULL,
  ADD CONSTRAINT evidence_packages_kept_a_year CHECK (retain_until >= sealed_at + interval '8760 hours');
CREATE INDEX evidence_packages_retained ON evidence_packages (organization_id, retain_until);

-- A package goes as a whole, when its time is over by the clock of the database, and in no other way.
CREATE FUNCTION infraudit_keep_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.retain_until <= clock_timestamp() THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'evidence is append-only until its time is over';
END $$;
CREATE TRIGGER evidence_packages_append_only BEFORE UPDATE OR DELETE ON evidence_packages
  FOR EACH ROW EXECUTE FUNCTION infraudit_keep_evidence();

-- Records and signature follow their package, which is gone when the cascade reaches them.
CREATE FUNCTION infraudit_keep_part_of_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM evidence_packages WHERE id = OLD.package_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'evidence is append-only until its time is over';
END $$;
DROP TRIGGER evidence_records_append_only ON evidence_records;
ALTER TABLE evidence_records DROP CONSTRAINT evidence_records_package_id_fkey;
ALTER TABLE evidence_records ADD CONSTRAINT evidence_records_package_id_fkey
  FOREIGN KEY (package_id) REFERENCES evidence_packages ON DELETE CASCADE;
CREATE TRIGGER evidence_records_append_only BEFORE UPDATE OR DELETE ON evidence_records
  FOR EACH ROW EXECUTE FUNCTION infraudit_keep_part_of_evidence();
DROP TRIGGER evidence_signatures_append_only ON evidence_signatures;
ALTER TABLE evidence_signatures DROP CONSTRAINT evidence_signatures_package_id_fkey;
ALTER TABLE evidence_signatures ADD CONSTRAINT evidence_signatures_package_id_fkey
  FOREIGN KEY (package_id) REFERENCES evidence_packages ON DELETE CASCADE;
CREATE TRIGGER evidence_signatures_append_only BEFORE UPDATE OR DELETE ON evidence_signatures
  FOR EACH ROW EXECUTE FUNCTION infraudit_keep_part_of_evidence();
GRANT DELETE ON evidence_packages TO infraudit_tenant;
