import { z } from 'zod';
import { severities } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import type { Subscriber } from '../../../platform/events/dispatcher.ts';
import { failingControlIds, failingControls } from '../../assess/compliance/index.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { divideFindings, listUnsettled, type OwnFindings } from './cause-store.ts';
import { firstChecks } from './control-store.ts';
import { findElsewhere } from './elsewhere.ts';
import { closeLedger, type Ledger, openLedger } from './ledger.ts';
import { beginToFail } from './more-resources.ts';
import { namesOf, resourcesFail } from './resource-names.ts';
import { type AlertsDeps, endAlerts, type Raise, raiseAlerts } from './service.ts';
import { settleCauses } from './settle-causes.ts';
import { knownByEvidence, listLivingFingerprints, lockByFingerprints } from './store.ts';

/** Permanent: part of the name of its queue. */
export const complianceAlertsSubscriber = 'compliance-alerts';

const prefix = 'control_failed:';
/** Alerts of one transaction: nobody waits long for it. */
const pageSize = 300;

/**
 * One alert per control that fails in an organisation, however many frameworks ask for it. It is resolved when the
 * control fails in no newest assessment of an enabled framework any more, or no resource fails it any more, as after
 * a remediation whose resource was judged again; that nobody could look resolves nothing. It opens again when a
 * resource begins to fail after that, and says so when others join those that fail already (`more-resources.ts`).
 * A resource that fails because one of its attributes changed, or because another resource did at which the control
 * looks, is told of by the alert of that change instead.
 */
export function complianceAlerts(deps: AlertsDeps): Subscriber {
  const handleAll = async (events: readonly StoredEvent[], signal: AbortSignal): Promise<void> => {
    const newest = events.at(-1);
    if (newest === undefined) return;
    const scope = organizationScope(newest.organizationId, 'alerts of compliance');
    for (let afterId = 0; ; ) {
      signal.throwIfAborted();
      const ids = await deps.db.within(scope, async (tx) => {
        const page = await listUnsettled(tx, afterId, pageSize);
        const ledger = openLedger();
        await settleCauses(deps, tx, ledger, page);
        await closeLedger(deps, tx, ledger);
        return page;
      });
      afterId = ids.at(-1) ?? 0;
      if (ids.length < pageSize) break;
    }
    // After the alerts of what changed have taken what is theirs.
    const violations = events.filter(({ type }) => type === 'compliance.violation');
    if (violations.length > 0) await deps.db.within(scope, (tx) => raise(deps, tx, violations));
    await deps.db.within(scope, async (tx) => {
      const ledger = openLedger();
      await beginToFail(deps, tx, ledger, { prefix, event: newest });
      await settleExplained(deps, tx, ledger, { controlIds: null, event: newest });
      await closeLedger(deps, tx, ledger);
    });
  };
  return {
    name: complianceAlertsSubscriber,
    types: [
      'compliance.violation',
      'compliance.assessed',
      'compliance.disabled',
      // Whatever a remediation did, its resource was collected and judged again before it ended.
      'remediation.completed',
      'remediation.failed',
      'remediation.rolled_back',
    ],
    handle: (event, signal) => handleAll([event], signal),
    handleAll,
  };
}

const violation = z.object({
  assessment_id: z.number(),
  framework_title: z.string(),
  framework_version: z.string(),
  control_id: z.string(),
  control_title: z.string(),
  severity: z.enum(severities),
  failed_resources: z.array(z.object({ resource_id: z.number(), resource_name: z.string() })),
  failed_total: z.number(),
  execution_id: z.number(),
});

const foundOf = (event: StoredEvent) => violation.parse(event.payload);

async function raise(deps: AlertsDeps, tx: Tx, events: readonly StoredEvent[]): Promise<void> {
  const controlIds = [...new Set(events.map((event) => foundOf(event).control_id))];
  const failing = await failingControlIds(tx);
  const divided = await divideFindings(tx, controlIds);
  // Their drifts may not have been told of yet.
  const elsewhere = Map.groupBy(await findElsewhere(tx, deps.controls), ({ control_id }) => control_id);
  const known = await knownByEvidence(
    tx,
    controlIds.map((id) => `${prefix}${id}`),
  );
  const first = await firstOf(tx, events);
  const raises: Raise[] = [];
  for (const event of events) {
    const found = foundOf(event);
    const shown = `${prefix}${found.control_id} execution ${found.execution_id}`;
    // Another framework told of it in the same run.
    if (known.has(shown)) continue;
    // It may have been repaired before this was delivered.
    if (!failing.has(found.control_id)) continue;
    known.add(shown);
    const seen = elsewhere.get(found.control_id) ?? [];
    const own = raiseOf(found, divided.get(found.control_id), seen, event);
    if (own !== null) raises.push({ ...own, firstCheck: first.has(event.id) });
  }
  const ledger = openLedger();
  await raiseAlerts(tx, ledger, raises);
  await closeLedger(deps, tx, ledger);
}

/** Ids of events that tell of controls which nobody could judge before their run. */
async function firstOf(tx: Tx, events: readonly StoredEvent[]): Promise<Set<number>> {
  const first = new Set<number>();
  for (const ofOne of Map.groupBy(events, (event) => foundOf(event).assessment_id).values()) {
    const [some] = ofOne;
    if (some === undefined) continue;
    const { assessment_id: assessmentId, execution_id: executionId } = foundOf(some);
    const controlIds = ofOne.map((event) => foundOf(event).control_id);
    const found = await firstChecks(tx, { controlIds, executionId, assessmentId });
    for (const event of ofOne) if (found.has(foundOf(event).control_id)) first.add(event.id);
  }
  return first;
}

/** Null when every resource that fails has an alert about what changed on it. Pure. */
function raiseOf(
  found: z.infer<typeof violation>,
  divided: OwnFindings | undefined,
  elsewhere: readonly { resource_id: number }[],
  event: StoredEvent,
): Raise | null {
  const explained = new Set([
    ...(divided?.explained_ids ?? []),
    ...elsewhere.map(({ resource_id }) => resource_id),
  ]);
  const named = found.failed_resources.filter(({ resource_id }) => !explained.has(resource_id));
  const all = found.failed_total <= found.failed_resources.length;
  const total = all ? named.length : Math.max(named.length, found.failed_total - explained.size);
  if (total === 0) return null;
  return {
    fingerprint: `${prefix}${found.control_id}`,
    type: 'compliance',
    severity: found.severity,
    title: `Control fails: ${found.control_title}`,
    description:
      `${resourcesFail(total)} ${found.control_id}: ${namesOf(named, total)}. ` +
      `Found for ${found.framework_title} ${found.framework_version}.`,
    // A control has a name and no number.
    source: { kind: 'control', id: 0, key: found.control_id, name: found.control_id },
    about: {
      resourceId: divided?.resource_id ?? null,
      resourceName: divided?.resource_name ?? null,
      resourceType: divided?.resource_type ?? null,
      providerId: divided?.provider_id ?? null,
      attribute: null,
    },
    evidence: { kind: 'execution', id: found.execution_id },
    condition: null,
    at: event.at,
    outboxEventId: event.id,
  };
}

/** Resolves alerts of controls, or of some, that fail no more, or whose resources all have an alert of their own. */
export async function settleExplained(
  deps: Pick<AlertsDeps, 'clock'>,
  tx: Tx,
  ledger: Ledger,
  { controlIds, event }: { controlIds: ReadonlySet<string> | null; event: StoredEvent },
): Promise<void> {
  const living = (await listLivingFingerprints(tx, prefix))
    .map((fingerprint) => fingerprint.slice(prefix.length))
    .filter((controlId) => controlIds?.has(controlId) ?? true);
  if (living.length === 0) return;
  const failing = await failingControls(tx);
  const divided = await divideFindings(
    tx,
    living.filter((controlId) => failing.has(controlId)),
  );
  const notes = new Map<string, string>();
  for (const controlId of living) {
    const { own = 0, explained = 0 } = divided.get(controlId) ?? {};
    if (!failing.has(controlId))
      notes.set(`${prefix}${controlId}`, 'the control fails in no enabled framework any more');
    else if (own === 0 && explained === 0 && failing.get(controlId)?.whole === true)
      notes.set(`${prefix}${controlId}`, 'no resource fails the control any more');
    else if (own === 0 && explained > 0)
      notes.set(`${prefix}${controlId}`, 'every resource that fails has an alert about what changed on it');
  }
  const over = await lockByFingerprints(tx, [...notes.keys()]);
  const executionId = event.payload.execution_id;
  await endAlerts(
    tx,
    ledger,
    over
      .filter(({ status }) => status !== 'resolved')
      .map((alert) => ({
        alert,
        at: deps.clock.now(),
        resolution: 'cleared' as const,
        note: notes.get(alert.fingerprint) ?? null,
        evidence: typeof executionId === 'number' ? { kind: 'execution', id: executionId } : null,
      })),
  );
}
