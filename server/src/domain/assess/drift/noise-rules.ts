import { identityKeyedArray, unorderedArray } from './noise/arrays.ts';
import {
  createOnlyUnread,
  hostNameDot,
  knownReadGap,
  maskedCharacters,
  movingAlias,
  renamedKey,
  secretNotReturned,
  unresolvedValue,
  versionPrefix,
} from './noise/declared-values.ts';
import { documentedDefault } from './noise/documented-defaults.ts';
import { triviallyEmpty } from './noise/empty-values.ts';
import { letterCase } from './noise/letter-case.ts';
import { nameOrArn } from './noise/name-or-arn.ts';
import { policyDocument } from './noise/policy-documents.ts';
import type { ComparisonMode, NoiseRule } from './noise/rule.ts';
import { jsonText, scalarSpelling, singleMember, textSpacing } from './noise/scalar-forms.ts';
import { systemTag } from './noise/system-tags.ts';
import { undeclaredSetting } from './noise/undeclared.ts';
import { readOnlyProperty, writeOnlyProperty } from './noise/vendor-schema.ts';
import { kubernetesStatus, volatilePath } from './noise/volatile-paths.ts';

/** Every rule, in the order in which they are asked. The first that folds a difference names it. */
export const noiseRules: readonly NoiseRule[] = [
  readOnlyProperty,
  writeOnlyProperty,
  unresolvedValue,
  systemTag,
  triviallyEmpty,
  kubernetesStatus,
  volatilePath,
  documentedDefault,
  createOnlyUnread,
  secretNotReturned,
  knownReadGap,
  renamedKey,
  scalarSpelling,
  nameOrArn,
  jsonText,
  textSpacing,
  letterCase,
  singleMember,
  versionPrefix,
  movingAlias,
  hostNameDot,
  maskedCharacters,
  identityKeyedArray,
  unorderedArray,
  policyDocument,
  undeclaredSetting,
];

type ValueRule = NoiseRule & { folds: NonNullable<NoiseRule['folds']> };

const rulesOf = (mode: ComparisonMode): ValueRule[] =>
  noiseRules.filter((rule): rule is ValueRule => rule.folds !== undefined && (rule.mode ?? mode) === mode);

/** The rules that look at one value, by mode, in their order. */
export const valueRules: Readonly<Record<ComparisonMode, readonly ValueRule[]>> = {
  snapshot: rulesOf('snapshot'),
  declared: rulesOf('declared'),
};
