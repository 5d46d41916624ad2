-- One alert per root condition: it is raised once, counts what recurs, and opens again when it comes back.
CREATE TABLE alerts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- Names the condition, such as job_failed:12.
  fingerprint text NOT NULL,
  -- security, compliance, performance, cost
  type text NOT NULL,
  severity text NOT NULL,
  -- open, acknowledged, resolved
  status text NOT NULL DEFAULT 'open',
  title text NOT NULL,
  description text NOT NULL,
  -- What it is about, and the newest thing that shows it.
  source_kind text NOT NULL,
  source_id bigint NOT NULL,
  source_name text NOT NULL,
  evidence_kind text,
  evidence_id bigint,
  -- The part of the source that must be seen well again before it is resolved by itself; null is all of it.
  condition jsonb,
  occurrences integer NOT NULL DEFAULT 1,
  first_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  acknowledged_by jsonb,
  acknowledged_at timestamptz,
  resolved_by jsonb,
  resolved_at timestamptz,
  -- person, cleared
  resolution text,
  resolution_note text,
  UNIQUE (organization_id, fingerprint)
);
CREATE INDEX alerts_list ON alerts (organization_id, status, last_at DESC, id DESC);
CREATE INDEX alerts_source ON alerts (organization_id, source_kind, source_id);
SELECT infraudit_protect('alerts');

CREATE TABLE alert_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  alert_id bigint NOT NULL REFERENCES alerts ON DELETE CASCADE,
  at timestamptz NOT NULL,
  -- raised, occurred, reopened, acknowledged, resolved
  kind text NOT NULL,
  actor jsonb NOT NULL,
  note text,
  evidence_kind text,
  evidence_id bigint,
  -- The announced event that caused it: delivered twice, it counts once.
  outbox_event_id bigint
);
CREATE INDEX alert_events_alert ON alert_events (alert_id, id DESC);
CREATE UNIQUE INDEX alert_events_once ON alert_events (organization_id, alert_id, outbox_event_id)
  WHERE outbox_event_id IS NOT NULL AND kind <> 'resolved';
SELECT infraudit_protect('alert_events');
