import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { AnyRemediation } from '../../../plugin-kit/define-remediation.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { triggerPlatformJobIn } from '../../govern/jobs/index.ts';
import { listProviders } from '../../observe/providers/index.ts';
import { type RemediationDeps, remediationById, remediationJobType } from './deps.ts';
import { type Finding, type FindingReference, findingOf, fittingRemediations } from './findings.ts';
import { readSettings, rulesFor } from './settings.ts';
import * as store from './store.ts';

export type Proposal = {
  finding: FindingReference;
  /** The kind of change; needed where several fit. */
  type?: string | undefined;
  note?: string | null | undefined;
};

/**
 * Asks for a change that puts a finding in order: the plan is made by a run that only reads, and waits for
 * approval. Answers the id. Throws `conflict` while another change of the resource is under way.
 */
export async function proposeRemediation(
  deps: RemediationDeps,
  scope: Scope,
  proposal: Proposal,
): Promise<number> {
  return await deps.db.within(scope, (tx) => proposeIn(deps, tx, proposal));
}

/** As `proposeRemediation`, in the caller's transaction. */
export async function proposeIn(deps: RemediationDeps, tx: Tx, proposal: Proposal): Promise<number> {
  const finding = await findingOf(deps, tx, proposal.finding);
  const { resource } = finding;
  const provider = (await listProviders(tx)).find(({ id }) => id === resource.provider_id);
  if (provider === undefined || provider.disconnected_at !== null)
    throw new AppError('conflict', `${resource.provider_name} is disconnected; connect it again`);
  const chosen = await chooseType(deps, tx, finding, proposal.type);
  const settings = await readSettings(tx);
  if (!rulesFor(settings, chosen.id).enabled)
    throw new AppError('unprocessable', `${chosen.id} is switched off in the settings of remediation`);
  if ((await store.countActive(tx)) >= settings.maximumOpen) {
    throw new AppError(
      'conflict',
      `as many changes are under way as the settings of remediation allow: ${settings.maximumOpen}`,
    );
  }
  const at = deps.clock.now();
  const id = await store.insertRemediation(tx, {
    type: chosen.id,
    resource: {
      id: resource.id,
      name: resource.name,
      type: resource.type,
      region: resource.region,
      externalId: resource.external_id,
      providerId: resource.provider_id,
    },
    finding,
    requestedBy: { ...tx.scope.actor },
    note: proposal.note ?? null,
    at,
  });
  if (id === undefined) throw await underWay(tx, resource.id, resource.name);
  await store.insertEvent(tx, id, { at, kind: 'suggested', note: proposal.note ?? null });
  await startPlanning(deps, tx, id, chosen.id);
  const row = await requireRow(tx, id);
  await deps.announce(tx, {
    type: 'remediation.suggested',
    payload: { ...remediationFacts(row, chosen), requested_by: tx.scope.actor.label },
  });
  await recordAudit(tx, {
    action: 'remediation.suggested',
    target: { type: 'remediation', id },
    detail: remediationFacts(row, chosen),
  });
  return id;
}

/** Plans one again that was left as a suggestion: write access may be there by now. */
export async function planAgain(deps: RemediationDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.lockRemediation(tx, id);
    if (row === undefined) throw notFound('remediation');
    if (row.active || row.status !== 'suggested')
      throw new AppError('conflict', `remediation ${id} is ${row.active ? 'under way' : row.status}`);
    if (!(await store.activate(tx, id))) throw await underWay(tx, row.resource_id, row.resource_name);
    await store.updateRemediation(tx, id, { execution_id: null, error_code: null, error: null });
    const at = deps.clock.now();
    await store.insertEvent(tx, id, { at, kind: 'planning_again' });
    await startPlanning(deps, tx, id, row.remediation_type);
    await recordAudit(tx, {
      action: 'remediation.suggested',
      target: { type: 'remediation', id },
      detail: { ...remediationFacts(row, remediationById(deps, row.remediation_type)), again: true },
    });
  });
}

async function startPlanning(deps: RemediationDeps, tx: Tx, id: number, type: string): Promise<void> {
  const { executionId } = await triggerPlatformJobIn(deps.jobs(), tx, {
    type: remediationJobType,
    parameters: { remediation_id: id, type },
    trigger: 'api',
  });
  await store.updateRemediation(tx, id, { execution_id: executionId });
}

async function underWay(tx: Tx, resourceId: number, name: string): Promise<AppError> {
  const other = (await store.activeOfResources(tx, [resourceId])).get(resourceId);
  const which = other === undefined ? 'another change' : `remediation ${other}`;
  return new AppError('conflict', `${which} of ${name} is under way; one change of a resource at a time`);
}

async function chooseType(
  deps: RemediationDeps,
  tx: Tx,
  finding: Finding,
  wanted: string | undefined,
): Promise<AnyRemediation> {
  const { fitting, clear } = await fittingRemediations(deps, tx, finding);
  const named = fitting.map(({ id }) => id).join(', ');
  if (wanted !== undefined) {
    const chosen = fitting.find(({ id }) => id === wanted);
    if (chosen !== undefined) return chosen;
    const why = named === '' ? 'nothing that InfraAudit changes does' : `what does: ${named}`;
    throw new AppError('unprocessable', `${wanted} does not put this finding in order; ${why}`, {
      details: [{ path: 'type', message: `is not a remediation of this finding` }],
    });
  }
  if (fitting.length === 0)
    throw new AppError(
      'unprocessable',
      'there is no remediation for this finding; its advice says what to do by hand',
    );
  if (clear !== undefined) return clear;
  throw new AppError('unprocessable', `several remediations fit; choose one: ${named}`, {
    details: [{ path: 'type', message: `must be one of ${named}` }],
  });
}

async function requireRow(tx: Tx, id: number): Promise<store.RemediationRow> {
  const row = await store.getRemediation(tx, id);
  if (row === undefined) throw notFound('remediation');
  return row;
}

/** What events and the audit log say of it. */
export function remediationFacts(
  row: store.RemediationRow,
  remediation: AnyRemediation | undefined,
): JsonObject {
  return {
    remediation_id: row.id,
    remediation_type: row.remediation_type,
    title: row.plan?.summary ?? remediation?.title ?? row.remediation_type,
    resource_id: row.resource_id,
    resource_name: row.resource_name,
    resource_type: row.resource_type,
    provider_id: row.provider_id,
    severity: row.severity,
    finding_type: row.finding_type,
    drift_id: row.drift_id,
    control_id: row.control_id,
    execution_id: row.execution_id,
  };
}
