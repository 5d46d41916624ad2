import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { FindingToMend, RecommendationsDeps } from './deps.ts';
import { announceClosed, type Generated, generate, nothingGenerated } from './generate.ts';
import { listResourcesOf } from './list-store.ts';
import { readSettings, type Settings, writeSettings } from './model-run-store.ts';
import { type Selection, unitsOf } from './select-units.ts';
import * as store from './store.ts';

/** What one request does at once; the rest goes on as a run. */
const mostUnitsAtOnce = 300;

/** Makes recommendations for what was asked; an assessment is a run of its own. Throws `not_found`. */
export async function generateFor(
  deps: RecommendationsDeps,
  scope: Scope,
  selection: Exclude<Selection, string | { staleOf: number }>,
): Promise<{ generated: Generated; executionId: number | null; message: string }> {
  const units = await deps.db.within(scope, (tx) => unitsOf(deps, tx, selection));
  if ('assessmentId' in selection || units.length > mostUnitsAtOnce) {
    const executionId = await deps.db.within(scope, (tx) =>
      deps.requestRun(tx, 'assessmentId' in selection ? { assessment_id: selection.assessmentId } : {}),
    );
    return { generated: nothingGenerated(), executionId, message: `execution ${executionId} makes them` };
  }
  const generated = await generate(deps, scope, units);
  const executionId = await requestWords(deps, scope, generated);
  const made = generated.created + generated.updated;
  return {
    generated,
    executionId,
    message:
      units.length === 0
        ? 'Nothing fails, drifts or could be cheaper there, as far as it could be read.'
        : `${made} new or changed, ${generated.unchanged} as before.`,
  };
}

/** Where an organisation wants it, a language model words what is new. */
export async function requestWords(
  deps: RecommendationsDeps,
  scope: Scope,
  generated: Generated,
): Promise<number | null> {
  if (deps.advisor === null || generated.created + generated.updated === 0) return null;
  return await deps.db.within(scope, async (tx) =>
    (await readSettings(tx)).model_enabled ? await deps.requestRun(tx, { wording_only: true }) : null,
  );
}

/**
 * Marks it as applied, and asks for the remediation where that is wanted. Nothing is changed in a connected system
 * by this; the next look tells whether the finding is over.
 */
export async function applyRecommendation(
  deps: RecommendationsDeps,
  scope: Scope,
  id: number,
  how: { createRemediation: boolean; remediationType?: string | undefined; note: string | null },
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const head = await requirePending(await store.lockOne(tx, id));
    const made = how.createRemediation ? await propose(deps, tx, head, how.remediationType) : null;
    const at = deps.clock.now();
    await store.closeRecommendation(tx, id, { status: 'applied', note: how.note, at, remediation: made });
    await announceClosed(deps, tx, head, 'applied', how.note);
    await recordAudit(tx, {
      action: 'recommendation.applied',
      target: { type: 'recommendation', id },
      detail: { title: head.title, note: how.note, remediation_id: made?.id ?? null },
    });
  });
}

async function propose(
  deps: RecommendationsDeps,
  tx: Tx,
  head: store.Head,
  type: string | undefined,
): Promise<{ id: number; type: string }> {
  if (head.remediation_type === null) {
    throw new AppError(
      'unprocessable',
      'nothing does this by itself: follow the steps, then apply without a remediation',
    );
  }
  const resources = await listResourcesOf(tx, head.id, 2);
  const [resource] = resources;
  if (resource === undefined || resources.length > 1) {
    throw new AppError(
      'unprocessable',
      'this is about several resources: ask for the remediation of each of them',
    );
  }
  const findings = resource.findings.flatMap((finding): FindingToMend[] => {
    if (finding.control_id !== null)
      return [{ type: 'control', controlId: finding.control_id, resourceId: resource.resource_id }];
    return finding.type === 'drift' && finding.id !== null ? [{ type: 'drift', driftId: finding.id }] : [];
  });
  return await deps.proposeRemediation(tx, { findings, type, field: 'remediation_type' });
}

/** It stays dismissed while nothing else is found. */
export async function dismissRecommendation(
  deps: RecommendationsDeps,
  scope: Scope,
  id: number,
  reason: string,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const head = await requirePending(await store.lockOne(tx, id));
    await store.closeRecommendation(tx, id, { status: 'dismissed', note: reason, at: deps.clock.now() });
    await announceClosed(deps, tx, head, 'dismissed', reason);
    await recordAudit(tx, {
      action: 'recommendation.dismissed',
      target: { type: 'recommendation', id },
      detail: { title: head.title, reason },
    });
  });
}

async function requirePending(head: store.Head | undefined): Promise<store.Head> {
  if (head === undefined) throw notFound('recommendation');
  if (head.status !== 'pending')
    throw new AppError('conflict', `this recommendation is ${head.status} already`);
  return head;
}

export async function changeSettings(
  deps: RecommendationsDeps,
  scope: Scope,
  change: { [K in keyof Settings]?: Settings[K] | undefined },
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const before = await readSettings(tx);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after: Settings = { ...before, ...given };
    if (after.model_enabled && !before.model_enabled && deps.advisor === null) {
      throw new AppError(
        'unprocessable',
        'this installation has no key for a language model: set GEMINI_API_KEY and start it again',
      );
    }
    await writeSettings(tx, after, deps.clock.now());
    await recordAudit(tx, {
      action: 'recommendation.settings_changed',
      target: { type: 'organization', id: scope.organizationId },
      detail: { before, after },
    });
  });
}
