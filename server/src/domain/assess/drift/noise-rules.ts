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
import type { NoiseRule } from './noise/rule.ts';
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
