-- Several changes in one run: a scheduled remediation asks once for all that it plans.
-- The step of the run's plan, from 1; null for a change that has a run of its own.
ALTER TABLE remediations ADD COLUMN step integer;
-- Whether the finding was gone when the resource was collected again after the change; null until somebody looked.
ALTER TABLE remediations ADD COLUMN finding_gone boolean;

CREATE INDEX remediations_of_execution ON remediations (organization_id, execution_id, step);
CREATE INDEX remediations_of_undo ON remediations (organization_id, undo_execution_id)
  WHERE undo_execution_id IS NOT NULL;
