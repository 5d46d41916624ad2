import type { Tx } from '../../../platform/db/database.ts';
import { type AssessmentRow, listAssessedControls, listLatest } from './assessment-list-store.ts';
import { type Enablement, listEnabled } from './enablement-store.ts';

/** What is enabled now, each with its newest assessment. */
export async function latestOfEnabled(
  tx: Tx,
): Promise<{ enablement: Enablement; latest: AssessmentRow | undefined }[]> {
  const latest = new Map(
    (await listLatest(tx)).map((row) => [`${row.framework_id} ${row.framework_version}`, row]),
  );
  return (await listEnabled(tx)).map((enablement) => ({
    enablement,
    latest: latest.get(`${enablement.framework_id} ${enablement.version}`),
  }));
}

/**
 * Controls that fail in the newest assessment of a framework that is enabled, or that failed until nobody could look.
 * An alert about any other control is over.
 */
export async function failingControlIds(tx: Tx): Promise<Set<string>> {
  const ids = (await latestOfEnabled(tx)).flatMap(({ latest }) => (latest === undefined ? [] : [latest.id]));
  const controls = await listAssessedControls(tx, ids);
  return new Set(
    controls.flatMap(({ control_id, failing_since }) => (failing_since === null ? [] : [control_id])),
  );
}
