-- One chain per organisation: hash = sha256(previous_hash || canonical event). `sequence` has no holes.
CREATE TABLE audit_events (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  sequence bigint NOT NULL,
  at timestamptz NOT NULL,
  action text NOT NULL,
  actor_kind text NOT NULL,
  actor_id bigint,
  actor_label text NOT NULL,
  target_type text NOT NULL,
  target_id text NOT NULL,
  outcome text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  request_id text,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (organization_id, sequence)
);
CREATE INDEX audit_events_at ON audit_events (organization_id, at DESC);
CREATE INDEX audit_events_target ON audit_events (organization_id, target_type, target_id, sequence DESC);
CREATE INDEX audit_events_action ON audit_events (organization_id, action, sequence DESC);
SELECT infraudit_protect('audit_events', 'SELECT, INSERT');

-- The head of each chain: locked by the writer, so two transactions cannot take the same place.
CREATE TABLE audit_chains (
  organization_id bigint PRIMARY KEY REFERENCES organizations ON DELETE RESTRICT,
  sequence bigint NOT NULL DEFAULT 0,
  hash text NOT NULL
);
SELECT infraudit_protect('audit_chains', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION infraudit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are append-only';
END $$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_change();

-- Facts to announce, written in the transaction of the fact and delivered at least once.
CREATE TABLE outbox_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  type text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  dispatched_at timestamptz
);
CREATE INDEX outbox_events_waiting ON outbox_events (id) WHERE dispatched_at IS NULL;
CREATE INDEX outbox_events_stream ON outbox_events (organization_id, id);
SELECT infraudit_protect('outbox_events', 'SELECT, INSERT');

-- Answers of creating calls, kept for a day so that a repeated request is not a second creation.
CREATE TABLE idempotency_keys (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  actor text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, actor, key)
);
SELECT infraudit_protect('idempotency_keys');
