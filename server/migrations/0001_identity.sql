-- Organisations and the people in them. Row-level security is declared table by table with
-- infraudit_protect: the role infraudit_tenant (made by the migrator) sees one organisation only, the one
-- that the transaction names in infraudit.organization_id.

CREATE FUNCTION infraudit_protect(target regclass, rights text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant ON %s TO infraudit_tenant
       USING (organization_id = (SELECT current_setting(''infraudit.organization_id'', true)::bigint))
       WITH CHECK (organization_id = (SELECT current_setting(''infraudit.organization_id'', true)::bigint))',
    target);
  EXECUTE format('GRANT %s ON %s TO infraudit_tenant', rights, target);
END $$;

CREATE TABLE organizations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  time_zone text NOT NULL DEFAULT 'UTC',
  settings jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organizations TO infraudit_tenant
  USING (id = (SELECT current_setting('infraudit.organization_id', true)::bigint));
GRANT SELECT, UPDATE ON organizations TO infraudit_tenant;

CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL DEFAULT '',
  -- Argon2id in PHC form; null for people who only sign in elsewhere.
  password_hash text,
  supabase_id uuid UNIQUE,
  oidc_issuer text,
  oidc_subject text,
  -- Read-only operator across organisations; every use is audited.
  support boolean NOT NULL DEFAULT false,
  failed_sign_ins integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_active_at timestamptz,
  UNIQUE (oidc_issuer, oidc_subject)
);
CREATE UNIQUE INDEX users_email ON users (lower(email));

CREATE TABLE memberships (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  role text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX memberships_user ON memberships (user_id);
SELECT infraudit_protect('memberships');

-- A member's profile is readable inside the organisation that they belong to, and nothing of anyone else.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON users TO infraudit_tenant
  USING (EXISTS (
    SELECT 1 FROM memberships m
    WHERE m.user_id = users.id
      AND m.organization_id = (SELECT current_setting('infraudit.organization_id', true)::bigint)));
GRANT SELECT (id, email, name, created_at, last_active_at) ON users TO infraudit_tenant;

CREATE TABLE invitations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  email text NOT NULL,
  role text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  invited_by bigint REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX invitations_organization ON invitations (organization_id, created_at DESC);
SELECT infraudit_protect('invitations');

-- Browser sessions (kind browser) and refresh tokens of the command line (kind refresh).
CREATE TABLE sessions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  organization_id bigint REFERENCES organizations ON DELETE CASCADE,
  kind text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  -- Refresh tokens are used once; all tokens of one sign-in share a family, so a replay ends the family.
  family text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  user_agent text
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_family ON sessions (family);

-- Short-lived values of a sign-in that is under way: OIDC state, links that sign in once, stream tickets.
CREATE TABLE one_time_tokens (
  token_hash text PRIMARY KEY,
  purpose text NOT NULL,
  user_id bigint REFERENCES users ON DELETE CASCADE,
  organization_id bigint REFERENCES organizations ON DELETE CASCADE,
  payload jsonb NOT NULL DEFAULT '{}',
  expires_at timestamptz NOT NULL
);

CREATE TABLE api_keys (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  created_by bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL,
  -- The readable beginning, `ia_live_ab12cd`; the key itself is never stored.
  prefix text NOT NULL,
  key_hash text NOT NULL UNIQUE,
  role text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_keys_organization ON api_keys (organization_id, created_at DESC);
SELECT infraudit_protect('api_keys');
