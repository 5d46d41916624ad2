import type { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { Actor } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { AnyRemediation } from '../../../plugin-kit/define-remediation.ts';
import { getApproval, presentApproval } from '../../govern/approvals/index.ts';
import { type ExecutionRow, getExecution } from '../../govern/jobs/index.ts';
import { listProviders, type ProviderRow } from '../../observe/providers/index.ts';
import { currentRun } from './decisions.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import type { PolicyRow } from './policy-store.ts';
import { rollbackProblem } from './rollback.ts';
import type {
  policySchema,
  remediationDetailSchema,
  remediationSchema,
  remediationSettingsSchema,
  remediationTypeSchema,
} from './schemas.ts';
import { type RemediationSettings, rulesFor } from './settings.ts';
import * as store from './store.ts';

type View = z.input<typeof remediationSchema>;
type DetailView = z.input<typeof remediationDetailSchema>;

function presentActor(actor: Actor): View['requested_by'] {
  return { kind: actor.kind, id: actor.kind === 'system' ? null : actor.id, label: actor.label };
}

const evidenceOf = (execution: ExecutionRow | undefined): string | null => {
  const result = execution?.result as { kind?: Json; id?: Json } | null | undefined;
  return result?.kind === 'evidence' ? String(result.id) : null;
};

export async function presentRemediations(
  deps: RemediationDeps,
  tx: Tx,
  rows: readonly store.RemediationRow[],
): Promise<View[]> {
  const providers = new Map((await listProviders(tx)).map((row) => [row.id, row]));
  const views: View[] = [];
  for (const row of rows) views.push(await present(deps, tx, row, providers.get(row.provider_id)));
  return views;
}

async function present(
  deps: RemediationDeps,
  tx: Tx,
  row: store.RemediationRow,
  provider: ProviderRow | undefined,
): Promise<View> {
  const remediation = remediationById(deps, row.remediation_type);
  const execution = row.execution_id === null ? undefined : await getExecution(tx, row.execution_id);
  const undo = row.undo_execution_id === null ? undefined : await getExecution(tx, row.undo_execution_id);
  const problem = rollbackProblem(deps, row);
  return {
    id: row.id,
    type: row.remediation_type,
    title: row.plan?.summary ?? remediation?.title ?? row.remediation_type,
    risk: remediation?.risk ?? null,
    status: row.status,
    finding: {
      type: row.finding_type,
      drift_id: row.drift_id,
      control_id: row.control_id,
      severity: row.severity,
      summary: row.finding_summary,
    },
    resource: { id: row.resource_id, name: row.resource_name, type: row.resource_type, region: row.region },
    provider: {
      id: row.provider_id,
      name: provider?.name ?? '',
      write_access: provider !== undefined && provider.write_principal !== null,
    },
    execution_id: row.execution_id,
    part_of: row.step === null ? null : { step: row.step, steps: row.steps },
    evidence_id: evidenceOf(execution),
    policy_id: row.policy_id,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error ?? '' },
    requested_by: presentActor(row.requested_by),
    note: row.note,
    created_at: row.created_at.toISOString(),
    executed_at: row.executed_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    rollback: {
      possible: problem === null,
      reason: problem,
      until: row.rollback_until?.toISOString() ?? null,
      execution_id: row.undo_execution_id,
      status: undo?.status ?? null,
      evidence_id: evidenceOf(undo),
    },
  };
}

/** Throws `not_found`. */
export async function presentRemediation(deps: RemediationDeps, tx: Tx, id: number): Promise<DetailView> {
  const row = await store.getRemediation(tx, id);
  if (row === undefined) throw notFound('remediation');
  const provider = (await listProviders(tx)).find((each) => each.id === row.provider_id);
  const remediation = remediationById(deps, row.remediation_type);
  const view = await present(deps, tx, row, provider);
  const run = currentRun(row);
  const execution = run === null ? undefined : await getExecution(tx, run);
  const approval = execution?.approval_id == null ? undefined : await getApproval(tx, execution.approval_id);
  const permissions = remediation?.permissions ?? { read: [], write: [] };
  const vendor = provider === undefined ? undefined : deps.providers.providers.get(provider.type);
  const needed = {
    id: row.remediation_type,
    title: view.title,
    permissions: Object.values(permissions).flat(),
  };
  const toAdd = view.provider.write_access ? [] : (vendor?.writeArtifacts?.([needed], { tags: false }) ?? []);
  return {
    ...view,
    description: remediation?.description ?? '',
    impact: remediation?.impact ?? '',
    effort_minutes: remediation?.effortMinutes ?? null,
    irreversible: remediation?.irreversible ?? null,
    finding: { ...view.finding, before: row.finding_before, after: row.finding_after },
    plan: row.plan,
    by_hand: row.by_hand,
    permissions: { read: [...permissions.read], write: [...permissions.write] },
    permissions_to_add: toAdd.map(({ title, fileName, content }) => ({
      title,
      file_name: fileName,
      content,
    })),
    approval: approval === undefined ? null : await presentApproval(deps.approvals(), tx, approval),
    held: row.status === 'approved' && execution?.held === true,
    history: (await store.listEvents(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      kind: event.kind,
      actor: presentActor(event.actor),
      note: event.note,
    })),
  };
}

export function presentType(
  remediation: AnyRemediation,
  settings: RemediationSettings,
): z.input<typeof remediationTypeSchema> {
  const rules = rulesFor(settings, remediation.id);
  return {
    ...presentKind(remediation),
    description: remediation.description,
    resource_type: remediation.resource.type,
    controls: [...remediation.controls],
    drift_attributes: [...remediation.driftAttributes],
    permissions: { read: [...remediation.permissions.read], write: [...remediation.permissions.write] },
    calls: [...remediation.calls.writes],
    enabled: rules.enabled,
    require_approval: rules.requireApproval,
    auto_execute: rules.autoExecute,
  };
}

export const presentKind = (remediation: AnyRemediation) => ({
  type: remediation.id,
  title: remediation.title,
  risk: remediation.risk,
  impact: remediation.impact,
  effort_minutes: remediation.effortMinutes,
  irreversible: remediation.irreversible,
});

export function presentSettings(settings: RemediationSettings): z.input<typeof remediationSettingsSchema> {
  return {
    require_approval: settings.requireApproval,
    auto_execute: settings.autoExecute,
    rollback_window_minutes: settings.rollbackWindowMinutes,
    maximum_open: settings.maximumOpen,
    separation_of_duties: true,
    overrides: settings.overrides,
  };
}

export function presentPolicy(
  deps: RemediationDeps,
  policy: PolicyRow,
  around: { settings: RemediationSettings; usedToday: number },
): z.input<typeof policySchema> {
  const over = policy.expires_at.getTime() <= deps.clock.now().getTime();
  const status = policy.status !== 'revoked' && over ? 'expired' : policy.status;
  return {
    id: policy.id,
    type: policy.remediation_type,
    title: remediationById(deps, policy.remediation_type)?.title ?? policy.remediation_type,
    scope: policy.scope,
    maximum_severity: policy.maximum_severity,
    daily_limit: policy.daily_limit,
    used_today: around.usedToday,
    reason: policy.reason,
    expires_at: policy.expires_at.toISOString(),
    status,
    without_effect: effectProblem(policy.remediation_type, status, around),
    revision: policy.revision,
    proposed_by: presentActor(policy.proposed_by),
    proposed_at: policy.proposed_at.toISOString(),
    approved_by: policy.approved_by === null ? null : presentActor(policy.approved_by),
    approved_at: policy.approved_at?.toISOString() ?? null,
    revoked_at: policy.revoked_at?.toISOString() ?? null,
  };
}

function effectProblem(
  type: string,
  status: string,
  { settings }: { settings: RemediationSettings },
): string | null {
  if (status === 'proposed') return 'Another administrator has to approve it.';
  if (status !== 'active') return `It is ${status}.`;
  return rulesFor(settings, type).requireApproval
    ? 'The settings ask for a person each time: require_approval is on.'
    : null;
}
