import type { NoiseRule } from './rule.ts';

/**
 * A declaration is partial: what it does not mention was left to the vendor. Such a value is drift only when
 * something shows that the vendor did not choose it (see `undeclared-evidence.ts`).
 */
export const undeclaredSetting: NoiseRule = {
  id: 'undeclared-setting',
  sentence: 'The declaration says nothing about this setting and nothing shows that a person made it.',
  source: 'a declaration is a partial document',
  mode: 'declared',
};
