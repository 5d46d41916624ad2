import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { AnyRemediation } from '../../../plugin-kit/define-remediation.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { triggerPlatformJobIn } from '../../govern/jobs/index.ts';
import { listProviders } from '../../observe/providers/index.ts';
import { chooseRemediation } from './choose.ts';
import { type RemediationDeps, remediationById, remediationJobType } from './deps.ts';
import { type Finding, type FindingReference, findingOf } from './findings.ts';
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
  return await deps.db.within(scope, async (tx) => {
    const finding = await findingOf(deps, tx, proposal.finding);
    const { remediation } = await chooseRemediation(deps, tx, [finding], { wanted: proposal.type });
    return await begin(deps, tx, finding, remediation, proposal.note ?? null);
  });
}

/**
 * As `proposeRemediation` in the caller's transaction, for the change that helps most with findings of one resource,
 * of which some may be over. Answers the remediation and its kind. Where several kinds fit, `details` name them
 * under `field`.
 */
export async function proposeForIn(
  deps: RemediationDeps,
  tx: Tx,
  proposal: { findings: readonly FindingReference[]; type?: string | undefined; field: string },
): Promise<{ id: number; type: string }> {
  const findings: Finding[] = [];
  let problem: AppError | undefined;
  for (const reference of proposal.findings) {
    try {
      findings.push(await findingOf(deps, tx, reference));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problem ??= error;
    }
  }
  if (findings.length === 0 && problem !== undefined) throw problem;
  const chosen = await chooseRemediation(deps, tx, findings, {
    wanted: proposal.type,
    field: proposal.field,
  });
  const id = await begin(deps, tx, chosen.finding, chosen.remediation, null);
  return { id, type: chosen.remediation.id };
}

async function begin(
  deps: RemediationDeps,
  tx: Tx,
  finding: Finding,
  chosen: AnyRemediation,
  note: string | null,
): Promise<number> {
  const { resource } = finding;
  const provider = (await listProviders(tx)).find(({ id }) => id === resource.provider_id);
  if (provider === undefined || provider.disconnected_at !== null)
    throw new AppError('conflict', `${resource.provider_name} is disconnected; connect it again`);
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
    finding,
    requestedBy: { ...tx.scope.actor },
    note,
    at,
  });
  if (id === undefined) throw await underWay(tx, resource.id, resource.name);
  await store.insertEvent(tx, id, { at, kind: 'suggested', note });
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
