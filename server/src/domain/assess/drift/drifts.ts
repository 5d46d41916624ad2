import type { JsonObject } from '../../../core/json.ts';
import { type Severity, worst } from '../../../core/severity.ts';
import { classifyDrift, type DriftType } from './classify.ts';
import type { Change } from './compare.ts';
import { topLevelAttribute } from './path.ts';
import { type Rating, rateChange } from './severity.ts';
import { summarise } from './summary.ts';

/** All that changed in one top-level attribute of one resource. */
export type DriftDraft = {
  attribute: string;
  type: DriftType;
  severity: Severity;
  /** Id of the severity rule that decided, and its sentence. */
  rule: string;
  reason: string;
  summary: string;
  changes: Change[];
  /** The changes, each with how bad it is by itself. */
  rated: { change: Change; rating: Rating }[];
  violatedControlIds: string[];
};

export type DriftInput = {
  resource: { type: string };
  changes: readonly Change[];
  /** The whole models; some settings only mean something together (a standalone firewall rule). */
  before?: JsonObject;
  after?: JsonObject;
  requiredTags?: readonly string[];
  /** Controls of enabled frameworks that went from pass to fail, by top-level attribute, or for all (`*`). */
  violatedControls?: Readonly<Record<string, readonly string[]>>;
};

/** Groups changes into drifts, in the order of their first change. Severities of attributes never mix. Pure. */
export function buildDrifts(input: DriftInput): DriftDraft[] {
  const byAttribute = new Map<string, Change[]>();
  for (const change of input.changes) {
    const attribute = topLevelAttribute(change.path);
    const list = byAttribute.get(attribute);
    if (list === undefined) byAttribute.set(attribute, [change]);
    else list.push(change);
  }
  return [...byAttribute].map(([attribute, changes]) => buildDrift(attribute, changes, input));
}

function buildDrift(attribute: string, changes: Change[], input: DriftInput): DriftDraft {
  const ratings = changes.map((change) => ({
    change,
    rating: rateChange(change, {
      type: input.resource.type,
      ...(input.before === undefined ? {} : { before: input.before }),
      ...(input.after === undefined ? {} : { after: input.after }),
      ...(input.requiredTags === undefined ? {} : { requiredTags: input.requiredTags }),
    }),
  }));
  const leading = ratings.reduce((best, next) => (outweighs(next.rating, best.rating) ? next : best));
  const violatedControlIds = [
    ...new Set([...(input.violatedControls?.[attribute] ?? []), ...(input.violatedControls?.['*'] ?? [])]),
  ];
  return {
    attribute,
    type: classifyDrift({ weakening: ratings.some(({ rating }) => rating.weakening), violatedControlIds }),
    severity: leading.rating.severity,
    rule: leading.rating.rule,
    reason: leading.rating.sentence,
    summary: summarise(changes, leading.change),
    changes,
    rated: ratings,
    violatedControlIds,
  };
}

/** Worse, or equally bad and weakening. */
function outweighs(next: Rating, best: Rating): boolean {
  if (next.severity !== best.severity) return worst(next.severity, best.severity) === next.severity;
  return next.weakening && !best.weakening;
}
