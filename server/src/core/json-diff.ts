import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** One structural difference. Keys of objects are strings, positions in arrays are numbers; `[]` is the root. */
export type JsonChange = {
  path: (string | number)[];
  change: 'added' | 'removed' | 'modified';
  before?: Json;
  after?: Json;
};

/**
 * The plain structural difference of two JSON values, without any knowledge of what they mean: key order is
 * ignored, arrays are compared by position. `applyJsonChanges(before, diffJson(before, after))` equals `after`,
 * and the list is empty exactly when the values are equal.
 */
export function diffJson(before: Json, after: Json): JsonChange[] {
  const changes: JsonChange[] = [];
  walk(before, after, [], changes);
  return changes;
}

function walk(before: Json, after: Json, path: (string | number)[], changes: JsonChange[]): void {
  if (before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    const shared = Math.min(before.length, after.length);
    for (let index = 0; index < shared; index++) {
      path.push(index);
      walk(before[index] as Json, after[index] as Json, path, changes);
      path.pop();
    }
    for (let index = shared; index < after.length; index++) {
      changes.push({ path: [...path, index], change: 'added', after: after[index] as Json });
    }
    // From the end, so that applying them one by one never shifts a position that is still to come.
    for (let index = before.length - 1; index >= shared; index--) {
      changes.push({ path: [...path, index], change: 'removed', before: before[index] as Json });
    }
    return;
  }
  if (isJsonObject(before) && isJsonObject(after)) {
    for (const key in before) {
      if (Object.hasOwn(after, key)) {
        path.push(key);
        walk(before[key] as Json, after[key] as Json, path, changes);
        path.pop();
      } else {
        changes.push({ path: [...path, key], change: 'removed', before: before[key] as Json });
      }
    }
    for (const key in after) {
      if (!Object.hasOwn(before, key)) {
        changes.push({ path: [...path, key], change: 'added', after: after[key] as Json });
      }
    }
    return;
  }
  changes.push({ path: [...path], change: 'modified', before, after });
}

/** Applies changes in their order to a copy of `value`. A path that does not exist throws a RangeError. */
export function applyJsonChanges(value: Json, changes: JsonChange[]): Json {
  let root = structuredClone(value);
  for (const { path, change, after } of changes) {
    const last = path.at(-1);
    if (last === undefined) {
      root = structuredClone(after as Json);
      continue;
    }
    let parent: Json = root;
    for (const step of path.slice(0, -1)) parent = member(parent, step);
    if (Array.isArray(parent) && typeof last === 'number') {
      if (change === 'removed') parent.splice(last, 1);
      else parent[last] = structuredClone(after as Json);
    } else if (isJsonObject(parent)) {
      if (change === 'removed') delete parent[last];
      else setOwn(parent, String(last), structuredClone(after as Json));
    } else {
      throw new RangeError(`no object or array at ${path.slice(0, -1).join('.')}`);
    }
  }
  return root;
}

function member(parent: Json, step: string | number): Json {
  if (Array.isArray(parent) && typeof step === 'number' && step < parent.length) return parent[step] as Json;
  if (isJsonObject(parent) && Object.hasOwn(parent, step)) return parent[step] as Json;
  throw new RangeError(`no member ${step}`);
}

/** Plain assignment to `__proto__` would change the prototype instead of the data. */
function setOwn(target: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
