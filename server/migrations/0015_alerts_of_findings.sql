-- An alert about a resource knows which one and which of its attributes, and which controls fail because of it.
ALTER TABLE alerts
  ADD COLUMN resource_id bigint REFERENCES resources ON DELETE SET NULL,
  -- Kept when the record of the resource is deleted.
  ADD COLUMN resource_name text,
  ADD COLUMN resource_type text,
  ADD COLUMN provider_id bigint REFERENCES providers ON DELETE SET NULL,
  -- The top-level attribute, of an alert about (resource, attribute).
  ADD COLUMN attribute text,
  -- The id of a source whose ids are no numbers: a control, a webhook.
  ADD COLUMN source_key text,
  ADD COLUMN muted_until timestamptz,
  ADD COLUMN muted_by jsonb,
  ADD COLUMN mute_note text,
  ADD COLUMN assignee_id bigint REFERENCES users ON DELETE SET NULL,
  ADD COLUMN assigned_by jsonb,
  ADD COLUMN assigned_at timestamptz,
  -- The newest four moments at which it opened, as ISO text.
  ADD COLUMN openings jsonb NOT NULL DEFAULT '[]',
  -- It opened four times within the 24 hours before this moment; null while it does not flap.
  ADD COLUMN flapping_until timestamptz,
  -- When its opening or its end was last announced, and when what was held back since is due.
  ADD COLUMN announced_at timestamptz,
  ADD COLUMN announce_due_at timestamptz;
CREATE INDEX alerts_resource ON alerts (resource_id) WHERE resource_id IS NOT NULL;
CREATE INDEX alerts_provider ON alerts (provider_id, status) WHERE provider_id IS NOT NULL;
CREATE INDEX alerts_assignee ON alerts (assignee_id) WHERE assignee_id IS NOT NULL;
CREATE INDEX alerts_resolved ON alerts (organization_id, resolved_at DESC, id DESC) WHERE status = 'resolved';
-- What a timer has to look at, of all organisations.
CREATE INDEX alerts_announce_due ON alerts (announce_due_at) WHERE announce_due_at IS NOT NULL;
CREATE INDEX alerts_mute_ends ON alerts (muted_until) WHERE muted_until IS NOT NULL;

-- Controls that fail on the resource of an alert because of the attribute that it is about. One open port that
-- several controls and standards forbid is one alert with several mappings.
CREATE TABLE alert_mappings (
  alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
  control_id text NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  severity text NOT NULL,
  since timestamptz NOT NULL,
  -- When the finding was over; null while it lasts.
  ended_at timestamptz,
  PRIMARY KEY (alert_id, control_id)
);
CREATE INDEX alert_mappings_control ON alert_mappings (organization_id, control_id) WHERE ended_at IS NULL;
SELECT infraudit_protect('alert_mappings');

-- A drift counts once for an alert, however often it is told of.
CREATE UNIQUE INDEX alert_events_drift_once ON alert_events (alert_id, evidence_id)
  WHERE evidence_kind = 'drift' AND kind IN ('raised', 'occurred', 'reopened');
