import type { NoiseRule } from './rule.ts';

/** The vendor says in its schema that nobody can configure this. */
export const readOnlyProperty: NoiseRule = {
  id: 'read-only-property',
  sentence: 'The vendor fills in this property; nobody can configure it.',
  source: 'readOnlyProperties of the resource schema',
  folds: ({ readOnlyDepth }) => readOnlyDepth > 0,
};

/** A declaration may say what a read never returns (passwords, one-time options). */
export const writeOnlyProperty: NoiseRule = {
  id: 'write-only-property',
  sentence: 'The vendor accepts this property but never returns it, so it cannot be compared.',
  source: 'writeOnlyProperties of the resource schema',
  mode: 'declared',
  folds: ({ writeOnlyDepth, change }) => writeOnlyDepth > 0 && change === 'removed',
};
