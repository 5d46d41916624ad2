import { systemScope } from '../../../core/scope.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import type { Subscriber } from '../../../platform/events/dispatcher.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { type CausingDrift, forgottenDrifts, readDrifts } from './cause-store.ts';
import { settleExplained } from './compliance-alerts.ts';
import { closeLedger, openLedger } from './ledger.ts';
import { type AlertsDeps, type Raise, raiseAlerts } from './service.ts';
import { settleCauses, wordsOf } from './settle-causes.ts';
import { lockByFingerprints } from './store.ts';

/** Permanent: part of the name of its queue. */
export const driftAlertsSubscriber = 'drift-alerts';

/**
 * One alert per resource and top-level attribute. A drift that is over before anybody heard of it leaves a resolved
 * alert: that something was open for an hour is worth knowing.
 */
export function driftAlerts(deps: AlertsDeps): Subscriber {
  const handleAll = async (events: readonly StoredEvent[]): Promise<void> => {
    const [first] = events;
    if (first === undefined) return;
    await deps.db.within(organizationScope(first.organizationId, 'alerts of drifts'), async (tx) => {
      const drifts = await readDrifts(
        tx,
        events.map(({ payload }) => Number(payload.drift_id)),
      );
      const ofEvents = (type: string) =>
        events.flatMap((event) => {
          const drift = drifts.get(Number(event.payload.drift_id));
          return event.type === type && drift !== undefined ? [{ event, drift }] : [];
        });
      const ledger = openLedger();
      const detected = ofEvents('drift.detected');
      const raised = await raiseAlerts(
        tx,
        ledger,
        detected.map(({ event, drift }) => raiseOf(drift, event)),
      );
      const moved = await lockByFingerprints(
        tx,
        [...ofEvents('drift.resolved'), ...ofEvents('drift.updated')].map(({ drift }) =>
          fingerprintOf(drift),
        ),
      );
      const ids = [...new Set([...raised, ...moved].map(({ id }) => id))];
      const told = detected.flatMap(({ drift }, place) =>
        raised[place]?.change === 'counted_before' ? [] : [drift],
      );
      const came = await settleCauses(deps, tx, ledger, ids, told);
      if (came.size > 0) await settleExplained(deps, tx, ledger, { controlIds: came, event: first });
      await closeLedger(deps, tx, ledger);
    });
  };
  return {
    name: driftAlertsSubscriber,
    types: ['drift.detected', 'drift.updated', 'drift.resolved'],
    handle: (event) => handleAll([event]),
    handleAll,
  };
}

const lateMs = 15 * 60_000;
const foundAtOnce = 200;

/**
 * Drifts that nobody was told of although their event was handed on long ago: its message was tried so often, by
 * workers that died of something else, that the queue gave it up. Returns how many.
 */
export async function raiseForgotten(deps: AlertsDeps): Promise<number> {
  const late = new Date(deps.clock.now().getTime() - lateMs);
  const events = await deps.db.asSystem(systemScope('drifts of all organisations without an alert'), (tx) =>
    forgottenDrifts(tx, late, foundAtOnce),
  );
  const subscriber = driftAlerts(deps);
  for (const ofOne of Map.groupBy(events, ({ organizationId }) => organizationId).values())
    await subscriber.handleAll?.(ofOne, AbortSignal.timeout(lateMs));
  return events.length;
}

const fingerprintOf = (drift: CausingDrift): string => `resource:${drift.resource_id}:${drift.attribute}`;

function raiseOf(drift: CausingDrift, event: StoredEvent): Raise {
  return {
    fingerprint: fingerprintOf(drift),
    severity: drift.severity,
    ...wordsOf(drift),
    source: { kind: 'drift', id: drift.id, name: drift.resource_name },
    about: {
      resourceId: drift.resource_id,
      resourceName: drift.resource_name,
      resourceType: drift.resource_type,
      providerId: drift.provider_id,
      attribute: drift.attribute,
    },
    evidence: { kind: 'drift', id: drift.id },
    condition: null,
    at: drift.detected_at,
    outboxEventId: event.id,
  };
}
