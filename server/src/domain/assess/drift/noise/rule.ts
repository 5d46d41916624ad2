import type { Json, JsonObject } from '../../../../core/json.ts';
import type { Place } from '../facts.ts';
import type { Segment } from '../path.ts';

/**
 * `snapshot`: both sides were read from the cloud by the same reader. `declared`: `before` is a declaration,
 * which is partial by nature, and `after` is the live model.
 */
export type ComparisonMode = 'snapshot' | 'declared';

/** Facts about the surroundings that some equivalences need. All optional; absent means not known. */
export type ComparisonContext = {
  accountId?: string;
  region?: string;
  /** The name or id by which the vendor addresses the resource itself. */
  physicalId?: string;
  /** KMS alias → id of the key that it points at. */
  kmsAliasTargets?: Record<string, string>;
  /** Tags that a deployment puts on everything it makes. */
  stackTags?: Record<string, string>;
};

/** A difference that is about to be reported, as the value rules see it. */
export type Difference = {
  path: readonly Segment[];
  /** The nearest key of an object on the path: `Tags` for `Tags[env]`. */
  key: string;
  change: 'added' | 'removed' | 'modified';
  before: Json | undefined;
  after: Json | undefined;
  place: Place | undefined;
  /** The place of the object or list that holds the value. */
  parentPlace: Place | undefined;
  readOnlyDepth: number;
  writeOnlyDepth: number;
  volatileDepth: number;
  mode: ComparisonMode;
  type: string;
  context: ComparisonContext;
  /** The objects that hold the value on either side, when the value is a member of an object. */
  beforeParent: Json | undefined;
  afterParent: Json | undefined;
  beforeRoot: JsonObject;
  afterRoot: JsonObject;
};

/**
 * One named reason why a difference is not drift. Value rules have `folds`; rules that change how two things
 * are matched (sets, identities, policy documents) are applied by the walker and have none.
 */
export type NoiseRule = {
  id: string;
  /** One sentence for the person who asks why a difference was not shown. */
  sentence: string;
  /** Where the rule comes from. */
  source: string;
  /** Only in this mode; both when absent. */
  mode?: ComparisonMode;
  /** True when the difference means nothing. Pure; called once per difference. */
  folds?: (difference: Difference) => boolean;
};
