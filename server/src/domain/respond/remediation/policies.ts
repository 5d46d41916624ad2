import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import { type Severity, severities } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { approveByStandingDecision } from '../../govern/approvals/index.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { getResource } from '../../observe/inventory/index.ts';
import { type RemediationDeps, remediationById } from './deps.ts';
import * as policies from './policy-store.ts';
import { readSettings, rulesFor } from './settings.ts';
import type { RemediationRow } from './store.ts';
import * as store from './store.ts';

/**
 * Standing policies: a decision that one administrator proposes and another approves. It approves plans of one
 * kind of change, and each use leaves an approval record of exactly that plan.
 */

const dayMs = 24 * 3_600_000;

export async function proposePolicy(
  deps: RemediationDeps,
  scope: Scope,
  content: policies.PolicyContent,
): Promise<number> {
  refuseContent(deps, content);
  return await deps.db.within(scope, async (tx) => {
    const id = await policies.insertPolicy(tx, content, deps.clock.now());
    await recordPolicy(tx, 'remediation_policy.proposed', id);
    return id;
  });
}

/** What is changed has to be approved again. */
export async function changePolicy(
  deps: RemediationDeps,
  scope: Scope,
  id: number,
  content: policies.PolicyContent,
): Promise<void> {
  refuseContent(deps, content);
  await deps.db.within(scope, async (tx) => {
    await living(tx, id);
    await policies.proposeChange(tx, id, content, deps.clock.now());
    await recordPolicy(tx, 'remediation_policy.proposed', id);
  });
}

/** By another administrator than the one who proposed this revision. */
export async function approvePolicy(
  deps: RemediationDeps,
  scope: Scope,
  id: number,
  revision: number,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const policy = await living(tx, id);
    if (policy.status !== 'proposed') throw new AppError('conflict', `policy ${id} is approved already`);
    if (policy.revision !== revision)
      throw new AppError(
        'conflict',
        `policy ${id} was changed; read revision ${policy.revision} and decide anew`,
      );
    const person = personBehind(tx.scope.actor);
    if (person === null || person === personBehind(policy.proposed_by)) {
      throw new AppError(
        'forbidden',
        'Separation of duties: you proposed this policy, so another administrator has to approve it.',
      );
    }
    if (policy.expires_at.getTime() <= deps.clock.now().getTime())
      throw new AppError('conflict', `policy ${id} is over; propose it with a later end`);
    await policies.setPolicyStatus(tx, id, 'active', deps.clock.now());
    await recordPolicy(tx, 'remediation_policy.approved', id);
  });
}

export async function revokePolicy(deps: RemediationDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    await living(tx, id);
    await policies.setPolicyStatus(tx, id, 'revoked', deps.clock.now());
    await recordPolicy(tx, 'remediation_policy.revoked', id);
  });
}

async function living(tx: Tx, id: number): Promise<policies.PolicyRow> {
  const policy = await policies.lockPolicy(tx, id);
  if (policy === undefined) throw notFound('remediation policy');
  if (policy.status === 'revoked')
    throw new AppError('conflict', `policy ${id} is revoked; propose a new one`);
  return policy;
}

function refuseContent(deps: RemediationDeps, content: policies.PolicyContent): void {
  const remediation = remediationById(deps, content.remediation_type);
  const problems = [
    ...(remediation === undefined
      ? [{ path: 'type', message: 'is not the id of a remediation' }]
      : remediation.risk === 'high' || remediation.irreversible !== null
        ? [
            {
              path: 'type',
              message: 'has a high risk or cannot be taken back, so a person decides each time',
            },
          ]
        : []),
    ...(content.expires_at.getTime() <= deps.clock.now().getTime()
      ? [{ path: 'expires_at', message: 'must lie in the future' }]
      : []),
    ...(content.expires_at.getTime() > deps.clock.now().getTime() + 366 * dayMs
      ? [{ path: 'expires_at', message: 'may be a year ahead at most' }]
      : []),
  ];
  const [first] = problems;
  if (first !== undefined)
    throw new AppError('invalid_input', `${first.path}: ${first.message}`, { details: problems });
}

async function recordPolicy(
  tx: Tx,
  action: 'remediation_policy.proposed' | 'remediation_policy.approved' | 'remediation_policy.revoked',
  id: number,
): Promise<void> {
  await recordAudit(tx, {
    action,
    target: { type: 'remediation_policy', id },
    detail: (await policyFacts(tx, id)) ?? {},
  });
}

export async function policyFacts(tx: Tx, id: number): Promise<JsonObject | null> {
  const policy = await policies.getPolicy(tx, id);
  if (policy === undefined) return null;
  return {
    id: policy.id,
    revision: policy.revision,
    type: policy.remediation_type,
    scope: policy.scope as JsonObject,
    maximum_severity: policy.maximum_severity,
    daily_limit: policy.daily_limit,
    reason: policy.reason,
    expires_at: policy.expires_at.toISOString(),
    proposed_by: { ...policy.proposed_by },
    proposed_at: policy.proposed_at.toISOString(),
    approved_by: policy.approved_by === null ? null : { ...policy.approved_by },
    approved_at: policy.approved_at?.toISOString() ?? null,
  };
}

/** Why a policy does not approve it; null when it does. */
export function policyMismatch(
  policy: Pick<policies.PolicyRow, 'scope' | 'maximum_severity'>,
  subject: { severity: Severity; providerId: number; region: string; tags: Readonly<Record<string, string>> },
): string | null {
  // The worst severity comes first.
  if (severities.indexOf(subject.severity) < severities.indexOf(policy.maximum_severity))
    return `the finding is ${subject.severity}, above ${policy.maximum_severity}`;
  const { provider_id: provider, regions, tags } = policy.scope;
  if (provider !== undefined && provider !== subject.providerId) return 'it is another account';
  if (regions !== undefined && !regions.includes(subject.region)) return `it is in ${subject.region}`;
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (subject.tags[key] !== value) return `its tag ${key} is not ${value}`;
  }
  return null;
}

/**
 * Approves the plan that was just put before people when a policy covers it and the settings leave room for that.
 * In the transaction of the request.
 */
export async function signByPolicy(
  deps: RemediationDeps,
  tx: Tx,
  row: RemediationRow,
  request: { approvalId: number; planHash: string },
): Promise<void> {
  if (rulesFor(await readSettings(tx), row.remediation_type).requireApproval) return;
  const remediation = remediationById(deps, row.remediation_type);
  if (remediation === undefined || remediation.risk === 'high' || remediation.irreversible !== null) return;
  const now = deps.clock.now();
  const tags = (await getResource(tx, row.resource_id))?.tags ?? {};
  const subject = { severity: row.severity, providerId: row.provider_id, region: row.region, tags };
  for (const { id } of await policies.activePolicies(tx, row.remediation_type, now)) {
    const policy = await policies.lockPolicy(tx, id);
    if (policy?.status !== 'active' || policyMismatch(policy, subject) !== null) continue;
    const uses = (await policies.countUses(tx, [id], new Date(now.getTime() - dayMs))).get(id) ?? 0;
    if (uses >= policy.daily_limit) {
      const note = `policy ${id} has approved ${uses} changes within 24 hours, which is its limit`;
      await store.insertEvent(tx, row.id, { at: now, kind: 'policy_limit', note });
      continue;
    }
    await store.updateRemediation(tx, row.id, { policy_id: id });
    const by = policy.approved_by?.label ?? 'nobody';
    const label = `standing policy ${id}`;
    await approveByStandingDecision(deps.approvals(), tx, request.approvalId, {
      planHash: request.planHash,
      label,
      reason: `${label}, revision ${policy.revision}, approved by ${by}: ${policy.reason}`.slice(0, 1000),
    });
    await recordAudit(tx, {
      action: 'remediation_policy.used',
      target: { type: 'remediation_policy', id },
      detail: {
        remediation_id: row.id,
        approval_id: request.approvalId,
        plan_hash: request.planHash,
        policy: await policyFacts(tx, id),
      },
    });
    return;
  }
}
