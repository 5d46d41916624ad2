import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { ObservedResource } from '../../../core/observation.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';

/**
 * The identity of a snapshot: its configuration without what moves by itself, and what could not be read.
 * Two observations with one hash are one version.
 */
export function contentHash(
  resource: Pick<ObservedResource, 'configuration' | 'unreadable'>,
  facts: SchemaFacts | undefined,
): string {
  const configuration = withoutPaths(resource.configuration, facts?.volatilePaths ?? []);
  const unreadable = resource.unreadable.map(({ path, reason }) => `${path}:${reason}`).sort();
  return sha256Hex(canonicalJson({ configuration, unreadable }));
}

/** A copy without the given dotted paths; `*` stands for every member of an array or object. */
function withoutPaths(configuration: JsonObject, paths: readonly string[]): JsonObject {
  if (paths.length === 0) return configuration;
  let result: Json = configuration;
  for (const path of paths) result = withoutPath(result, path.split('.'));
  return result as JsonObject;
}

function withoutPath(value: Json, segments: readonly string[]): Json {
  const [first, ...rest] = segments;
  if (first === undefined || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    // A path may leave out the `*` of an array: `Listeners.Port` means the port of each listener.
    const inner = first === '*' ? rest : segments;
    return inner.length === 0 ? [] : value.map((member) => withoutPath(member, inner));
  }
  if (first === '*') {
    const entries = Object.entries(value);
    if (rest.length === 0) return {};
    return Object.fromEntries(entries.map(([key, member]) => [key, withoutPath(member, rest)]));
  }
  const member = value[first];
  if (member === undefined) return value;
  if (rest.length === 0) {
    const { [first]: _left, ...kept } = value;
    return kept;
  }
  return { ...value, [first]: withoutPath(member, rest) };
}
