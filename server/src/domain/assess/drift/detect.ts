import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { ResourceType } from '../../../plugin-kit/define-resource-type.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { ExecutionReporter } from '../../govern/jobs/index.ts';
import { judgePair, type PairVerdict, type StillOpen, settle } from './judge-pair.ts';
import { listActiveRules } from './rule-store.ts';
import * as store from './store.ts';
import type { DriftRule } from './suppress.ts';
import { type KnownDifference, knownOf } from './worsening.ts';

export type DetectDeps = {
  db: Database;
  clock: Clock;
  announce: Announce;
  /** Our type id → what is known of it. */
  resourceTypes: ReadonlyMap<string, ResourceType>;
  /** Tag keys whose loss is worse than that of others. */
  requiredTags: readonly string[];
};

export type DetectRequest = store.PairFilter & {
  executionId: number;
  signal: AbortSignal;
  report: ExecutionReporter;
};

/** A drift that this scan opened, for those who want to know who did it. */
export type OpenedDrift = { driftId: number; pair: store.Pair; attribute: string };

export type Detection = {
  evaluated: number;
  opened: OpenedDrift[];
  resolved: number;
  /** Against a baseline that does not count any more: reported, not stored. */
  differences: number;
  withoutBaseline: number;
  /** Resources of which a part could not be compared. */
  withUnknownParts: number;
  /** Why, in words, and how many resources it concerns; at most `reasonsKept` different ones. */
  unknownReasons: Map<string, number>;
};

const pageSize = 500;
const reasonsKept = 50;

/**
 * Compares every living resource with its baseline, a page at a time; memory is bounded by the page. Only the
 * newest baseline is what was agreed: a comparison with an older one tells its differences in the log and the
 * counts of the run, and opens and resolves nothing.
 */
export async function detectDrift(
  deps: DetectDeps,
  scope: Scope,
  request: DetectRequest,
): Promise<Detection> {
  const detection: Detection = {
    evaluated: 0,
    opened: [],
    resolved: 0,
    differences: 0,
    withoutBaseline: 0,
    withUnknownParts: 0,
    unknownReasons: new Map(),
  };
  const rules = await deps.db.within(scope, (tx) => listActiveRules(tx, deps.clock.now()));
  let afterId = 0;
  for (;;) {
    if (request.signal.aborted) break;
    const page = await readPage(deps, scope, request, afterId);
    const last = page.pairs.at(-1);
    if (last === undefined) break;
    const verdicts = page.pairs.flatMap((pair) => {
      const verdict = judge(deps, page, pair, rules, detection);
      if (verdict === undefined) return [];
      noteUnknown(detection, pair.type, verdict);
      return [{ pair, verdict }];
    });
    await deps.db.within(scope, async (tx) => {
      for (const { pair, verdict } of verdicts) {
        if (pair.is_newest || pair.status === 'deleted')
          await applyVerdict(deps, tx, request, pair, verdict, detection);
        else reportDifferences(request, pair, verdict, detection);
      }
    });
    request.report.progress('comparing with baselines', detection.evaluated, null);
    if (page.pairs.length < pageSize) break;
    afterId = last.resource_id;
  }
  request.report.count('evaluated', detection.evaluated);
  if (detection.withUnknownParts > 0) request.report.count('with_unknown_parts', detection.withUnknownParts);
  if (detection.withoutBaseline > 0) request.report.count('without_baseline', detection.withoutBaseline);
  return detection;
}

type Page = {
  pairs: store.Pair[];
  versions: Map<number, store.Version>;
  open: store.OpenDrift[];
  settled: store.SettledDrift[];
};

async function readPage(
  deps: DetectDeps,
  scope: Scope,
  filter: store.PairFilter,
  afterId: number,
): Promise<Page> {
  return await deps.db.within(scope, async (tx) => {
    const pairs = await store.listPairs(tx, filter, afterId, pageSize);
    const moved = pairs.filter(
      (pair) => pair.baseline_version_id !== null && pair.baseline_version_id !== pair.version_id,
    );
    const versionIds = moved.flatMap((pair) => [pair.version_id, pair.baseline_version_id ?? 0]);
    const touched = pairs
      .filter((pair) => pair.open_drifts > 0 || moved.includes(pair))
      .map((pair) => pair.resource_id);
    return {
      pairs,
      versions: await store.readVersions(tx, versionIds),
      open: await store.listOpenDrifts(tx, touched),
      settled: await store.listSettledDrifts(tx, touched),
    };
  });
}

/** Undefined when there is nothing to write for the resource. */
function judge(
  deps: DetectDeps,
  page: Page,
  pair: store.Pair,
  rules: readonly DriftRule[],
  detection: Detection,
): PairVerdict | undefined {
  if (pair.status === 'deleted') return nothing();
  if (pair.baseline_version_id === null) {
    detection.withoutBaseline += 1;
    return undefined;
  }
  detection.evaluated += 1;
  const ofPair = <T extends { resource_id: number }>(drifts: T[]): T[] =>
    pair.is_newest ? drifts.filter((drift) => drift.resource_id === pair.resource_id) : [];
  const open = ofPair(page.open);
  // The same version as the baseline: equal without looking.
  if (pair.baseline_version_id === pair.version_id) {
    if (pair.unreadable_count > 0) detection.withUnknownParts += 1;
    const verdict = nothing();
    for (const drift of open) settle(verdict, pair, drift);
    return open.length === 0 ? undefined : verdict;
  }
  const before = page.versions.get(pair.baseline_version_id);
  const after = page.versions.get(pair.version_id);
  if (before === undefined || after === undefined) return undefined;
  const resourceType = deps.resourceTypes.get(pair.type);
  return judgePair({
    pair,
    before,
    after,
    open,
    settled: ofPair(page.settled),
    rules,
    facts: resourceType?.facts,
    vendorType: resourceType?.vendorType,
    requiredTags: deps.requiredTags,
    now: deps.clock.now(),
  });
}

function nothing(): PairVerdict {
  return { opened: [], stillOpen: [], reverted: [], rebased: [], hidden: [], unknown: [] };
}

function reportDifferences(
  { report }: DetectRequest,
  pair: store.Pair,
  verdict: PairVerdict,
  detection: Detection,
): void {
  for (const draft of verdict.opened) {
    detection.differences += 1;
    report.count('differences');
    report.log(
      'info',
      `differs from baseline ${pair.baseline_id}: ${draft.severity} ${draft.type}: ${pair.name} (${pair.type}): ${draft.summary}`,
    );
  }
  report.log(
    'info',
    `baseline ${pair.baseline_id} is not the newest of ${pair.name}, so no drift was opened or resolved`,
  );
}

async function applyVerdict(
  deps: DetectDeps,
  tx: Tx,
  request: DetectRequest,
  pair: store.Pair,
  verdict: PairVerdict,
  detection: Detection,
): Promise<void> {
  const at = deps.clock.now();
  if (pair.status === 'deleted') {
    for (const drift of await store.listOpenDrifts(tx, [pair.resource_id])) {
      detection.resolved += await close(deps, tx, request, {
        id: drift.id,
        pair,
        reason: 'resource_deleted',
        note: null,
      });
    }
    return;
  }
  const content = (draft: PairVerdict['opened'][number], known: KnownDifference): store.DriftContent => ({
    known,
    type: draft.type,
    severity: draft.severity,
    severityRule: draft.rule,
    summary: draft.summary,
    changes: draft.changes,
    baselineId: pair.baseline_id ?? 0,
    baselineVersionId: pair.baseline_version_id ?? 0,
    currentVersionId: pair.version_id,
    violatedControlIds: draft.violatedControlIds,
  });
  for (const draft of verdict.opened) {
    const id = await store.insertDrift(tx, {
      ...content(draft, knownOf(draft)),
      providerId: pair.provider_id,
      resourceId: pair.resource_id,
      attribute: draft.attribute,
      executionId: request.executionId,
      at,
    });
    if (id === undefined) continue;
    detection.opened.push({ driftId: id, pair, attribute: draft.attribute });
    request.report.count('opened');
    request.report.effect('drift', id, 'detected');
    request.report.log(
      'warn',
      `${draft.severity} ${draft.type} drift: ${pair.name} (${pair.type}): ${draft.summary}`,
    );
    const facts = driftFacts(id, pair, draft);
    await deps.announce(tx, { type: 'drift.detected', payload: facts });
    await recordAudit(tx, {
      action: 'drift.detected',
      target: { type: 'drift', id: String(id) },
      detail: facts,
    });
  }
  for (const each of verdict.stillOpen) {
    request.report.count('still_open');
    const { open, draft, known, worse } = each;
    const followed = await store.updateDrift(tx, open, content(draft, known), { at, worse });
    if (followed) await tellDifference(deps, tx, request, pair, each);
  }
  for (const id of verdict.reverted) {
    detection.resolved += await close(deps, tx, request, { id, pair, reason: 'reverted', note: null });
  }
  for (const id of verdict.rebased) {
    detection.resolved += await close(deps, tx, request, {
      id,
      pair,
      reason: 'baseline_updated',
      note: null,
    });
  }
  for (const { id, ruleId } of verdict.hidden) {
    const note = `hidden by drift rule ${ruleId}`;
    detection.resolved += await close(deps, tx, request, { id, pair, reason: 'accepted', note });
  }
}

/** What an open drift says now, when that is something else than before. */
async function tellDifference(
  deps: DetectDeps,
  tx: Tx,
  request: DetectRequest,
  pair: store.Pair,
  { open, draft, moved, worse }: StillOpen,
): Promise<void> {
  if (!moved && !worse) return;
  const facts = driftFacts(open.id, pair, draft);
  await deps.announce(tx, {
    type: 'drift.updated',
    payload: { ...facts, status: open.status, change: 'difference', worse, severity_before: open.severity },
  });
  if (!worse) return;
  request.report.count('worsened');
  request.report.effect('drift', open.id, 'worsened');
  request.report.log(
    'warn',
    `worse than before: ${draft.severity} ${draft.type} drift ${open.id}: ${pair.name} (${pair.type}): ${draft.summary}`,
  );
  await recordAudit(tx, {
    action: 'drift.worsened',
    target: { type: 'drift', id: String(open.id) },
    detail: { ...facts, severity_before: open.severity },
  });
}

function noteUnknown(detection: Detection, type: string, verdict: PairVerdict): void {
  if (verdict.unknown.length === 0) return;
  detection.withUnknownParts += 1;
  for (const { path, side, reason, permission } of verdict.unknown) {
    const why =
      side === 'baseline'
        ? 'it was not readable when the baseline was captured; capture a new one to compare it'
        : `${reason}${permission === undefined ? '' : `; grant ${permission}`}`;
    const words = `${path} of ${type} could not be compared: ${why}`;
    const known = detection.unknownReasons.get(words);
    if (known !== undefined || detection.unknownReasons.size < reasonsKept)
      detection.unknownReasons.set(words, (known ?? 0) + 1);
  }
}

function driftFacts(id: number, pair: store.Pair, draft: PairVerdict['opened'][number]): JsonObject {
  return {
    drift_id: id,
    resource_id: pair.resource_id,
    resource_name: pair.name,
    resource_type: pair.type,
    provider_id: pair.provider_id,
    attribute: draft.attribute,
    drift_type: draft.type,
    severity: draft.severity,
    summary: draft.summary,
  };
}

async function close(
  deps: DetectDeps,
  tx: Tx,
  request: Pick<DetectRequest, 'report'>,
  end: { id: number; pair: store.Pair; reason: string; note: string | null },
): Promise<number> {
  const done = await resolveIn(deps, tx, {
    id: end.id,
    resourceId: end.pair.resource_id,
    reason: end.reason,
    note: end.note,
    by: null,
  });
  if (!done) return 0;
  request.report.count('resolved');
  request.report.effect('drift', end.id, 'resolved');
  request.report.log('info', `drift ${end.id} of ${end.pair.name} resolved: ${end.reason}`);
  return 1;
}

/** The one way in which a drift ends, with its event and its audit entry. */
export async function resolveIn(
  deps: Pick<DetectDeps, 'announce' | 'clock'>,
  tx: Tx,
  end: { id: number; resourceId: number; reason: string; note: string | null; by: number | null },
): Promise<boolean> {
  const at = deps.clock.now();
  const resolved = await store.resolve(tx, end.id, { ...end, at });
  if (!resolved) return false;
  const facts: JsonObject = {
    drift_id: end.id,
    resource_id: end.resourceId,
    reason: end.reason,
    note: end.note,
  };
  await deps.announce(tx, {
    type: 'drift.resolved',
    payload: {
      ...facts,
      resolved_by: end.by === null ? 'system' : tx.scope.actor.label,
      resolved_at: at.toISOString(),
    },
  });
  await recordAudit(tx, {
    action: 'drift.resolved',
    target: { type: 'drift', id: String(end.id) },
    detail: facts,
  });
  return true;
}
