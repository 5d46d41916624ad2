import { AppError, notFound } from '../../../core/errors.ts';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Unreadable } from '../../../core/observation.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { ExecutionReporter } from '../../govern/jobs/index.ts';
import * as store from './store.ts';

/** What the drift module lends: it stands above, so main hands it in. */
export type BaselinesDeps = {
  db: Database;
  clock: Clock;
  /** Resolves the open drifts of a resource because its baseline was replaced. */
  resolveOpenDrifts: (tx: Tx, resourceId: number) => Promise<number>;
  compare: (input: { type: string; before: JsonObject; after: JsonObject; unreadable: Unreadable[] }) => {
    changes: { path: string; change: string; before?: Json; after?: Json }[];
    folded: { path: string; rule: string }[];
  };
};

/** Rows of one statement; keeps each transaction short on a large account. */
const captureBatch = 5000;

/** After a sync: a baseline for every resource that has none. Existing ones are never replaced. */
export async function captureMissingBaselines(
  deps: Pick<BaselinesDeps, 'db' | 'clock'>,
  scope: Scope,
  providerId: number,
  report: ExecutionReporter,
): Promise<void> {
  let total = 0;
  for (let afterId: number | null = 0; afterId !== null; ) {
    const page = { providerId, at: deps.clock.now(), afterId, limit: captureBatch };
    const { captured, lastId } = await deps.db.within(scope, async (tx) => {
      const inserted = await store.insertMissing(tx, page);
      if (inserted.captured > 0) {
        await recordAudit(tx, {
          action: 'baseline.captured_automatically',
          target: { type: 'provider', id: String(providerId) },
          detail: { count: inserted.captured },
        });
      }
      return inserted;
    });
    total += captured;
    afterId = lastId;
  }
  if (total > 0) {
    report.count('baselines_created', total);
    report.log('info', `${total} baselines captured for resources that had none`);
  }
}

/**
 * Captures the last observed configuration as the new baseline. Open drifts stay for the next scan to resolve,
 * unless it is a promotion.
 */
export async function createBaseline(
  deps: BaselinesDeps,
  scope: Scope,
  request: { resourceId: number; promote: boolean; description: string },
): Promise<store.BaselineRow> {
  return await deps.db.within(scope, async (tx) => {
    const baseline = await captureIn(deps, tx, {
      resourceId: request.resourceId,
      source: request.promote ? 'promotion' : 'manual',
      description: request.description,
    });
    if (request.promote) await deps.resolveOpenDrifts(tx, request.resourceId);
    return baseline;
  });
}

/** In the caller's transaction; resolving a drift may capture what is live as the new baseline. */
export async function captureIn(
  deps: Pick<BaselinesDeps, 'clock'>,
  tx: Tx,
  request: { resourceId: number; source: 'manual' | 'promotion' | 'post_resolve'; description: string },
): Promise<store.BaselineRow> {
  const resource = await store.resourceOf(tx, request.resourceId, { lock: true });
  if (resource === undefined) throw notFound('resource');
  if (resource.status === 'deleted') {
    throw new AppError(
      'unprocessable',
      `${resource.name} is deleted; there is no live configuration to capture`,
    );
  }
  const id = await store.insertBaseline(tx, {
    resourceId: resource.resourceId,
    versionId: resource.versionId,
    source: request.source,
    description: request.description,
    createdBy: personBehind(tx.scope.actor),
    at: deps.clock.now(),
  });
  await recordAudit(tx, {
    action: 'baseline.captured',
    target: { type: 'baseline', id: String(id) },
    detail: { resource_id: resource.resourceId, version_id: resource.versionId, source: request.source },
  });
  const row = await store.getBaseline(tx, id);
  if (row === undefined) throw new Error('a baseline vanished in its own transaction');
  return row;
}

/** Refused for the only baseline of a resource: without one, drift could not be seen. */
export async function deleteBaseline(deps: BaselinesDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const baseline = await store.getBaseline(tx, id);
    if (baseline === undefined) throw notFound('baseline');
    await store.resourceOf(tx, baseline.resource_id, { lock: true });
    if ((await store.countBaselines(tx, baseline.resource_id)) === 1) {
      throw new AppError('conflict', 'this is the only baseline of the resource; capture another one first');
    }
    await store.deleteBaseline(tx, id);
    await recordAudit(tx, {
      action: 'baseline.deleted',
      target: { type: 'baseline', id: String(id) },
      detail: { resource_id: baseline.resource_id },
    });
  });
}

export async function readBaseline(deps: BaselinesDeps, scope: Scope, id: number) {
  return await deps.db.within(scope, async (tx) => {
    const baseline = await store.getBaseline(tx, id);
    if (baseline === undefined) throw notFound('baseline');
    const resource = await store.resourceOf(tx, baseline.resource_id);
    const version = await store.readVersion(tx, baseline.version_id);
    if (resource === undefined || version === undefined) throw notFound('baseline');
    return { baseline, resource, version };
  });
}

/** Two baselines of one resource, with the noise rules of drift detection. */
export async function compareBaselines(deps: BaselinesDeps, scope: Scope, id: number, otherId: number) {
  const a = await readBaseline(deps, scope, id);
  const b = await readBaseline(deps, scope, otherId);
  if (a.resource.resourceId !== b.resource.resourceId) {
    throw new AppError('unprocessable', 'the two baselines belong to different resources');
  }
  const comparison = deps.compare({
    type: a.resource.type,
    before: a.version.configuration,
    after: b.version.configuration,
    unreadable: [...a.version.unreadable, ...b.version.unreadable],
  });
  return { a: a.baseline, b: b.baseline, comparison };
}

/** Removes baselines that are older than `days` and replaced; the newest of a resource always stays. */
export async function removeExpiredBaselines(
  deps: Pick<BaselinesDeps, 'db' | 'clock'>,
  scope: Scope,
  days: number,
  report: ExecutionReporter,
): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - days * 86_400_000);
  const removed = await deps.db.within(scope, async (tx) => {
    const count = await store.deleteExpired(tx, before);
    if (count > 0) {
      await recordAudit(tx, {
        action: 'baseline.expired',
        target: { type: 'organization', id: String(scope.organizationId) },
        detail: { count, captured_before: before.toISOString() },
      });
    }
    return count;
  });
  if (removed > 0) report.log('info', `${removed} baselines older than ${days} days were removed`);
}
