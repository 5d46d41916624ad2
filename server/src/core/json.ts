export type JsonPrimitive = string | number | boolean | null;
export type Json = JsonPrimitive | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
/** What is only read: also values with read-only lists, and members that are left out. */
export type ReadonlyJson =
  | JsonPrimitive
  | readonly ReadonlyJson[]
  | { readonly [key: string]: ReadonlyJson | undefined };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Deep equality of two JSON values. Key order never matters, array order does. Only own keys count, so a key
 * named `constructor` or `__proto__` is a key like any other.
 */
export function jsonEqual(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) {
      if (!jsonEqual(a[index] as Json, b[index] as Json)) return false;
    }
    return true;
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string;
    if (!Object.hasOwn(b, key) || !jsonEqual(a[key] as Json, b[key] as Json)) return false;
  }
  return true;
}

/** The parsed value when the text is a JSON object or array, otherwise undefined. Never throws. */
export function parseJsonDocument(text: string): Json[] | JsonObject | undefined {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  try {
    return JSON.parse(text) as Json[] | JsonObject;
  } catch {
    return undefined;
  }
}

/**
 * JSON text that the database takes: what other systems say is any text, and it stores no NUL and no half of a pair
 * of surrogates, which cutting a text may leave.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\u0000', '\ufffd').toWellFormed() : part,
  );
}
