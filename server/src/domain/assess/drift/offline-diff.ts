import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';
import type { DriftType } from './classify.ts';
import { type Change, compareConfigurations, type Folded } from './compare.ts';
import { buildDrifts } from './drifts.ts';
import { inferMode } from './infer-mode.ts';
import type { ComparisonMode } from './noise/rule.ts';

export type DiffAnswer = {
  id: string | number | null;
  changes: Change[];
  drifts: { attribute: string; type: DriftType; severity: Severity; summary: string }[];
  folded: Folded[];
  /** Set when the line could not be compared; names the field. The lists are then empty. */
  error?: string;
};

/**
 * One line of `infraudit diff --jsonl`: `{id, type, before, after, schema?, mode?}`. Wrong input is answered
 * with `error`, never thrown. Without `mode` it is inferred whether `before` is a declaration. Pure.
 */
export function diffLine(line: unknown): DiffAnswer {
  const id =
    isJsonObject(line) && (typeof line.id === 'string' || typeof line.id === 'number') ? line.id : null;
  const problem = problemOf(line);
  if (problem !== undefined) return { id, changes: [], drifts: [], folded: [], error: problem };
  const { type, before, after, schema, mode } = line as {
    type: string;
    before: JsonObject;
    after: JsonObject;
    schema?: SchemaFacts | null;
    mode?: ComparisonMode;
  };
  const { changes, folded } = compareConfigurations({
    type,
    before,
    after,
    ...(schema ? { schema } : {}),
    mode: mode ?? inferMode(type, before, after, schema ?? undefined),
  });
  const drifts = buildDrifts({ resource: { type }, changes, before, after });
  return {
    id,
    changes,
    drifts: drifts.map(({ attribute, type: driftType, severity, summary }) => ({
      attribute,
      type: driftType,
      severity,
      summary,
    })),
    folded,
  };
}

/** The same for the text of a line. */
export function diffText(text: string): DiffAnswer {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id: null, changes: [], drifts: [], folded: [], error: `line: not JSON (${reason})` };
  }
  return diffLine(line);
}

const pathLists = [
  'readOnlyPaths',
  'writeOnlyPaths',
  'createOnlyPaths',
  'unorderedScalarPaths',
  'unorderedObjectArrayPaths',
  'freeFormMapPaths',
  'volatilePaths',
] as const;

/** Deeper than any real model, shallow enough for the call stack. */
const maximumDepth = 500;

function problemOf(line: unknown): string | undefined {
  if (!isJsonObject(line)) return 'line: must be an object {id, type, before, after, schema?}';
  if (typeof line.id !== 'string' && typeof line.id !== 'number') return 'id: must be a text or a number';
  if (typeof line.type !== 'string' || line.type === '') return 'type: must be the name of a resource type';
  for (const side of ['before', 'after'] as const) {
    const value = line[side];
    if (!isJsonObject(value)) return `${side}: must be an object, the configuration of the resource`;
    if (isDeeperThan(value, maximumDepth)) return `${side}: is nested deeper than ${maximumDepth} levels`;
  }
  if (line.mode !== undefined && line.mode !== 'snapshot' && line.mode !== 'declared') {
    return 'mode: must be snapshot or declared';
  }
  return line.schema === undefined || line.schema === null ? undefined : schemaProblem(line.schema);
}

function schemaProblem(schema: Json): string | undefined {
  if (!isJsonObject(schema)) return 'schema: must be an object';
  for (const name of pathLists) {
    const paths = schema[name];
    if (paths === undefined || paths === null) continue;
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string')) {
      return `schema.${name}: must be a list of dotted paths`;
    }
  }
  for (const name of ['defaultPaths', 'identityKeys'] as const) {
    const paths = schema[name];
    if (paths !== undefined && paths !== null && !isJsonObject(paths))
      return `schema.${name}: must be an object keyed by path`;
  }
  for (const [path, key] of Object.entries((schema.identityKeys as JsonObject | null | undefined) ?? {})) {
    const isName =
      typeof key === 'string' || (Array.isArray(key) && key.every((name) => typeof name === 'string'));
    if (!isName) return `schema.identityKeys.${path}: must be a key or a list of keys`;
  }
  return undefined;
}

function isDeeperThan(value: Json, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  for (const member of Array.isArray(value) ? value : Object.values(value)) {
    if (isDeeperThan(member, depth - 1)) return true;
  }
  return false;
}
