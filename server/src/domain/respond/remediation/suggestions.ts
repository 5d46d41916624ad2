import type { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Tx } from '../../../platform/db/database.ts';
import {
  acceptedFindings,
  catalogueFor,
  listControlResources,
  verdictsOfResource,
} from '../../assess/controls/index.ts';
import { listDrifts } from '../../assess/drift/index.ts';
import { getResource } from '../../observe/inventory/index.ts';
import { listProviders } from '../../observe/providers/index.ts';
import { readAlertSubject } from '../alerts/index.ts';
import type { RemediationDeps } from './deps.ts';
import { type Finding, type FindingReference, findingOf, fittingRemediations } from './findings.ts';
import { presentKind } from './present.ts';
import type { suggestionSchema } from './schemas.ts';
import { readSettings, rulesFor } from './settings.ts';
import * as store from './store.ts';

type Suggestion = z.input<typeof suggestionSchema>;
/** More than this nobody reads; a control that fails on thousands has a page of its own. */
const mostFindings = 100;

/** What InfraAudit could do about findings, without asking the vendor: whether it still can, the plan tells. */
export async function suggestionsFor(
  deps: RemediationDeps,
  tx: Tx,
  references: readonly FindingReference[],
): Promise<Suggestion[]> {
  const settings = await readSettings(tx);
  const providers = new Map((await listProviders(tx)).map((row) => [row.id, row]));
  const findings: Finding[] = [];
  for (const reference of references.slice(0, mostFindings))
    findings.push(await findingOf(deps, tx, reference));
  const underWay = await store.activeOfResources(
    tx,
    findings.map(({ resource }) => resource.id),
  );
  const suggestions: Suggestion[] = [];
  for (const finding of findings) {
    const { fitting } = await fittingRemediations(deps, tx, finding);
    for (const remediation of fitting) {
      suggestions.push({
        ...presentKind(remediation),
        finding: {
          type: finding.type,
          drift_id: finding.driftId,
          control_id: finding.controlId,
          severity: finding.severity,
          summary: finding.summary,
        },
        resource: {
          id: finding.resource.id,
          name: finding.resource.name,
          type: finding.resource.type,
          region: finding.resource.region,
        },
        request: requestOf(finding, remediation.id),
        enabled: rulesFor(settings, remediation.id).enabled,
        write_access: (providers.get(finding.resource.provider_id)?.write_principal ?? null) !== null,
        under_way_id: underWay.get(finding.resource.id) ?? null,
      });
    }
  }
  return suggestions;
}

function requestOf(finding: Finding, type: string): Suggestion['request'] {
  return finding.driftId === null
    ? { finding_type: 'control', finding_id: finding.controlId ?? '', resource_id: finding.resource.id, type }
    : { finding_type: 'drift', finding_id: finding.driftId, type };
}

/** The open drifts of a resource and the controls that fail on it. */
export async function findingsOfResource(
  deps: RemediationDeps,
  tx: Tx,
  resourceId: number,
): Promise<FindingReference[]> {
  if ((await getResource(tx, resourceId)) === undefined) throw notFound('resource');
  const { rows: drifts } = await listDrifts(
    tx,
    { resourceId, statuses: ['detected', 'investigating'] },
    { by: 'severity', order: 'desc' },
    { limit: mostFindings, offset: 0 },
  );
  const catalogue = await catalogueFor(deps.controls, tx);
  const judged = await verdictsOfResource(tx, catalogue, resourceId, deps.clock.now());
  return [
    ...drifts.map(({ id }): FindingReference => ({ type: 'drift', driftId: id })),
    ...(judged?.verdicts ?? [])
      .filter(({ status }) => status === 'fail')
      .map(({ control }): FindingReference => ({ type: 'control', controlId: control.id, resourceId })),
  ];
}

/** The resources on which a control fails, as it was judged last. */
export async function findingsOfControl(
  deps: RemediationDeps,
  tx: Tx,
  controlId: string,
): Promise<FindingReference[]> {
  const accepted = await acceptedFindings(tx, deps.clock.now());
  const { rows } = await listControlResources(
    tx,
    { controlId, statuses: ['fail'], accepted },
    { limit: mostFindings, offset: 0 },
  );
  const references: FindingReference[] = [];
  const catalogue = await catalogueFor(deps.controls, tx);
  for (const { resource_id: resourceId } of rows) {
    const judged = await verdictsOfResource(tx, catalogue, resourceId, deps.clock.now());
    const status = judged?.verdicts.find(({ control }) => control.id === controlId)?.status;
    if (status === 'fail') references.push({ type: 'control', controlId, resourceId });
  }
  return references;
}

/** What an alert is about: its open drifts first, then the controls that fail with it. */
export async function findingsOfAlert(
  _deps: RemediationDeps,
  tx: Tx,
  alertId: number,
): Promise<FindingReference[]> {
  const subject = await readAlertSubject(tx, alertId);
  if (subject === undefined) throw notFound('alert');
  const { resourceId } = subject;
  return [
    ...subject.driftIds.map((driftId): FindingReference => ({ type: 'drift', driftId })),
    ...(resourceId === null
      ? []
      : subject.controlIds.map(
          (controlId): FindingReference => ({ type: 'control', controlId, resourceId }),
        )),
  ];
}
