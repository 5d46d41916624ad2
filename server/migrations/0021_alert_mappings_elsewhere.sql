-- A control may fail on resources that did not change, because it looks at the one that did: their ids.
ALTER TABLE alert_mappings ADD COLUMN elsewhere jsonb NOT NULL DEFAULT '[]';
