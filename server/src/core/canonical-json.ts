import type { ReadonlyJson } from './json.ts';

/**
 * One text per JSON value: keys sorted by code unit, no white space, array order kept. Two values have the
 * same text exactly when `jsonEqual` says so (`-0` is written `0`, as JSON has one zero).
 */
export function canonicalJson(value: ReadonlyJson): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) {
    let text = '[';
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ',';
      text += canonicalJson(value[index] as ReadonlyJson);
    }
    return `${text}]`;
  }
  let text = '{';
  let first = true;
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (!first) text += ',';
    first = false;
    text += `${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

const isList = (value: ReadonlyJson): value is readonly ReadonlyJson[] => Array.isArray(value);
