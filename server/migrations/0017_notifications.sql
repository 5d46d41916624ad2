-- Where people are told, who is told of what, and what was told.
CREATE TABLE notification_channels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name text NOT NULL,
  -- slack, email, teams, pagerduty, webhook
  kind text NOT NULL,
  -- person; environment: its settings come from variables of the installation
  origin text NOT NULL DEFAULT 'person',
  settings jsonb NOT NULL DEFAULT '{}',
  -- Where it goes, for people; nothing secret.
  address text NOT NULL DEFAULT '',
  secret bytea,
  secret_key_id text,
  -- Names of the secrets that are set.
  secret_fields jsonb NOT NULL DEFAULT '[]',
  enabled boolean NOT NULL DEFAULT true,
  -- Gets what no rule is about.
  is_default boolean NOT NULL DEFAULT false,
  -- Messages that failed for good since the last one that arrived.
  failures_in_a_row integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  last_error text,
  last_sent_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (organization_id, name)
);
SELECT infraudit_protect('notification_channels');

CREATE TABLE notification_rules (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  channel_id bigint NOT NULL REFERENCES notification_channels ON DELETE CASCADE,
  name text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  -- What it is about: events, alert types, severity, account, tags, control.
  match jsonb NOT NULL,
  quiet_hours jsonb,
  digest jsonb,
  created_at timestamptz NOT NULL,
  created_by jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX notification_rules_list ON notification_rules (organization_id, id);
CREATE INDEX notification_rules_channel ON notification_rules (channel_id);
SELECT infraudit_protect('notification_rules');

-- What a member wants to be told by mail; without a row the defaults hold.
CREATE TABLE notification_preferences (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  preferences jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, user_id)
);
SELECT infraudit_protect('notification_preferences');

-- Each announced event that was decided about, with what a rule may ask of it: delivered twice, it is decided once,
-- and a new rule can be tried on what happened before it.
CREATE TABLE notification_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  outbox_event_id bigint NOT NULL,
  at timestamptz NOT NULL,
  title text NOT NULL,
  routed jsonb NOT NULL,
  UNIQUE (organization_id, outbox_event_id)
);
CREATE INDEX notification_events_at ON notification_events (organization_id, at DESC, id DESC);
SELECT infraudit_protect('notification_events', 'SELECT, INSERT, DELETE');

-- One row per event and destination, also for what was not sent, with the reason.
CREATE TABLE notifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- Null for tests, messages of people and summaries.
  event_id bigint REFERENCES notification_events ON DELETE CASCADE,
  event_type text NOT NULL,
  -- alert:12; later news about it follows where its opening was told.
  subject text,
  -- open, acknowledged, resolved, message
  state text NOT NULL,
  channel_id bigint REFERENCES notification_channels ON DELETE SET NULL,
  user_id bigint REFERENCES users ON DELETE SET NULL,
  -- As it was then: the name of the channel, or the address of the person.
  destination text NOT NULL,
  channel_kind text,
  rule_id bigint,
  rule_name text,
  -- pending, sent, failed, suppressed
  status text NOT NULL,
  reason text,
  -- What a pending one waits for: quiet, digest, burst; null when it is on its way.
  hold text,
  due_at timestamptz,
  -- The summary that told it.
  summary_id bigint REFERENCES notifications ON DELETE SET NULL,
  delivery_id text,
  attempts integer NOT NULL DEFAULT 0,
  severity text,
  alert_type text,
  title text NOT NULL,
  notice jsonb NOT NULL,
  -- What later news needs to join it: a message's timestamp, a mail's id.
  thread jsonb,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX notifications_list ON notifications (organization_id, created_at DESC, id DESC);
CREATE INDEX notifications_subject ON notifications (organization_id, subject, id) WHERE subject IS NOT NULL;
CREATE INDEX notifications_channel ON notifications (channel_id, created_at) WHERE channel_id IS NOT NULL;
CREATE INDEX notifications_person ON notifications (user_id, created_at) WHERE user_id IS NOT NULL;
CREATE INDEX notifications_event ON notifications (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX notifications_summary ON notifications (summary_id) WHERE summary_id IS NOT NULL;
CREATE INDEX notifications_due ON notifications (due_at) WHERE status = 'pending' AND hold IS NOT NULL;
SELECT infraudit_protect('notifications');
