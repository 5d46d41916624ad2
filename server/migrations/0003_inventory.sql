CREATE TABLE providers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  type text NOT NULL,
  name text NOT NULL,
  -- The vendor's account, project, subscription or cluster.
  account_id text NOT NULL,
  auth_method text NOT NULL,
  -- What is not secret: region, role ARN, profile, endpoint.
  settings jsonb NOT NULL DEFAULT '{}',
  -- AES-256-GCM envelope; null after disconnecting.
  credentials bytea,
  credentials_key_id text,
  status text NOT NULL,
  error_message text,
  last_synced_at timestamptz,
  created_by bigint REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  disconnected_at timestamptz
);
CREATE INDEX providers_organization ON providers (organization_id, id);
CREATE UNIQUE INDEX providers_account ON providers (organization_id, type, account_id)
  WHERE disconnected_at IS NULL;
SELECT infraudit_protect('providers');

CREATE TABLE sync_runs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  execution_id bigint,
  -- running, succeeded, partial, failed
  status text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  found integer NOT NULL DEFAULT 0,
  created integer NOT NULL DEFAULT 0,
  updated integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  deleted integer NOT NULL DEFAULT 0,
  unreadable integer NOT NULL DEFAULT 0,
  error text
);
CREATE INDEX sync_runs_provider ON sync_runs (organization_id, provider_id, id DESC);
SELECT infraudit_protect('sync_runs');

-- What one source (a collector in a region) answered in one run.
CREATE TABLE source_outcomes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  sync_run_id bigint NOT NULL REFERENCES sync_runs ON DELETE CASCADE,
  source text NOT NULL,
  region text NOT NULL,
  outcome text NOT NULL,
  fetched integer NOT NULL DEFAULT 0,
  gaps jsonb NOT NULL DEFAULT '[]',
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL
);
CREATE INDEX source_outcomes_run ON source_outcomes (organization_id, sync_run_id);
SELECT infraudit_protect('source_outcomes');

-- One scope is what one source scans: only a complete scan of it may mark its resources deleted. A resource
-- was last seen when its scope was last seen whole, so an unchanged rescan writes one row per scope and none
-- per resource.
CREATE TABLE inventory_scopes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  source text NOT NULL,
  region text NOT NULL,
  last_attempt_at timestamptz,
  last_complete_at timestamptz,
  last_outcome text,
  UNIQUE (provider_id, source, region)
);
SELECT infraudit_protect('inventory_scopes');

CREATE TABLE resources (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  scope_id bigint NOT NULL REFERENCES inventory_scopes ON DELETE CASCADE,
  external_id text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  region text NOT NULL,
  status text NOT NULL,
  tags jsonb NOT NULL DEFAULT '{}',
  -- sha256 of the canonical snapshot, the same as its version's.
  content_hash text NOT NULL,
  version_id bigint NOT NULL,
  unreadable_count integer NOT NULL DEFAULT 0,
  first_seen_at timestamptz NOT NULL,
  -- When this row itself was last written from an observation; see inventory_scopes for the rest.
  last_seen_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  deleted_at timestamptz,
  -- For free text: one comparison in lower case instead of two that fold the case of each row.
  search_text text GENERATED ALWAYS AS (lower(name || chr(10) || external_id)) STORED,
  UNIQUE (provider_id, type, external_id)
);
-- Every order of the list has an index that holds what the usual filters ask, so that a deep page is found
-- without reading the rows before it.
CREATE INDEX resources_by_name ON resources (organization_id, name, id) INCLUDE (status);
CREATE INDEX resources_by_type ON resources (organization_id, type, name, id) INCLUDE (status);
CREATE INDEX resources_by_scope ON resources (scope_id, id);
CREATE INDEX resources_by_provider ON resources (organization_id, provider_id, name, id) INCLUDE (status);
CREATE INDEX resources_by_change ON resources (organization_id, changed_at DESC, id DESC) INCLUDE (status);
CREATE INDEX resources_by_region ON resources (organization_id, region, name, id) INCLUDE (status);
CREATE INDEX resources_tags ON resources USING gin (tags jsonb_path_ops);
SELECT infraudit_protect('resources');

CREATE TABLE resource_versions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  resource_id bigint NOT NULL REFERENCES resources ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  content_hash text NOT NULL,
  configuration jsonb NOT NULL,
  unreadable jsonb NOT NULL DEFAULT '[]',
  observed_at timestamptz NOT NULL
);
CREATE INDEX resource_versions_resource ON resource_versions (resource_id, id DESC);
SELECT infraudit_protect('resource_versions', 'SELECT, INSERT, DELETE');

CREATE TABLE resource_status_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  resource_id bigint NOT NULL REFERENCES resources ON DELETE CASCADE,
  from_status text,
  to_status text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX resource_status_changes_resource ON resource_status_changes (resource_id, id DESC);
SELECT infraudit_protect('resource_status_changes');

-- Exact totals of a list of 100,000 without counting it: kept in the transaction of each change.
CREATE TABLE inventory_counts (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES providers ON DELETE CASCADE,
  type text NOT NULL,
  region text NOT NULL,
  status text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (organization_id, provider_id, type, region, status)
);
SELECT infraudit_protect('inventory_counts');
