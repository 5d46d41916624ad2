-- What is already known of an open drift: how bad it was at worst, and digests of the places at which it was seen to
-- differ. What is not among them is news, and then it became worse.
ALTER TABLE drifts ADD COLUMN known jsonb;
ALTER TABLE drifts ADD COLUMN worsened_at timestamptz;

ALTER TABLE alerts
  -- The newest worsening of its drift that it has told of.
  ADD COLUMN worsened_at timestamptz,
  -- Its control failed already when it was checked for the first time: nothing that changed.
  ADD COLUMN first_check boolean NOT NULL DEFAULT false;
