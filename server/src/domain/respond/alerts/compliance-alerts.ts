import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import type { Subscriber } from '../../../platform/events/dispatcher.ts';
import { failingControlIds } from '../../assess/compliance/index.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { type AlertsDeps, raiseAlert, settleAlert } from './service.ts';
import { hasEvidence, listLivingFingerprints } from './store.ts';

/** Permanent: part of the name of its queue. */
export const complianceAlertsSubscriber = 'compliance-alerts';

const prefix = 'control_failed:';

/**
 * One alert per control that fails in an organisation, however many frameworks ask for it. It is resolved when the
 * control fails in no newest assessment of an enabled framework any more; that nobody could look resolves nothing.
 */
export function complianceAlerts(deps: AlertsDeps): Subscriber {
  return {
    name: complianceAlertsSubscriber,
    types: ['compliance.violation', 'compliance.assessed', 'compliance.disabled'],
    async handle(event) {
      const scope = organizationScope(event.organizationId, 'alerts of compliance');
      await deps.db.within(scope, async (tx) => {
        if (event.type === 'compliance.violation') await raise(deps, tx, event);
        else await settleWhatIsOver(deps, tx, event);
      });
    },
  };
}

type Violation = {
  assessment_id: number;
  framework_title: string;
  framework_version: string;
  control_id: string;
  control_title: string;
  severity: Severity;
  failed_resources: { resource_id: number; resource_name: string }[];
  failed_total: number;
  execution_id: number;
};

const namesShown = 10;

async function raise(deps: AlertsDeps, tx: Tx, event: StoredEvent): Promise<void> {
  const found = event.payload as unknown as Violation;
  const fingerprint = `${prefix}${found.control_id}`;
  const evidence = { kind: 'execution', id: found.execution_id };
  // Another framework told of it in the same run.
  if (await hasEvidence(tx, fingerprint, evidence)) return;
  // It may have been repaired before this was delivered.
  if (!(await failingControlIds(tx)).has(found.control_id)) return;
  const names = found.failed_resources.slice(0, namesShown).map(({ resource_name }) => resource_name);
  const more = found.failed_total - names.length;
  await raiseAlert(deps, tx, {
    fingerprint,
    type: 'compliance',
    severity: found.severity,
    title: `Control fails: ${found.control_title}`,
    description:
      `${found.failed_total} ${found.failed_total === 1 ? 'resource fails' : 'resources fail'} ${found.control_id}: ` +
      `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Found for ${found.framework_title} ${found.framework_version}.`,
    // A control has a name and no number.
    source: { kind: 'control', id: 0, name: found.control_id },
    evidence,
    condition: null,
    at: event.at,
    outboxEventId: event.id,
  });
}

async function settleWhatIsOver(deps: AlertsDeps, tx: Tx, event: StoredEvent): Promise<void> {
  const living = await listLivingFingerprints(tx, prefix);
  if (living.length === 0) return;
  const failing = await failingControlIds(tx);
  const executionId = event.payload.execution_id;
  for (const fingerprint of living) {
    if (failing.has(fingerprint.slice(prefix.length))) continue;
    await settleAlert(deps, tx, {
      fingerprint,
      at: event.at,
      note: 'the control fails in no enabled framework any more',
      evidence: typeof executionId === 'number' ? { kind: 'execution', id: executionId } : null,
      outboxEventId: event.id,
      covers: () => true,
    });
  }
}
