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
 * An alert about any other control is over. `whole`: all that they are about was seen, so that nothing fails them any
 * more when what failed does not.
 */
export async function failingControls(tx: Tx): Promise<Map<string, { whole: boolean }>> {
  const ids = (await latestOfEnabled(tx)).flatMap(({ latest }) => (latest === undefined ? [] : [latest.id]));
  const failing = new Map<string, { whole: boolean }>();
  for (const control of await listAssessedControls(tx, ids)) {
    if (control.failing_since === null) continue;
    const seen = control.status === 'fail' && control.counts.unknown === 0 && control.unlisted.length === 0;
    const { whole = true } = failing.get(control.control_id) ?? {};
    failing.set(control.control_id, { whole: whole && seen });
  }
  return failing;
}

export const failingControlIds = async (tx: Tx): Promise<Set<string>> =>
  new Set((await failingControls(tx)).keys());
