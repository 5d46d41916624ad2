import { AppError, notFound } from '../../../core/errors.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { captureIn } from '../baselines/index.ts';
import { type DetectDeps, resolveIn } from './detect.ts';
import * as lists from './list-store.ts';
import * as rules from './rule-store.ts';
import * as store from './store.ts';
import { applyDriftRules } from './suppress.ts';

export type DriftDeps = DetectDeps;

/** detected ⇄ investigating; resolving has its own call, and what is resolved stays so. */
export async function changeStatus(
  deps: DriftDeps,
  scope: Scope,
  id: number,
  status: 'detected' | 'investigating' | 'resolved',
): Promise<void> {
  if (status === 'resolved') {
    return await resolveDrift(deps, scope, id, { reason: 'manual', captureBaseline: false, note: null });
  }
  await deps.db.within(scope, async (tx) => {
    const drift = await lists.lockDrift(tx, id);
    if (drift === undefined) throw notFound('drift');
    if (drift.status === 'resolved') {
      throw new AppError(
        'unprocessable',
        'a resolved drift stays resolved; when it comes back, a new one is opened',
        {
          details: [{ path: 'status', message: 'only open drifts can change their status' }],
        },
      );
    }
    if (drift.status === status) return;
    await store.setStatus(tx, id, status);
    const row = await lists.getDrift(tx, id);
    if (row === undefined) throw notFound('drift');
    await deps.announce(tx, {
      type: 'drift.updated',
      payload: {
        drift_id: id,
        resource_id: row.resource_id,
        resource_name: row.resource_name,
        resource_type: row.resource_type,
        provider_id: row.provider_id,
        attribute: row.attribute,
        drift_type: row.type,
        severity: row.severity,
        severity_before: row.severity,
        summary: row.summary,
        status,
        change: 'status',
        worse: false,
      },
    });
    await recordAudit(tx, {
      action: 'drift.status_changed',
      target: { type: 'drift', id: String(id) },
      detail: { from: drift.status, to: status },
    });
  });
}

export async function resolveDrift(
  deps: DriftDeps,
  scope: Scope,
  id: number,
  resolution: {
    reason: 'manual' | 'accepted' | 'false_positive';
    captureBaseline: boolean;
    note: string | null;
  },
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const drift = await lists.lockDrift(tx, id);
    if (drift === undefined) throw notFound('drift');
    if (drift.status === 'resolved') throw new AppError('unprocessable', 'this drift is resolved already');
    if (resolution.captureBaseline) {
      await captureIn(deps, tx, {
        resourceId: drift.resource_id,
        source: 'post_resolve',
        description: resolution.note ?? `after drift ${id}`,
      });
    }
    await resolveIn(deps, tx, {
      id,
      resourceId: drift.resource_id,
      reason: resolution.captureBaseline ? 'baseline_updated' : resolution.reason,
      note: resolution.note,
      by: personBehind(scope.actor),
    });
  });
}

/**
 * A change that was approved and made through this product is no news: the drift that it opened against the
 * baseline ends as accepted, in the name of who allowed it, and stays quiet until the facts change.
 */
export async function acceptOwnChange(
  deps: Pick<DriftDeps, 'announce' | 'clock'>,
  tx: Tx,
  drift: { id: number; resourceId: number; note: string; by: number },
): Promise<void> {
  await resolveIn(deps, tx, { ...drift, reason: 'accepted' });
}

/** A promoted baseline makes what is live right: every open drift of the resource ends. */
export async function resolveForNewBaseline(
  deps: Pick<DriftDeps, 'announce' | 'clock'>,
  tx: Tx,
  resourceId: number,
): Promise<number> {
  const open = await store.listOpenDrifts(tx, [resourceId]);
  for (const drift of open) {
    await resolveIn(deps, tx, {
      id: drift.id,
      resourceId,
      reason: 'baseline_updated',
      note: null,
      by: personBehind(tx.scope.actor),
    });
  }
  return open.length;
}

export type RuleRequest = {
  pathPattern: string;
  resourceType: string | null;
  resourceId: number | null;
  reason: string;
  expiresAt: Date | null;
};

export async function createRule(deps: DriftDeps, scope: Scope, request: RuleRequest): Promise<number> {
  const now = deps.clock.now();
  return await deps.db.within(scope, async (tx) => {
    await checkRule(deps, tx, request, now);
    const id = await rules.insertRule(tx, { ...request, at: now });
    await recordAudit(tx, {
      action: 'drift_rule.created',
      target: { type: 'drift_rule', id: String(id) },
      detail: {
        path_pattern: request.pathPattern,
        resource_type: request.resourceType,
        resource_id: request.resourceId,
        reason: request.reason,
        expires_at: request.expiresAt?.toISOString() ?? null,
      },
    });
    return id;
  });
}

export async function deleteRule(deps: DriftDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    if (!(await rules.deleteRule(tx, id, deps.clock.now()))) throw notFound('drift rule');
    await recordAudit(tx, { action: 'drift_rule.deleted', target: { type: 'drift_rule', id: String(id) } });
  });
}

export type RulePreviewItem = { drift: lists.DriftRow; path: string; hidesWholeDrift: boolean };

/** What the rule would have hidden among the open drifts. */
export async function previewRule(
  deps: DriftDeps,
  scope: Scope,
  request: RuleRequest,
): Promise<{ matching: number; hidden: number; items: RulePreviewItem[] }> {
  const now = deps.clock.now();
  const drifts = await deps.db.within(scope, async (tx) => {
    await checkRule(deps, tx, request, now);
    return await lists.listOpenForPreview(
      tx,
      {
        ...(request.resourceType === null ? {} : { resourceTypes: [request.resourceType] }),
        ...(request.resourceId === null ? {} : { resourceId: request.resourceId }),
      },
      5000,
    );
  });
  const items: RulePreviewItem[] = [];
  for (const drift of drifts) {
    const { kept, suppressed } = applyDriftRules(
      drift.changes,
      [
        {
          id: 'preview',
          path: request.pathPattern,
          type: request.resourceType,
          resourceId: request.resourceId,
        },
      ],
      { type: drift.resource_type, resourceId: drift.resource_id, now },
    );
    const first = suppressed[0];
    if (first !== undefined)
      items.push({ drift, path: first.change.path, hidesWholeDrift: kept.length === 0 });
  }
  return {
    matching: items.length,
    hidden: items.filter((item) => item.hidesWholeDrift).length,
    items: items.slice(0, 100),
  };
}

async function checkRule(deps: DriftDeps, tx: Tx, request: RuleRequest, now: Date): Promise<void> {
  const problems = [];
  if (request.resourceType !== null && !deps.resourceTypes.has(request.resourceType)) {
    problems.push({ path: 'resource_type', message: `${request.resourceType} is not a known resource type` });
  }
  if (request.resourceId !== null && !(await store.resourceExists(tx, request.resourceId))) {
    problems.push({ path: 'resource_id', message: 'there is no such resource' });
  }
  if (request.expiresAt !== null && request.expiresAt <= now) {
    problems.push({ path: 'expires_at', message: 'must lie in the future' });
  }
  if (/^[*.\s]+$/.test(request.pathPattern) && request.resourceId === null) {
    problems.push({ path: 'path_pattern', message: 'would hide every drift; name at least one attribute' });
  }
  if (problems.length > 0)
    throw new AppError('invalid_input', 'the rule cannot be used', { details: problems });
}
