-- The tags again, a row each: the list filters by them, and under row-level security only plain equations are
-- answered from an index. Text is cut at 500 characters, which is all that an index entry holds.
CREATE TABLE resource_tags (
  organization_id bigint NOT NULL REFERENCES organizations ON DELETE CASCADE,
  resource_id bigint NOT NULL REFERENCES resources ON DELETE CASCADE,
  key text NOT NULL,
  value text NOT NULL,
  status text NOT NULL,
  PRIMARY KEY (resource_id, key)
);
INSERT INTO resource_tags (organization_id, resource_id, key, value, status)
SELECT DISTINCT ON (r.id, left(t.key, 500)) r.organization_id, r.id, left(t.key, 500), left(t.value, 500), r.status
FROM resources r, jsonb_each_text(r.tags) t;
CREATE INDEX resource_tags_find ON resource_tags (organization_id, key, value, status, resource_id);
SELECT infraudit_protect('resource_tags');
DROP INDEX resources_tags;

-- Parts of words are found by their trigrams. Where the extension may not be made, the same query reads every row.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX resources_text ON resources USING gin (search_text gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'pg_trgm is not available: searching the inventory by text reads every resource';
END $$;

-- LIKE is no leakproof operator, so row-level security would keep it from the index above. This function runs as
-- the owner of the tables and asks for the organisation by itself.
CREATE FUNCTION infraudit_resources_like(pattern text)
RETURNS TABLE (organization_id bigint, id bigint, provider_id bigint, name text, type text, region text,
  status text, changed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT r.organization_id, r.id, r.provider_id, r.name, r.type, r.region, r.status, r.changed_at
  FROM resources r
  WHERE r.search_text LIKE pattern
    AND r.organization_id = (SELECT current_setting('infraudit.organization_id', true)::bigint)
$$;
