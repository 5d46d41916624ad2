import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isJsonObject, type Json, type JsonObject } from '../src/core/json.ts';
import type { ComparisonContext } from '../src/domain/assess/drift/noise/rule.ts';
import type { SchemaFacts } from '../src/plugin-kit/schema-facts.ts';

export type Label = { tier: string; path: string; actual?: Json; desired?: Json };

export type LiveCase = {
  id: string;
  type: string;
  physical_id: string;
  declared: JsonObject;
  live: JsonObject;
  schema: SchemaFacts;
  account_id: string;
  region: string;
  context: JsonObject;
  expected: Label[];
};

/** The folder of recorded data beside the checkout, or undefined when this clone stands alone. */
export function corporaFolder(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, '..', 'shared', 'corpora');
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

export function liveCases(folder: string): LiveCase[] {
  return readFileSync(join(folder, 'aws-live', 'cases.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LiveCase);
}

/** Which half of the corpus a case belongs to, by a hash of its type: a type is never in both. */
export function halfOf({ type }: LiveCase): 'develop' | 'held-out' {
  return (createHash('sha256').update(type).digest()[0] as number) % 2 === 0 ? 'develop' : 'held-out';
}

const isDrift = ({ tier }: Label): boolean => tier === 'declared' || tier === 'undeclared';
export const realDrifts = (live: LiveCase): Label[] => live.expected.filter(isDrift);

export function contextOf(live: LiveCase): ComparisonContext {
  const { kmsAliasTargets, stackTags } = live.context;
  return {
    accountId: live.account_id,
    region: live.region,
    physicalId: live.physical_id,
    ...(isJsonObject(kmsAliasTargets as Json)
      ? { kmsAliasTargets: kmsAliasTargets as Record<string, string> }
      : {}),
    ...(isJsonObject(stackTags as Json) ? { stackTags: stackTags as Record<string, string> } : {}),
  };
}

/** A copy in which every array that the schema calls unordered stands in reverse. `count` says how many did. */
export function reverseUnordered(live: LiveCase): { model: JsonObject; count: number } {
  const paths = [
    ...(live.schema.unorderedScalarPaths ?? []),
    ...(live.schema.unorderedObjectArrayPaths ?? []),
  ].map((path) => path.split('.'));
  let count = 0;
  const copy = (value: Json, at: string[]): Json => {
    if (Array.isArray(value)) {
      const members = value.map((member) => copy(member, [...at, '*']));
      const unordered = paths.some(
        (path) =>
          path.length === at.length &&
          path.every(
            (step, index) => step === '*' || step === at[index] || (at[index] === '*' && step === '*'),
          ),
      );
      if (!unordered || members.length < 2) return members;
      count++;
      return members.reverse();
    }
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, copy(member, [...at, key])]),
    );
  };
  return { model: copy(live.live, []) as JsonObject, count };
}

export type Injection = { kind: string; path: string[]; model: JsonObject };

/**
 * Every way to change a model that is a real change: each scalar gets another value, each key goes, each
 * list loses its first member and gains one, each object gains a key; at all depths, except below paths that
 * the vendor fills in and for keys that hold nothing.
 */
export function* injections(model: JsonObject, schema: SchemaFacts): Generator<Injection> {
  const readOnly = (schema.readOnlyPaths ?? []).map((path) => path.split('.'));
  const skip = (path: string[]): boolean =>
    readOnly.some(
      (pattern) =>
        pattern.length <= path.length && pattern.every((step, index) => step === '*' || step === path[index]),
    ) || path.some((step) => step.startsWith('aws:'));
  function* visit(
    value: Json,
    path: string[],
  ): Generator<{ kind: string; path: string[]; value: Json | undefined }> {
    if (skip(path)) return;
    if (isJsonObject(value)) {
      if (typeof value.Key === 'string' && value.Key.startsWith('aws:')) return;
      yield { kind: 'key added', path: [...path, 'InjectedSetting'], value: 'injected' };
      for (const [key, member] of Object.entries(value)) {
        const at = [...path, key];
        if (skip(at)) continue;
        if (!isNothing(member)) yield { kind: 'key removed', path: at, value: undefined };
        yield* visit(member, at);
      }
    } else if (Array.isArray(value)) {
      const example = value.find((member) => !isNothing(member)) ?? 'injected';
      yield { kind: 'member added', path, value: [...value, renamed(example)] };
      const first = value[0];
      if (first !== undefined && !isNothing(first) && !isSystemTag(first)) {
        yield { kind: 'member removed', path, value: value.slice(1) };
      }
      for (const [index, member] of value.entries()) yield* visit(member, [...path, String(index)]);
    } else {
      yield { kind: 'scalar changed', path, value: other(value) };
    }
  }
  for (const { kind, path, value } of visit(model, [])) {
    const copy = structuredClone(model);
    if (path.length === 0) continue;
    set(copy, path, value);
    yield { kind, path, model: copy };
  }
}

const isSystemTag = (value: Json): boolean =>
  isJsonObject(value) && typeof value.Key === 'string' && value.Key.startsWith('aws:');

function isNothing(value: Json): boolean {
  if (value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  return Object.values(value).every(isNothing);
}

function other(value: Json): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (value === null) return 'injected';
  return `${String(value)}-changed`;
}

function renamed(value: Json): Json {
  if (Array.isArray(value)) return value.map(renamed);
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renamed(member)]));
  return other(value);
}

function set(model: JsonObject, path: string[], value: Json | undefined): void {
  let parent: Json = model;
  for (const step of path.slice(0, -1)) parent = (parent as JsonObject)[step] as Json;
  const last = path.at(-1) as string;
  if (value === undefined) delete (parent as JsonObject)[last];
  else (parent as JsonObject)[last] = value;
}
