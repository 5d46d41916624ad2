import { canonicalJson } from '../../../../core/canonical-json.ts';
import { isJsonObject, type Json, type JsonObject, parseJsonDocument } from '../../../../core/json.ts';
import type { NoiseRule } from './rule.ts';

/**
 * Applied by the walker: two policies are first brought to one form. Order of statements, actions, resources
 * and principals has no meaning; one value equals a list of it; an account id equals its root ARN; `"*"` as
 * principal equals `{"AWS": "*"}`; a text equals the document that it holds.
 */
export const policyDocument: NoiseRule = {
  id: 'policy-document',
  sentence: 'Both policies grant the same: order, single values and spellings of principals have no meaning.',
  source: 'IAM JSON policy grammar',
};

/** The policy when the value is one (an object, or its text), otherwise undefined. */
export function asPolicy(value: Json | undefined): JsonObject | undefined {
  const document =
    typeof value === 'string' ? (value.includes('Statement') ? parseJsonDocument(value) : undefined) : value;
  if (!isJsonObject(document as Json) || document === undefined) return undefined;
  const statement = (document as JsonObject).Statement;
  const first = Array.isArray(statement) ? statement[0] : statement;
  const isStatement = isJsonObject(first as Json) && Object.hasOwn(first as JsonObject, 'Effect');
  return isStatement || (Array.isArray(statement) && statement.length === 0)
    ? (document as JsonObject)
    : undefined;
}

const sets = new Set(['Action', 'NotAction', 'Resource', 'NotResource']);

/**
 * The policy in its canonical form: a new object, keys kept, lists sorted and without duplicates. Actions are
 * case-insensitive: they are lowered to compare (`lower`), and kept as written to be shown.
 */
export function normalisePolicy(policy: JsonObject, lower: boolean): JsonObject {
  const statements = listOf(policy.Statement ?? []).map((statement) =>
    isJsonObject(statement) ? normaliseStatement(statement, lower) : statement,
  );
  const sorted = statements
    .map((statement) => ({ statement, text: canonicalJson(statement) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .filter((entry, index, all) => index === 0 || entry.text !== all[index - 1]?.text);
  const normal: JsonObject = { ...policy, Statement: sorted.map((entry) => entry.statement) };
  if (normal.Version === '2008-10-17') delete normal.Version; // the version that an absent one means
  return normal;
}

function normaliseStatement(statement: JsonObject, lower: boolean): JsonObject {
  const normal: JsonObject = {};
  for (const [key, value] of Object.entries(statement)) {
    if (sets.has(key))
      normal[key] = sortedTexts(
        value,
        lower && key.endsWith('Action') ? (text) => text.toLowerCase() : undefined,
      );
    else if (key === 'Principal' || key === 'NotPrincipal') normal[key] = normalisePrincipal(value);
    else if (key === 'Condition' && isJsonObject(value)) normal[key] = normaliseCondition(value);
    else if (key === 'Sid' && value === '') continue;
    else normal[key] = value;
  }
  return normal;
}

function normalisePrincipal(value: Json): Json {
  if (typeof value === 'string') return { AWS: [value] };
  if (!isJsonObject(value)) return value;
  const normal: JsonObject = {};
  for (const [kind, who] of Object.entries(value)) {
    normal[kind] = sortedTexts(who, kind === 'AWS' ? rootToAccount : undefined);
  }
  return normal;
}

const rootToAccount = (principal: string): string =>
  /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(principal)?.[1] ?? principal;

function normaliseCondition(condition: JsonObject): JsonObject {
  const normal: JsonObject = {};
  for (const [operator, tests] of Object.entries(condition)) {
    if (!isJsonObject(tests)) {
      normal[operator] = tests;
      continue;
    }
    const byKey: JsonObject = {};
    for (const [key, value] of Object.entries(tests)) byKey[key] = sortedTexts(value);
    normal[operator] = byKey;
  }
  return normal;
}

/** A sorted list of distinct texts; numbers and truth values become text, as the grammar has it. */
function sortedTexts(value: Json, spell: (text: string) => string = (text) => text): Json {
  const texts = listOf(value).map((member) =>
    typeof member === 'object' ? canonicalJson(member) : spell(String(member)),
  );
  return [...new Set(texts)].sort();
}

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

export const samePolicy = (before: JsonObject, after: JsonObject): boolean =>
  canonicalJson(normalisePolicy(before, true)) === canonicalJson(normalisePolicy(after, true));
