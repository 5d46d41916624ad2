import type { Json, JsonObject } from '../../../../core/json.ts';
import type { Unreadable } from '../../../../core/observation.ts';
import type { Detail } from './types.ts';

/**
 * A configuration under construction. It exists so that a collector cannot forget to carry over what it
 * could not read: `put` takes a detail and stores either the mapped value or the unreadable paths.
 */
export type Draft = {
  readonly configuration: JsonObject;
  readonly unreadable: Unreadable[];
  /** Sets a property; undefined leaves it out. Values may hold Dates and nested undefined; both are normalised. */
  set(property: string, value: unknown): void;
  /** Sets a property from a detail: mapped when read, left out when absent, recorded when unreadable. */
  put<T>(property: string, detail: Detail<T>, map: (value: T) => unknown): void;
  /** Records what a detail could not read without setting anything, and returns its value if there is one. */
  take<T>(detail: Detail<T>): T | undefined;
};

export function draftConfiguration(initial: Record<string, unknown> = {}): Draft {
  const configuration: JsonObject = {};
  const unreadable: Unreadable[] = [];
  const draft: Draft = {
    configuration,
    unreadable,
    set(property, value) {
      const json = toJson(value);
      if (json !== undefined) configuration[property] = json;
    },
    put(property, detail, map) {
      const value = draft.take(detail);
      if (value !== undefined) draft.set(property, map(value));
    },
    take(detail) {
      if (detail.state === 'value') return detail.value;
      if (detail.state === 'unreadable') unreadable.push(...detail.unreadable);
      return undefined;
    },
  };
  for (const [property, value] of Object.entries(initial)) draft.set(property, value);
  return draft;
}

/** Plain JSON of an SDK value: dates as ISO strings, bytes as base64, undefined members left out. */
function toJson(value: unknown): Json | undefined {
  if (value === undefined || typeof value === 'function') return undefined;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((member) => toJson(member) ?? null);
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    const json = toJson(member);
    if (json !== undefined) result[key] = json;
  }
  return result;
}

/** CloudFormation's tag list from whatever the API calls them; `aws:` tags stay, the comparison folds them. */
export function tagList(
  tags:
    | Record<string, string | undefined>
    | { Key?: string | undefined; Value?: string | undefined }[]
    | undefined,
): {
  list: { Key: string; Value: string }[] | undefined;
  map: Record<string, string>;
} {
  const map: Record<string, string> = {};
  if (Array.isArray(tags)) for (const tag of tags) if (tag.Key !== undefined) map[tag.Key] = tag.Value ?? '';
  if (tags !== undefined && !Array.isArray(tags))
    for (const [key, value] of Object.entries(tags)) map[key] = value ?? '';
  const keys = Object.keys(map).sort();
  return { list: keys.length === 0 ? undefined : keys.map((Key) => ({ Key, Value: map[Key] ?? '' })), map };
}
