import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';
import { isUnresolved, secretNames } from './noise/declared-values.ts';
import type { ComparisonMode } from './noise/rule.ts';
import { readOnlyAttributes } from './type-facts.ts';

/**
 * Whether `before` is a declaration or a snapshot, for callers who do not say. A model that was read carries
 * what only the vendor writes (read-only properties, tags that begin with `aws:`) and never what only a
 * declaration can say (write-only properties, references). Where neither tells, a side that lacks several
 * settings and has nothing of its own is taken for a declaration.
 */
export function inferMode(
  type: string,
  before: JsonObject,
  after: JsonObject,
  schema?: SchemaFacts,
): ComparisonMode {
  const readOnly = readOnlyAttributes(type, schema);
  const isRead = (model: JsonObject): boolean => readOnly.some((name) => Object.hasOwn(model, name));
  if (isRead(before) || holdsSystemTag(before)) return 'snapshot';
  if (isRead(after)) return 'declared';
  const onlyDeclared = (schema?.writeOnlyPaths ?? []).some(
    (path) => holdsAt(before, path) && !holdsAt(after, path),
  );
  // A name of the deployment tool's making belongs to a declaration that left the name out.
  const named = (schema?.createOnlyPaths ?? []).some(
    (path) =>
      isOwnName(path, type) &&
      !holdsAt(before, path) &&
      typeof after[path] === 'string' &&
      generatedName.test(after[path]),
  );
  const tagged = holdsSystemTag(after) && Object.keys(before).some((key) => tagLists.test(key));
  const secret = Object.keys(before).some((key) => secretNames.test(key) && !Object.hasOwn(after, key));
  if (onlyDeclared || secret || named || tagged || Object.values(before).some(isUnresolved))
    return 'declared';
  const counts = { missing: 0, own: 0 };
  count(before, after, counts);
  if (counts.missing < fewestMissing) return 'snapshot';
  return counts.own === 0 || holdsSystemTag(after) ? 'declared' : 'snapshot';
}

/** `LogStreamName` of a `LogStream`, `FilterName` of a `MetricFilter`, plain `Name`. */
function isOwnName(path: string, type: string): boolean {
  const stem = /^(\w*?)(Name|Identifier)$/.exec(path)?.[1];
  return stem !== undefined && type.endsWith(stem);
}

function holdsAt(model: JsonObject, path: string): boolean {
  let value: Json | undefined = model;
  for (const step of path.split('.')) {
    if (!isJsonObject(value as Json) || !Object.hasOwn(value as JsonObject, step)) return false;
    value = (value as JsonObject)[step];
  }
  return true;
}

const tagLists = /tags?$/i;

/** `AppSecretFAB5164C-dJ2LiOENJfDC`: a given part and a random part. */
const generatedName = /[A-Za-z0-9]-(?=\w*\d)[A-Za-z0-9]{8,}$/;

/** One setting more is a change like any other; a read returns many that a declaration leaves out. */
const fewestMissing = 2;

function count(before: Json, after: Json, counts: { missing: number; own: number }): void {
  if (!isJsonObject(before) || !isJsonObject(after)) return;
  for (const key in before) {
    if (Object.hasOwn(after, key)) count(before[key] as Json, after[key] as Json, counts);
    else counts.own++;
  }
  for (const key in after) if (!Object.hasOwn(before, key)) counts.missing++;
}

function holdsSystemTag(model: JsonObject): boolean {
  for (const key in model) {
    if (!tagLists.test(key)) continue;
    const tags = model[key] as Json;
    if (Array.isArray(tags)) {
      if (tags.some((tag) => isJsonObject(tag) && typeof tag.Key === 'string' && tag.Key.startsWith('aws:')))
        return true;
    } else if (isJsonObject(tags) && Object.keys(tags).some((name) => name.startsWith('aws:'))) {
      return true;
    }
  }
  return false;
}
