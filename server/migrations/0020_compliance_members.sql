-- What judged resources saw of others: the members of the types that controls read, as they were then.
CREATE TABLE compliance_members (
  -- No reference: a member whose record was removed must be missed.
  resource_id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  type text NOT NULL,
  version_id bigint NOT NULL,
  resource_changed_at timestamptz NOT NULL,
  -- The questions that find it among the members of its type, as numbers.
  looks integer[] NOT NULL
);
CREATE INDEX compliance_members_provider ON compliance_members (provider_id, type, resource_id);
SELECT infraudit_protect('compliance_members');

-- The questions that the controls of the resource asked about others: it is judged again when the answer to one of
-- them may be another.
ALTER TABLE compliance_judgements ADD COLUMN looks integer[] NOT NULL DEFAULT '{}';
