import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';
import { type Change, compareConfigurations, type Unknown } from './compare.ts';
import { buildDrifts, type DriftDraft } from './drifts.ts';
import { topLevelAttribute } from './path.ts';
import type { OpenDrift, Pair, SettledDrift, Version } from './store.ts';
import { applyDriftRules, type DriftRule } from './suppress.ts';
import { compareWithKnown, type KnownDifference } from './worsening.ts';

/** What a scan concludes about one resource. Pure: the same versions give the same verdict on any day. */
export type PairVerdict = {
  /** Drifts of which none is open. */
  opened: DriftDraft[];
  stillOpen: StillOpen[];
  /** Open drifts whose attribute equals the baseline again. */
  reverted: number[];
  /** Open drifts whose attribute equals a baseline that was captured since: the agreement moved, not the resource. */
  rebased: number[];
  /** Open drifts that the user's rules hide from now on. */
  hidden: { id: number; ruleId: string }[];
  /** Attributes that could not be compared: their open drifts stay as they are. */
  unknown: UnknownPart[];
};

/** `moved`: it says something else than before; `worse`: there is more to it than was known so far. */
export type StillOpen = {
  open: OpenDrift;
  draft: DriftDraft;
  moved: boolean;
  worse: boolean;
  known: KnownDifference;
};

/** `baseline`: it was not readable when the baseline was captured, though it may be now. */
export type UnknownPart = Unknown & { side: 'baseline' | 'live' };

export type PairInput = {
  pair: Pair;
  before: Version;
  after: Version;
  open: OpenDrift[];
  settled: SettledDrift[];
  rules: readonly DriftRule[];
  facts: SchemaFacts | undefined;
  vendorType: string | undefined;
  requiredTags: readonly string[];
  now: Date;
};

export function judgePair(input: PairInput): PairVerdict {
  const { pair, before, after } = input;
  const comparison = compareConfigurations({
    type: pair.type,
    before: before.configuration,
    after: after.configuration,
    ...(input.facts === undefined ? {} : { schema: input.facts }),
    unreadable: [...before.unreadable, ...after.unreadable],
  });
  const { kept, suppressed } = applyDriftRules(comparison.changes, input.rules, {
    type: input.vendorType === undefined ? pair.type : [pair.type, input.vendorType],
    resourceId: pair.resource_id,
    now: input.now,
  });
  const drafts = buildDrifts({
    resource: { type: pair.type },
    changes: kept,
    before: before.configuration,
    after: after.configuration,
    requiredTags: input.requiredTags,
  });
  const verdict: PairVerdict = {
    opened: [],
    stillOpen: [],
    reverted: [],
    rebased: [],
    hidden: [],
    unknown: comparison.unknown.map((part) => ({
      ...part,
      side: after.unreadable.some(({ path }) => path === part.path) ? 'live' : 'baseline',
    })),
  };
  const openByAttribute = new Map(input.open.map((drift) => [drift.attribute, drift]));
  for (const draft of drafts) {
    const open = openByAttribute.get(draft.attribute);
    if (open !== undefined) verdict.stillOpen.push(follow(open, draft));
    else if (!isSettled(draft, input.settled)) verdict.opened.push(draft);
    openByAttribute.delete(draft.attribute);
  }
  const unknownAttributes = new Set(comparison.unknown.map(({ path }) => topLevelAttribute(path)));
  for (const open of openByAttribute.values()) {
    const hiding = suppressed.find(({ change }) => topLevelAttribute(change.path) === open.attribute);
    if (hiding !== undefined) verdict.hidden.push({ id: open.id, ruleId: String(hiding.ruleId) });
    else if (!unknownAttributes.has(open.attribute)) settle(verdict, pair, open);
  }
  return verdict;
}

function follow(open: OpenDrift, draft: DriftDraft): StillOpen {
  const moved =
    open.severity !== draft.severity || open.type !== draft.type || !same(open.changes, draft.changes);
  return { open, draft, moved, ...compareWithKnown(open.known, open.severity, draft) };
}

/** An open drift that is none any more, under the reason that is true. */
export function settle(
  verdict: Pick<PairVerdict, 'reverted' | 'rebased'>,
  pair: Pick<Pair, 'baseline_id'>,
  open: OpenDrift,
): void {
  (open.baseline_id === pair.baseline_id ? verdict.reverted : verdict.rebased).push(open.id);
}

/** Accepted once is accepted until the facts change: exactly these changes, nothing more. */
function isSettled(draft: DriftDraft, settled: readonly SettledDrift[]): boolean {
  const accepted = settled.find(({ attribute }) => attribute === draft.attribute);
  return accepted !== undefined && accepted.changes.length > 0 && same(accepted.changes, draft.changes);
}

function same(a: readonly Change[], b: readonly Change[]): boolean {
  return canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);
}
