import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type AnyRemediation, remediationRisks } from '../../../plugin-kit/define-remediation.ts';
import { catalogueFor, verdictsOfResource } from '../../assess/controls/index.ts';
import { getDrift } from '../../assess/drift/index.ts';
import { getResource, type ResourceRow } from '../../observe/inventory/index.ts';
import type { RemediationDeps } from './deps.ts';

/** What a remediation is about: a drift, or a control that fails on a resource. */
export type FindingReference =
  | { type: 'drift'; driftId: number }
  | { type: 'control'; controlId: string; resourceId: number };

export type Finding = {
  type: 'drift' | 'control';
  driftId: number | null;
  controlId: string | null;
  /** The top-level attribute that drifted; null for a control. */
  attribute: string | null;
  /** The version that the drift is measured against. */
  baselineVersionId: number | null;
  severity: Severity;
  summary: string;
  /** What was said of it, for the record. */
  before: JsonObject;
  resource: ResourceRow;
};

/** Throws `not_found`, or `unprocessable` when there is nothing (any more) to put in order. */
export async function findingOf(
  deps: RemediationDeps,
  tx: Tx,
  reference: FindingReference,
): Promise<Finding> {
  const finding =
    reference.type === 'drift'
      ? await driftFinding(tx, reference.driftId)
      : await failingControl(deps, tx, reference);
  if (finding.resource.status === 'deleted')
    throw new AppError('unprocessable', `${finding.resource.name} is not there any more`);
  return finding;
}

async function driftFinding(tx: Tx, driftId: number): Promise<Finding> {
  const drift = await getDrift(tx, driftId);
  const resource = drift === undefined ? undefined : await getResource(tx, drift.resource_id);
  if (drift === undefined || resource === undefined) throw notFound('drift');
  if (drift.status === 'resolved')
    throw new AppError('unprocessable', `drift ${driftId} is resolved; there is nothing to put in order`);
  return {
    type: 'drift',
    driftId,
    controlId: null,
    attribute: drift.attribute,
    baselineVersionId: drift.baseline_version_id,
    severity: drift.severity,
    summary: drift.summary,
    before: driftFacts(drift),
    resource,
  };
}

export const driftFacts = (drift: {
  status: string;
  attribute: string;
  summary: string;
  severity: string;
  resolution_reason: string | null;
}): JsonObject => ({
  status: drift.status,
  attribute: drift.attribute,
  severity: drift.severity,
  message: drift.summary,
  resolution: drift.resolution_reason,
});

async function failingControl(
  deps: RemediationDeps,
  tx: Tx,
  { controlId, resourceId }: Extract<FindingReference, { type: 'control' }>,
): Promise<Finding> {
  const resource = await getResource(tx, resourceId);
  if (resource === undefined) throw notFound('resource');
  const catalogue = await catalogueFor(deps.controls, tx);
  const verdicts = await verdictsOfResource(tx, catalogue, resourceId, deps.clock.now());
  const verdict = verdicts?.verdicts.find(({ control }) => control.id === controlId);
  if (verdict === undefined) throw notFound('control');
  if (verdict.status !== 'fail' && verdict.status !== 'excepted') {
    throw new AppError(
      'unprocessable',
      `${controlId} does not fail on ${resource.name}: it says ${verdict.status}: ${verdict.message}`,
    );
  }
  return {
    type: 'control',
    driftId: null,
    controlId,
    attribute: null,
    baselineVersionId: null,
    severity: verdict.control.severity,
    summary: verdict.control.title,
    before: { status: verdict.status, message: verdict.message, evidence: verdict.evidence },
    resource,
  };
}

/** The kinds of change that may put such a finding in order; whether one can is known when the resource is read. */
export function remediationsFor(
  remediations: readonly AnyRemediation[],
  finding: { resourceType: string; controlId?: string | null; attribute?: string | null },
): AnyRemediation[] {
  return remediations.filter(
    ({ resource, controls, driftAttributes }) =>
      resource.type === finding.resourceType &&
      ((finding.controlId != null && controls.includes(finding.controlId)) ||
        (finding.attribute != null && driftAttributes.includes(finding.attribute))),
  );
}

/** Kinds of change that help most first: by the findings that they end, then by risk, then by name. Pure. */
export function ranked<One extends { remediation: Pick<AnyRemediation, 'id' | 'risk' | 'controls'> }>(
  fits: readonly One[],
  fails: (controlId: string) => boolean,
): { fitting: One[]; clear: One | undefined } {
  const helps = ({ remediation }: One) => remediation.controls.filter(fails).length;
  const risk = ({ remediation }: One) => remediationRisks.indexOf(remediation.risk);
  const fitting = fits.toSorted(
    (a, b) => helps(b) - helps(a) || risk(a) - risk(b) || a.remediation.id.localeCompare(b.remediation.id),
  );
  const [first, second] = fitting;
  const isClear = first !== undefined && (second === undefined || helps(first) > helps(second));
  return { fitting, clear: isClear ? first : undefined };
}

/** The kind of change that answers most of what fails, without a look at the resource; null where none does. Pure. */
export function likelyRemediation(
  remediations: readonly AnyRemediation[],
  finding: { resourceType: string; controlIds: readonly string[]; attribute: string | null },
): string | null {
  const { resourceType, controlIds, attribute } = finding;
  const fits = remediations.filter(
    (each) =>
      remediationsFor([each], { resourceType, attribute }).length > 0 ||
      controlIds.some((controlId) => remediationsFor([each], { resourceType, controlId }).length > 0),
  );
  const { fitting } = ranked(
    fits.map((remediation) => ({ remediation })),
    (id) => controlIds.includes(id),
  );
  return fitting[0]?.remediation.id ?? null;
}

/** A kind of change, and which of the findings it is for. */
export type Fit = { remediation: AnyRemediation; finding: Finding };

/**
 * The kinds of change for findings of one resource: what makes most failing controls pass first, then by risk. Whose
 * controls do not apply to the resource is left out; of a drift that makes controls fail, only what makes one of them
 * pass again is left. `clear` is the one that helps more than every other.
 */
export async function fittingOf(
  deps: RemediationDeps,
  tx: Tx,
  findings: readonly Finding[],
): Promise<{ fitting: Fit[]; clear: Fit | undefined }> {
  const candidates = findings.map((finding) => ({
    finding,
    kinds: remediationsFor(deps.remediations, {
      resourceType: finding.resource.type,
      controlId: finding.controlId,
      attribute: finding.attribute,
    }),
  }));
  const [first] = findings;
  const several = candidates.some(({ kinds }) => kinds.length > 1) || findings.length > 1;
  const statuses =
    first === undefined || !several
      ? new Map<string, string>()
      : await statusesOf(deps, tx, first.resource.id);
  const fails = (id: string) => statuses.get(id) === 'fail' || statuses.get(id) === 'excepted';
  const applies = ({ controls }: AnyRemediation) =>
    controls.length === 0 || controls.some((id) => (statuses.get(id) ?? 'unknown') !== 'not_applicable');
  const fits = new Map<string, Fit>();
  for (const { finding, kinds } of candidates) {
    const applicable = kinds.length < 2 ? kinds : kinds.filter(applies);
    const helping = kinds.length < 2 ? [] : applicable.filter(({ controls }) => controls.some(fails));
    for (const remediation of finding.type === 'drift' && helping.length > 0 ? helping : applicable) {
      if (!fits.has(remediation.id)) fits.set(remediation.id, { remediation, finding });
    }
  }
  return ranked([...fits.values()], fails);
}

async function statusesOf(deps: RemediationDeps, tx: Tx, resourceId: number): Promise<Map<string, string>> {
  const catalogue = await catalogueFor(deps.controls, tx);
  const judged = await verdictsOfResource(tx, catalogue, resourceId, deps.clock.now());
  return new Map((judged?.verdicts ?? []).map(({ control, status }) => [control.id, status]));
}

/** As `fittingOf`, for one finding. */
export async function fittingRemediations(
  deps: RemediationDeps,
  tx: Tx,
  finding: Finding,
): Promise<{ fitting: AnyRemediation[]; clear: AnyRemediation | undefined }> {
  const { fitting, clear } = await fittingOf(deps, tx, [finding]);
  return { fitting: fitting.map(({ remediation }) => remediation), clear: clear?.remediation };
}
