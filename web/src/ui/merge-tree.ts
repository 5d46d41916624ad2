/**
 * Two values as one tree for reading side by side. Which parts changed is judged here only to decide what to
 * open: what counts as a drift is the server's judgement and is listed apart.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type MergedNode = {
  /** Key in its object, or a name for an element of an array. */
  label: string;
  path: string;
  /** Absent on one side: added or removed. */
  before?: Json;
  after?: Json;
  kind: 'same' | 'added' | 'removed' | 'modified';
  /** Of objects and arrays on both sides; a scalar has none. */
  children: MergedNode[];
  shape: 'object' | 'array' | 'scalar';
};

export function mergeTree(
  before: Json | undefined,
  after: Json | undefined,
  label = '',
  path = '',
): MergedNode {
  const node: MergedNode = { label, path, kind: kindOf(before, after), children: [], shape: 'scalar' };
  if (before !== undefined) node.before = before;
  if (after !== undefined) node.after = after;
  const sides = [before, after].filter((side) => side !== undefined);
  if (sides.length > 0 && sides.every((side) => Array.isArray(side))) {
    node.shape = 'array';
    node.children = mergeArrays((before ?? []) as Json[], (after ?? []) as Json[], path);
  } else if (sides.length > 0 && sides.every(isObject)) {
    node.shape = 'object';
    const left = (before ?? {}) as Record<string, Json>;
    const right = (after ?? {}) as Record<string, Json>;
    node.children = [...new Set([...Object.keys(left), ...Object.keys(right)])]
      .sort((a, b) => a.localeCompare(b))
      .map((key) => mergeTree(left[key], right[key], key, path === '' ? key : `${path}.${key}`));
  }
  return node;
}

/** Elements meet when they are equal, then when they carry the same identity; the rest came or went. */
function mergeArrays(before: Json[], after: Json[], path: string): MergedNode[] {
  const left = before.map((value, index) => ({ value, index }));
  const rest = new Map(after.map((value, index) => [index, value]));
  const pairs: { before?: Json; after?: Json; label: string }[] = [];
  const unmatched: typeof left = [];
  const partner = (fits: (value: Json) => boolean): number | undefined =>
    [...rest.entries()].find(([, value]) => fits(value))?.[0];
  for (const element of left) {
    const index = partner((value) => equal(value, element.value));
    if (index === undefined) unmatched.push(element);
    else {
      pairs.push({ before: element.value, after: element.value, label: elementName(element.value, index) });
      rest.delete(index);
    }
  }
  for (const element of unmatched) {
    const identity = identityOf(element.value);
    const index = identity === undefined ? undefined : partner((value) => identityOf(value) === identity);
    const found = index === undefined ? undefined : rest.get(index);
    const label = elementName(element.value, element.index);
    if (index === undefined || found === undefined) pairs.push({ before: element.value, label });
    else {
      pairs.push({ before: element.value, after: found, label });
      rest.delete(index);
    }
  }
  for (const [index, value] of rest) pairs.push({ after: value, label: elementName(value, index) });
  return pairs.map((pair, position) =>
    mergeTree(pair.before, pair.after, pair.label, `${path}[${position}]`),
  );
}

const identityKeys = ['Key', 'Id', 'Sid', 'AttributeName', 'Name', 'id', 'name'];

function identityOf(value: Json): string | undefined {
  if (!isObject(value)) return undefined;
  for (const key of identityKeys) {
    const found = value[key];
    if (typeof found === 'string' || typeof found === 'number') return `${key}=${found}`;
  }
  return undefined;
}

function elementName(value: Json, index: number): string {
  return identityOf(value) ?? String(index);
}

export function isObject(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(before: Json | undefined, after: Json | undefined): MergedNode['kind'] {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return equal(before, after) ? 'same' : 'modified';
}

function equal(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => equal(value, b[index] as Json));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => key in b && equal(a[key] as Json, b[key] as Json))
    );
  }
  return false;
}

/** A scalar or an empty container as it is written. */
export function scalarText(value: Json | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.length}]`;
  if (isObject(value)) return Object.keys(value).length === 0 ? '{}' : '{…}';
  return JSON.stringify(value);
}
