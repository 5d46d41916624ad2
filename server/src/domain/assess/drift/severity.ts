import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Change } from './compare.ts';
import { newOpenings, type Opening, openingsIn } from './network-openings.ts';
import { parsePath } from './path.ts';
import { severityRules } from './severity-rules.ts';

/** A scalar (or empty value, or list of scalars) inside a change. */
export type Leaf = {
  /** Keys from the root of the model, without positions and identities of list members. */
  keys: string[];
  /** The last key. */
  key: string;
  before: Json | undefined;
  after: Json | undefined;
};

/** What a severity rule looks at. */
export type RatedChange = {
  type: string;
  change: Change;
  /** Steps of the path. */
  steps: string[];
  /** The top-level attribute. */
  attribute: string;
  leaves: Leaf[];
  /** Ways in or out that this change opens and nothing opened before. */
  opened: Opening[];
  requiredTags: readonly string[];
};

export type SeverityRule = {
  id: string;
  /** Completes "rated … because …" for people. */
  sentence: string;
  severity: Severity;
  /** The change makes the resource less safe: the drift is of type `security`. */
  weakening: boolean;
  applies: (change: RatedChange) => boolean;
};

export type Rating = { severity: Severity; rule: string; sentence: string; weakening: boolean };

export type RatingContext = {
  type: string;
  /** The whole models, when at hand: some settings only mean something together. */
  before?: JsonObject;
  after?: JsonObject;
  /** Tag keys that the tenant demands; losing one is worse than losing any other tag. */
  requiredTags?: readonly string[];
};

/** Rates one change by the first rule that applies; the last applies always. Pure. */
export function rateChange(change: Change, context: RatingContext): Rating {
  const steps = parsePath(change.path);
  const rated: RatedChange = {
    type: context.type,
    change,
    steps,
    attribute: steps[0] ?? '',
    leaves: leavesOf(change, steps),
    opened: openedBy(change, steps, context),
    requiredTags: context.requiredTags ?? [],
  };
  const best = severityRules.find((rule) => rule.applies(rated));
  if (best === undefined) throw new RangeError('the last severity rule applies to every change');
  return { severity: best.severity, rule: best.id, sentence: best.sentence, weakening: best.weakening };
}

function leavesOf(change: Change, steps: string[]): Leaf[] {
  const leaves: Leaf[] = [];
  const keys = steps.filter((step) => !/^\d+$/.test(step));
  visit(change.before, change.after, keys, leaves);
  return leaves;
}

function visit(before: Json | undefined, after: Json | undefined, keys: string[], leaves: Leaf[]): void {
  const [left, right] = [isJsonObject(before), isJsonObject(after)];
  if ((left || before === undefined) && (right || after === undefined) && (left || right)) {
    const names = new Set([
      ...Object.keys(left ? (before as JsonObject) : {}),
      ...Object.keys(right ? (after as JsonObject) : {}),
    ]);
    for (const name of names) {
      visit(own(before, name), own(after, name), [...keys, name], leaves);
    }
    return;
  }
  const members = [before, after].some((value) => Array.isArray(value) && value.some(isJsonObject));
  if (members) {
    for (const member of Array.isArray(before) ? before : []) visit(member, undefined, keys, leaves);
    for (const member of Array.isArray(after) ? after : []) visit(undefined, member, keys, leaves);
    return;
  }
  leaves.push({ keys, key: settingName(keys), before, after });
}

/** In lists of name and value the setting is called by the name: `Attributes[access_logs.enabled].Value`. */
function settingName(keys: string[]): string {
  const last = keys.at(-1) ?? '';
  return keys.length > 2 && /^(\w*Value)$/.test(last) ? (keys.at(-2) as string) : last;
}

const own = (value: Json | undefined, key: string): Json | undefined =>
  isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** Models that are one rule as a whole, so that a single changed member says nothing by itself. */
const wholeRuleTypes =
  /SecurityGroupIngress$|SecurityGroupEgress$|NetworkAclEntry$|security_group_rule|firewall|network_security_group|nsg/i;

function openedBy(change: Change, steps: string[], context: RatingContext): Opening[] {
  const direction = /egress|outbound/i.test(`${context.type.split('::').at(-1)} ${steps[0] ?? ''}`)
    ? 'out'
    : 'in';
  if (context.after !== undefined && wholeRuleTypes.test(context.type)) {
    return newOpenings(openingsIn(context.before, direction), openingsIn(context.after, direction));
  }
  const after = openingsIn(change.after, direction);
  if (after.length === 0) return after;
  return newOpenings([...openingsIn(change.before, direction), ...openingsIn(context.before, 'in')], after);
}
