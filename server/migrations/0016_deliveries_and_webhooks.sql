-- What has to reach another system: one row per message and destination, sent until it arrived or is given up.
CREATE TABLE deliveries (
  -- dlv_…; the receiver sees it and it stays the same through every attempt.
  id text PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- webhook, notification
  kind text NOT NULL,
  destination_id text NOT NULL,
  -- organisation:kind:destination. What is due is taken lane by lane, so none waits for another.
  lane text NOT NULL,
  event_type text NOT NULL,
  -- The same event for the same destination is one delivery.
  dedupe_key text NOT NULL,
  body jsonb NOT NULL,
  -- pending, sending, sent, failed, suppressed
  status text NOT NULL DEFAULT 'pending',
  -- Why it is as it is: the last failure, or why it was not sent.
  reason text,
  -- Every attempt that was begun, and those since it was queued, which decide about the next one.
  attempts integer NOT NULL DEFAULT 0,
  round_attempts integer NOT NULL DEFAULT 0,
  -- Attempts in a row that ended with their process, without a result.
  interruptions integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  next_attempt_at timestamptz,
  -- Who sends it now, and until when nobody else does.
  claim text,
  lease_until timestamptz,
  ended_at timestamptz,
  UNIQUE (organization_id, kind, destination_id, dedupe_key)
);
CREATE INDEX deliveries_due ON deliveries (lane, next_attempt_at, id) WHERE status = 'pending';
CREATE INDEX deliveries_next ON deliveries (next_attempt_at) WHERE status = 'pending';
CREATE INDEX deliveries_sending ON deliveries (lane) WHERE status = 'sending';
CREATE INDEX deliveries_leases ON deliveries (lease_until) WHERE status = 'sending';
CREATE INDEX deliveries_list ON deliveries (organization_id, kind, destination_id, created_at DESC, id DESC);
CREATE INDEX deliveries_ended ON deliveries (ended_at) WHERE ended_at IS NOT NULL;
SELECT infraudit_protect('deliveries');

-- What came of each attempt.
CREATE TABLE delivery_attempts (
  delivery_id text NOT NULL REFERENCES deliveries ON DELETE CASCADE,
  attempt integer NOT NULL,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- sent, retry, give_up, suppressed, interrupted
  outcome text NOT NULL,
  reason text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  -- Without secrets.
  request jsonb,
  -- Status, headers and the first bytes of the body.
  response jsonb,
  PRIMARY KEY (delivery_id, attempt)
);
SELECT infraudit_protect('delivery_attempts', 'SELECT, INSERT, DELETE');

CREATE TABLE webhooks (
  -- wh_…
  id text PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name text NOT NULL,
  url text NOT NULL,
  events text[] NOT NULL,
  -- active, disabled, paused
  status text NOT NULL DEFAULT 'active',
  -- Why and when it was paused; null otherwise.
  paused_reason text,
  paused_at timestamptz,
  secret bytea NOT NULL,
  secret_key_id text NOT NULL,
  secret_set_at timestamptz NOT NULL,
  -- The former secret signs beside the new one until then.
  former_secret bytea,
  former_secret_key_id text,
  former_secret_until timestamptz,
  -- Deliveries that failed for good since the last one that arrived, and when the first attempt after it failed.
  failures_in_a_row integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  last_delivery_status text,
  last_delivery_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX webhooks_list ON webhooks (organization_id, created_at);
SELECT infraudit_protect('webhooks');
