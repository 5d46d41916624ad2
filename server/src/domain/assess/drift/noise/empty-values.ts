import type { Json } from '../../../../core/json.ts';
import type { NoiseRule } from './rule.ts';

/** Null, empty text, an empty list, an object of nothing but such values. Not `false` and not `0`. */
export function isTriviallyEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  for (const key in value) {
    if (!isTriviallyEmpty(value[key])) return false;
  }
  return true;
}

export const triviallyEmpty: NoiseRule = {
  id: 'trivially-empty',
  sentence: 'Nothing and an empty value say the same.',
  source: 'general',
  folds: ({ before, after }) => isTriviallyEmpty(before) && isTriviallyEmpty(after),
};
