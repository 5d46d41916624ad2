import {
  isJsonObject,
  type Json,
  type JsonObject,
  jsonEqual,
  parseJsonDocument,
} from '../../../core/json.ts';
import type { Unreadable } from '../../../core/observation.ts';
import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';
import { type Place, placeOf } from './facts.ts';
import { type ArrayMatch, matchArrays } from './match-arrays.ts';
import { asPolicy, normalisePolicy, policyDocument, samePolicy } from './noise/policy-documents.ts';
import type { ComparisonContext, ComparisonMode, Difference } from './noise/rule.ts';
import { undeclaredSetting } from './noise/undeclared.ts';
import { valueRules } from './noise-rules.ts';
import { covers, formatPath, parsePath, type Segment, stepsOf } from './path.ts';
import { factsFor, isKnownSet } from './type-facts.ts';
import { showsIntent } from './undeclared-evidence.ts';

export type Change = { path: string; change: 'added' | 'removed' | 'modified'; before?: Json; after?: Json };
export type Folded = { path: string; rule: string };
export type Unknown = { path: string; reason: Unreadable['reason']; permission?: string };

export type ComparisonInput = {
  /** Our id of the type or the vendor's: `s3_bucket`, `AWS::S3::Bucket`. */
  type: string;
  before: JsonObject;
  after: JsonObject;
  /** What the vendor's schema says; added to what is known of the type. */
  schema?: SchemaFacts;
  mode?: ComparisonMode;
  /** Paths that could not be read on either side. */
  unreadable?: readonly Unreadable[];
  context?: ComparisonContext;
};

export type Comparison = {
  changes: Change[];
  /** What was different and not reported, and the id of the rule that says why. */
  folded: Folded[];
  /** What could not be compared. A path below these is never a change. */
  unknown: Unknown[];
};

/** Compares two models of one resource. Pure; does not change its input; unknown types are compared too. */
export function compareConfigurations(input: ComparisonInput): Comparison {
  const walk: Walk = {
    mode: input.mode ?? 'snapshot',
    type: input.type,
    facts: factsFor(input.type, input.schema),
    context: input.context ?? noContext,
    beforeRoot: input.before,
    afterRoot: input.after,
    unreadable:
      input.unreadable === undefined ? noPaths : input.unreadable.map(({ path }) => parsePath(path)),
    path: [],
    changes: [],
    folded: [],
  };
  walkObjects(walk, input.before, input.after);
  return { changes: walk.changes, folded: walk.folded, unknown: unknownOf(input.unreadable) };
}

const noContext: ComparisonContext = {};
const noPaths: string[][] = [];

type Walk = {
  mode: ComparisonMode;
  type: string;
  facts: Place;
  context: ComparisonContext;
  beforeRoot: JsonObject;
  afterRoot: JsonObject;
  unreadable: string[][];
  path: Segment[];
  changes: Change[];
  folded: Folded[];
};

function unknownOf(unreadable: readonly Unreadable[] | undefined): Unknown[] {
  const unknown = new Map<string, Unknown>();
  for (const { path, reason, permission } of unreadable ?? []) {
    unknown.set(`${path} ${permission ?? ''}`, {
      path,
      reason,
      ...(permission === undefined ? {} : { permission }),
    });
  }
  return [...unknown.values()];
}

function walkObjects(walk: Walk, before: JsonObject, after: JsonObject): void {
  const keys = Object.keys(before);
  let shared = 0;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string;
    const left = before[key] as Json;
    if (!Object.hasOwn(after, key)) {
      walk.path.push(key);
      differ(walk, 'removed', left, undefined, before, after);
      walk.path.pop();
      continue;
    }
    shared++;
    const right = after[key] as Json;
    if (left !== right) {
      walk.path.push(key);
      walkPair(walk, left, right, before, after);
      walk.path.pop();
    }
  }
  const now = Object.keys(after);
  if (now.length === shared) return;
  for (let index = 0; index < now.length; index++) {
    const key = now[index] as string;
    if (!Object.hasOwn(before, key)) {
      walk.path.push(key);
      differ(walk, 'added', undefined, after[key] as Json, before, after);
      walk.path.pop();
    }
  }
}

/** Two values at the same place. */
function walkPair(
  walk: Walk,
  before: Json,
  after: Json,
  beforeParent: Json | undefined,
  afterParent: Json | undefined,
): void {
  if (before === after) return;
  const isObject = typeof before === 'object' && before !== null;
  if (isObject && typeof after === 'object' && after !== null) {
    if (Array.isArray(before)) {
      if (Array.isArray(after)) {
        if (!jsonEqual(before, after)) walkArrays(walk, before, after);
        return;
      }
    } else if (!Array.isArray(after)) {
      if (before.Statement === undefined || !walkPolicies(walk, before, after))
        walkObjects(walk, before, after);
      return;
    }
  }
  differ(walk, 'modified', before, after, beforeParent, afterParent);
}

function walkArrays(walk: Walk, before: Json[], after: Json[]): void {
  applyMatch(walk, matchMembers(walk, before, after, isKnownSet(walk.path)), before, after);
}

function matchMembers(walk: Walk, before: Json[], after: Json[], unordered: boolean): ArrayMatch {
  return matchArrays(before, after, {
    place: placeOf(walk.facts, walk.path).place,
    unordered,
    lone: before.length === after.length,
    declared: walk.mode === 'declared',
    residue: (left, right) => {
      const trial: Walk = { ...walk, changes: [], folded: [] };
      trial.path = [...walk.path, 0];
      walkPair(trial, left, right, before, after);
      return trial.changes.length;
    },
  });
}

function applyMatch(walk: Walk, match: ArrayMatch, before: Json[], after: Json[]): void {
  for (const { segment, before: left, after: right } of match.pairs) {
    walk.path.push(segment);
    walkPair(walk, left, right, before, after);
    walk.path.pop();
  }
  for (const { segment, value } of match.removed) {
    walk.path.push(segment);
    differ(walk, 'removed', value, undefined, before, after);
    walk.path.pop();
  }
  for (const { segment, value } of match.added) {
    walk.path.push(segment);
    differ(walk, 'added', undefined, value, before, after);
    walk.path.pop();
  }
  if (match.order === 'meaningful') differ(walk, 'modified', before, after, undefined, undefined);
  else if (match.order !== 'same') fold(walk, walk.path.length, match.order.id);
}

/** False when they are not both policies; then they are compared like anything else. */
function walkPolicies(walk: Walk, before: Json, after: Json): boolean {
  const left = asPolicy(before);
  const right = left && asPolicy(after);
  if (left === undefined || right === undefined) return false;
  if (jsonEqual(left, right) && typeof before === typeof after) return true;
  if (samePolicy(left, right)) {
    fold(walk, walk.path.length, policyDocument.id);
    return true;
  }
  const { Statement: statementsBefore, ...restBefore } = normalisePolicy(left, false);
  const { Statement: statementsAfter, ...restAfter } = normalisePolicy(right, false);
  walkObjects(walk, restBefore, restAfter);
  walk.path.push('Statement');
  walkStatements(walk, (statementsBefore ?? []) as Json[], (statementsAfter ?? []) as Json[]);
  walk.path.pop();
  return true;
}

/** A statement is the unit that grants or denies, so a change inside one is reported with both whole statements. */
function walkStatements(walk: Walk, before: Json[], after: Json[]): void {
  if (jsonEqual(before, after)) return;
  const match = matchMembers(walk, before, after, true);
  for (const { segment, before: left, after: right } of match.pairs) {
    const trial: Walk = { ...walk, path: [...walk.path, segment], changes: [], folded: [] };
    walkPair(trial, left, right, before, after);
    walk.folded.push(...trial.folded);
    if (trial.changes.length > 0) walk.changes.push(changeOf(trial.path, 'modified', left, right));
  }
  applyMatch(walk, { ...match, pairs: [], order: 'same' }, before, after);
}

/**
 * The slow path: two values differ, or one is missing. Asks the rules; reports what no rule folds. Returns
 * whether a part was hidden (folded or unreadable). `intended`: the value is part of something undeclared that
 * somebody made, so silence of the declaration does not fold it.
 */
function differ(
  walk: Walk,
  change: Change['change'],
  before: Json | undefined,
  after: Json | undefined,
  beforeParent: Json | undefined,
  afterParent: Json | undefined,
  intended = false,
): boolean {
  if (walk.unreadable.length > 0) {
    const steps = stepsOf(walk.path);
    if (walk.unreadable.some((pattern) => covers(pattern, steps))) return true;
  }
  const found = placeOf(walk.facts, walk.path);
  const difference: Difference = {
    ...found,
    path: walk.path,
    key: nearestKey(walk.path),
    change,
    before,
    after,
    mode: walk.mode,
    type: walk.type,
    context: walk.context,
    beforeParent,
    afterParent,
    beforeRoot: walk.beforeRoot,
    afterRoot: walk.afterRoot,
  };
  for (const rule of valueRules[walk.mode]) {
    if (!rule.folds(difference)) continue;
    fold(walk, found.readOnlyDepth > 0 ? found.readOnlyDepth : walk.path.length, rule.id);
    return true;
  }
  if (change === 'modified' && before !== undefined && after !== undefined) {
    if (walkPolicies(walk, before, after) || walkDocument(walk, before, after)) return false;
  } else {
    const value = change === 'added' ? after : before;
    const partial = walk.mode === 'declared' && change === 'added' && !intended && !showsIntent(difference);
    if (typeof value === 'object' && value !== null) {
      const reported = reportParts(walk, change, value, !partial);
      if (reported !== 'whole') return reported === 'what is not hidden';
    }
    if (partial) {
      fold(walk, walk.path.length, undeclaredSetting.id);
      return true;
    }
  }
  walk.changes.push(changeOf(walk.path, change, before, after));
  return false;
}

function changeOf(
  path: Segment[],
  change: Change['change'],
  before: Json | undefined,
  after: Json | undefined,
): Change {
  return {
    path: formatPath(path),
    change,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** One side is the text of a document, the other the document: compares inside. */
function walkDocument(walk: Walk, before: Json, after: Json): boolean {
  if (typeof before !== 'string' && typeof after !== 'string') return false;
  // Between two snapshots a text is one value; a declaration may say less than the live text.
  if (typeof before === typeof after && walk.mode === 'snapshot') return false;
  const left = typeof before === 'string' ? parseJsonDocument(before) : before;
  const right = typeof after === 'string' ? parseJsonDocument(after) : after;
  if (left === undefined || right === undefined || left === null || right === null) return false;
  if (typeof left !== 'object' || typeof right !== 'object' || Array.isArray(left) !== Array.isArray(right))
    return false;
  walkPair(walk, left, right, undefined, undefined);
  return true;
}

/**
 * A whole object or list appeared or vanished: when a part of it is hidden, only the other parts are
 * reported, each at its own path. Members that the vendor's schema knows by a key (tags) are always reported one
 * by one: the first tag of a resource has the path that the second has, so that rules of users find both.
 * Anything else is left to be reported whole.
 */
function reportParts(
  walk: Walk,
  change: Change['change'],
  value: Json[] | JsonObject,
  intended: boolean,
): 'whole' | 'each' | 'what is not hidden' {
  const trial: Walk = { ...walk, changes: [], folded: [] };
  let hidden = false;
  let known = false;
  const report = (segment: Segment, member: Json): void => {
    trial.path.push(segment);
    const [before, after] = change === 'added' ? [undefined, member] : [member, undefined];
    if (differ(trial, change, before, after, undefined, undefined, intended)) hidden = true;
    trial.path.pop();
  };
  if (Array.isArray(value)) {
    if (!value.every(isJsonObject)) return 'whole';
    const { place } = placeOf(walk.facts, walk.path);
    known = walk.mode === 'snapshot' && place?.identity !== undefined;
    const match = matchArrays(value, [], {
      place,
      unordered: false,
      declared: false,
      residue: () => 1,
    });
    for (const single of match.removed) report(single.segment, single.value);
  } else {
    for (const key in value) report(key, value[key] as Json);
  }
  if (!hidden && !known) return 'whole';
  walk.changes.push(...trial.changes);
  if (!hidden) return 'each';
  if (trial.changes.length === 0 && trial.folded.every(({ rule }) => rule === undeclaredSetting.id)) {
    fold(walk, walk.path.length, undeclaredSetting.id);
  } else {
    walk.folded.push(...trial.folded);
  }
  return 'what is not hidden';
}

function fold(walk: Walk, depth: number, rule: string): void {
  const path = formatPath(depth === walk.path.length ? walk.path : walk.path.slice(0, depth));
  const last = walk.folded.at(-1);
  if (last === undefined || last.path !== path || last.rule !== rule) walk.folded.push({ path, rule });
}

function nearestKey(path: readonly Segment[]): string {
  for (let index = path.length - 1; index >= 0; index--) {
    const segment = path[index];
    if (typeof segment === 'string') return segment;
  }
  return '';
}
