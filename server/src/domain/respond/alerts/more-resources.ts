import type { Tx } from '../../../platform/db/database.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import { failingControlIds } from '../../assess/compliance/index.ts';
import { acceptedFindings } from '../../assess/controls/index.ts';
import { type BeganToFail, beganToFail } from './control-store.ts';
import { findElsewhere } from './elsewhere.ts';
import type { Ledger } from './ledger.ts';
import { namesOf, resourcesFail } from './resource-names.ts';
import { type AlertsDeps, boundedWords, type Raise, raiseAlerts, worsen } from './service.ts';
import { lockByFingerprints, updateAlert } from './store.ts';

/**
 * Resources that begin to fail a control which has an alert already. An assessment tells of a control only when the
 * one before saw it well, so nobody else says so. A resolved alert opens again. A living one became worse when the
 * control is critical or high: another public bucket is heard of although one was known. That of a milder control
 * counts another occurrence, so that a fleet which grows and shrinks keeps nobody awake.
 */
export async function beginToFail(
  deps: AlertsDeps,
  tx: Tx,
  ledger: Ledger,
  { prefix, event }: { prefix: string; event: StoredEvent },
): Promise<void> {
  const found = await untold(deps, tx, prefix);
  if (found.length === 0) return;
  const byControl = Map.groupBy(found, ({ control_id }) => control_id);
  const alerts = await lockByFingerprints(
    tx,
    [...byControl.keys()].map((controlId) => `${prefix}${controlId}`),
  );
  const counted: Raise[] = [];
  for (const alert of alerts) {
    const began = byControl.get(alert.fingerprint.slice(prefix.length)) ?? [];
    const [first] = began;
    // A person may have decided about it meanwhile; the next event looks again.
    if (first === undefined || first.alert_status !== alert.status) continue;
    if (alert.status === 'resolved' || (first.severity !== 'critical' && first.severity !== 'high')) {
      counted.push(occurrence(began, alert.status === 'resolved' ? 'again' : 'more', prefix, event));
      continue;
    }
    const note = `${resourcesFail(began.length, 'more ')} ${first.control_id}: ${namesOf(began, began.length)}.`;
    await worsen(tx, ledger, alert, {
      severity: first.severity,
      at: newestOf(began, event),
      note,
      worsenedAt: null,
    });
    const { description } = boundedWords({ title: alert.title, description: `${note} ${alert.description}` });
    const severalNow = { resource_id: null, resource_name: null, resource_type: null };
    await updateAlert(tx, alert.id, { description, ...severalNow });
  }
  await raiseAlerts(tx, ledger, counted);
}

/** Without what failed because of a change that has its own alert, and what somebody accepted. */
async function untold(deps: AlertsDeps, tx: Tx, prefix: string): Promise<BeganToFail[]> {
  const found = await beganToFail(tx, prefix);
  if (found.length === 0) return [];
  const failing = await failingControlIds(tx);
  const place = (of: { resource_id: number; control_id: string }) => `${of.resource_id} ${of.control_id}`;
  const elsewhere = new Set((await findElsewhere(tx, deps.controls)).map(place));
  const accepted = new Set(
    (await acceptedFindings(tx, deps.clock.now())).map((each) => `${place(each)} ${each.fingerprint}`),
  );
  return found.filter(
    (each) =>
      failing.has(each.control_id) &&
      !elsewhere.has(place(each)) &&
      !accepted.has(`${place(each)} ${each.fingerprint}`),
  );
}

/** What is told of now is not told of again by an event that comes late. */
function newestOf(found: readonly BeganToFail[], { at }: StoredEvent): Date {
  return new Date(Math.max(at.getTime(), ...found.map(({ failed_at }) => failed_at.getTime())));
}

function occurrence(
  found: readonly BeganToFail[],
  how: 'again' | 'more',
  prefix: string,
  event: StoredEvent,
): Raise {
  const [first] = found as [BeganToFail];
  const only = how === 'again' && found.length === 1;
  const { execution_id: executionId } = event.payload;
  const names = namesOf(found, found.length);
  return {
    fingerprint: `${prefix}${first.control_id}`,
    type: 'compliance',
    severity: first.severity,
    title: first.title,
    description:
      how === 'again'
        ? `${resourcesFail(found.length)} ${first.control_id} again: ${names}.`
        : `${resourcesFail(found.length, 'more ')} ${first.control_id}: ${names}.`,
    source: { kind: 'control', id: 0, key: first.control_id, name: first.control_id },
    about: {
      resourceId: only ? first.resource_id : null,
      resourceName: only ? first.resource_name : null,
      resourceType: only ? first.resource_type : null,
      providerId: new Set(found.map(({ provider_id }) => provider_id)).size === 1 ? first.provider_id : null,
      attribute: null,
    },
    evidence: typeof executionId === 'number' ? { kind: 'execution', id: executionId } : null,
    condition: null,
    at: how === 'again' ? event.at : newestOf(found, event),
    outboxEventId: event.id,
  };
}
