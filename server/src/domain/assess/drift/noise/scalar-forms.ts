import { canonicalJson } from '../../../../core/canonical-json.ts';
import { isJsonObject, type Json, parseJsonDocument } from '../../../../core/json.ts';
import type { NoiseRule } from './rule.ts';

/** `"true"` and true, `"30"` and 30: the same setting, written by another serializer. */
export const scalarSpelling: NoiseRule = {
  id: 'scalar-spelling',
  sentence: 'The same number or truth value, once as text and once not.',
  source: 'AWS accepts and returns numbers and booleans as text in many places',
  folds: ({ before, after }) => sameScalar(before, after),
};

function sameScalar(before: Json | undefined, after: Json | undefined): boolean {
  if (typeof before === typeof after) return false;
  const [text, other] = typeof before === 'string' ? [before, after] : [after, before];
  if (typeof text !== 'string') return false;
  if (typeof other === 'boolean') return text.toLowerCase() === String(other);
  if (typeof other === 'number') return /^-?\d+(\.\d+)?$/.test(text) && Number(text) === other;
  return false;
}

/** A document once as text and once as structure, or twice as text with other spacing or key order. */
export const jsonText: NoiseRule = {
  id: 'json-text',
  sentence: 'The same JSON document, written with other spacing, key order or as text.',
  source: 'general: white space and key order have no meaning in JSON (RFC 8259)',
  folds: ({ before, after }) => {
    if (typeof before !== 'string' && typeof after !== 'string') return false;
    const left = document(before);
    const right = document(after);
    return left !== undefined && right !== undefined && canonicalJson(left) === canonicalJson(right);
  },
};

function document(value: Json | undefined): Json | undefined {
  if (typeof value === 'string') return parseJsonDocument(value);
  return Array.isArray(value) || isJsonObject(value) ? value : undefined;
}

/** One thing and a list of that one thing. */
export const singleMember: NoiseRule = {
  id: 'single-member',
  sentence: 'One value and a list of just that value say the same.',
  source: 'AWS policy grammar and many request shapes accept either',
  mode: 'declared',
  folds: ({ before, after }) => {
    const [list, one] = Array.isArray(before) ? [before, after] : [after, before];
    return (
      Array.isArray(list) && list.length === 1 && one !== undefined && !Array.isArray(one) && list[0] === one
    );
  },
};

/** Line ends and trailing white space of long texts (documents, schemas, scripts). */
export const textSpacing: NoiseRule = {
  id: 'text-spacing',
  sentence: 'The texts differ only in line ends or in white space at the end.',
  source: 'general',
  folds: ({ before, after }) =>
    typeof before === 'string' &&
    typeof after === 'string' &&
    (before.includes('\n') || after.includes('\n')) &&
    spacing(before) === spacing(after),
};

const spacing = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
