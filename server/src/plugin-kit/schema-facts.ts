import type { Json } from '../core/json.ts';

/**
 * What the vendor's schema says about a resource type, as far as comparing two models needs it. Paths are
 * dotted, `*` stands for every member of an array or map (`Tags.*.Key`).
 */
export type SchemaFacts = {
  readOnlyPaths?: string[];
  writeOnlyPaths?: string[];
  createOnlyPaths?: string[];
  /** Path → the value that the vendor documents for an absent setting. */
  defaultPaths?: Record<string, Json>;
  unorderedScalarPaths?: string[];
  unorderedObjectArrayPaths?: string[];
  freeFormMapPaths?: string[];
  /** Array path → the key that identifies a member, or the keys that do so together. */
  identityKeys?: Record<string, string | string[]>;
  /** Paths that move by themselves (last-used times, counters) and are never configuration. */
  volatilePaths?: string[];
};
