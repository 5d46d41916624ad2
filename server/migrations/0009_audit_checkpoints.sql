-- Ed25519 keys of the installation. The newest that is not retired signs; public keys stay for ever, because
-- what they signed is kept. No tenant has any right to this table.
CREATE TABLE signing_keys (
  -- The first 16 hexadecimal digits of the SHA-256 of the public key.
  id text PRIMARY KEY,
  public_key bytea NOT NULL,
  -- Sealed by the key that is named beside it.
  private_key bytea NOT NULL,
  private_key_sealed_by text NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz
);
-- Two processes that start at once make one key.
CREATE UNIQUE INDEX signing_keys_one_current ON signing_keys ((true)) WHERE retired_at IS NULL;
ALTER TABLE signing_keys ENABLE ROW LEVEL SECURITY;

-- Signed statements: the first `size` events of the organisation have this Merkle root (RFC 6962).
CREATE TABLE audit_checkpoints (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  size bigint NOT NULL,
  root_hash bytea NOT NULL,
  signed_at timestamptz NOT NULL,
  key_id text NOT NULL REFERENCES signing_keys ON DELETE RESTRICT,
  signature bytea NOT NULL,
  PRIMARY KEY (organization_id, size)
);
SELECT infraudit_protect('audit_checkpoints', 'SELECT, INSERT');

-- Complete parts of the tree, so that a proof or a new checkpoint reads few rows: 256 hashes of the height that
-- is given (0: leaves, 1: roots of 256 leaves, and so on) and the root over them.
CREATE TABLE audit_tree_tiles (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE RESTRICT,
  height smallint NOT NULL,
  position bigint NOT NULL,
  hashes bytea NOT NULL,
  root_hash bytea NOT NULL,
  PRIMARY KEY (organization_id, height, position)
);
SELECT infraudit_protect('audit_tree_tiles', 'SELECT, INSERT');

CREATE TRIGGER audit_checkpoints_append_only BEFORE UPDATE OR DELETE ON audit_checkpoints
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER audit_checkpoints_no_truncate BEFORE TRUNCATE ON audit_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER audit_tree_tiles_append_only BEFORE UPDATE OR DELETE ON audit_tree_tiles
  FOR EACH ROW EXECUTE FUNCTION infraudit_refuse_change();
CREATE TRIGGER audit_tree_tiles_no_truncate BEFORE TRUNCATE ON audit_tree_tiles
  FOR EACH STATEMENT EXECUTE FUNCTION infraudit_refuse_change();
