import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastJsonPatch from 'fast-json-patch';
import microdiff from 'microdiff';
import { type Json, type JsonObject, jsonEqual } from '../src/core/json.ts';
import { applyJsonChanges, diffJson } from '../src/core/json-diff.ts';
import { compareConfigurations } from '../src/domain/assess/drift/compare.ts';
import { parsePath } from '../src/domain/assess/drift/path.ts';
import { diffLine } from '../src/main/offline.ts';
import {
  contextOf,
  corporaFolder,
  halfOf,
  injections,
  type LiveCase,
  liveCases,
  realDrifts,
  reverseUnordered,
} from './drift-corpus.ts';

type Row = { measure: string; value: string };

/**
 * `npm run bench -- drift`: noise and recall on recorded AWS resources, the structural diff on the JSON Patch
 * cases, and comparisons per second against two well-known libraries in the same process. `--comparisons N`
 * sets how many comparisons each contender makes (100,000).
 */
export async function run(args: string[] = []): Promise<void> {
  const folder = corporaFolder();
  if (folder === undefined) {
    console.log(
      'bench drift: the recorded data (../shared/corpora) is not beside this checkout; nothing to measure.',
    );
    return;
  }
  const at = args.indexOf('--comparisons');
  const comparisons = at >= 0 ? Number(args[at + 1]) : 100_000;
  const cases = liveCases(folder);
  const rows = [
    ...measureOrder(cases),
    ...measureInjections(cases),
    ...measureDeclarations(cases),
    ...measurePatchCases(folder),
    ...measureSpeed(cases, Number.isInteger(comparisons) && comparisons > 0 ? comparisons : 100_000),
  ];
  const width = Math.max(...rows.map(({ measure }) => measure.length));
  for (const { measure, value } of rows) console.log(`${measure.padEnd(width)}  ${value}`);
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

/** Live against live with every unordered list reversed: any drift is a false alarm. */
function measureOrder(cases: LiveCase[]): Row[] {
  let lists = 0;
  let flagged = 0;
  for (const live of cases) {
    const { model, count } = reverseUnordered(live);
    lists += count;
    if (
      compareConfigurations({ type: live.type, before: live.live, after: model, schema: live.schema }).changes
        .length > 0
    )
      flagged++;
  }
  return [
    {
      measure: `reversed lists (${lists} in ${cases.length} resources): resources flagged`,
      value: String(flagged),
    },
  ];
}

/** What only a part of the vendor's own (system tags, parts of read-only blocks) can hide is counted apart. */
function measureInjections(cases: LiveCase[]): Row[] {
  const byKind = new Map<string, { all: number; found: number; vendor: number }>();
  for (const live of cases) {
    for (const injection of injections(live.live, live.schema)) {
      const count = byKind.get(injection.kind) ?? { all: 0, found: 0, vendor: 0 };
      byKind.set(injection.kind, count);
      const { changes, folded } = compareConfigurations({
        type: live.type,
        before: live.live,
        after: injection.model,
        schema: live.schema,
      });
      if (
        changes.length === 0 &&
        folded.every(({ rule }) => rule === 'system-tag' || rule === 'read-only-property')
      )
        count.vendor++;
      else count.all++;
      if (changes.length > 0) count.found++;
    }
  }
  return [...byKind].map(([kind, { all, found, vendor }]) => ({
    measure: `injected: ${kind}`,
    value: `${found} of ${all} found, ${percent(found, all)} (${vendor} more touched only what the vendor writes)`,
  }));
}

function measureDeclarations(cases: LiveCase[]): Row[] {
  const rows: Row[] = [];
  for (const half of ['develop', 'held-out', 'all'] as const) {
    const part = half === 'all' ? cases : cases.filter((live) => halfOf(live) === half);
    rows.push(
      declarationRow(`declared against live, ${half}`, part, (live) =>
        compareConfigurations({
          type: live.type,
          before: live.declared,
          after: live.live,
          schema: live.schema,
          mode: 'declared',
          context: contextOf(live),
        }).changes.map(({ path }) => path),
      ),
    );
  }
  rows.push(
    declarationRow('the same through diff --jsonl, mode inferred', cases, (live) =>
      diffLine({
        id: live.id,
        type: live.type,
        before: live.declared,
        after: live.live,
        schema: live.schema as Json,
      }).changes.map(({ path }) => path),
    ),
  );
  return rows;
}

function declarationRow(measure: string, cases: LiveCase[], pathsOf: (live: LiveCase) => string[]): Row {
  let clean = 0;
  let flagged = 0;
  let real = 0;
  let found = 0;
  for (const live of cases) {
    const labels = realDrifts(live);
    const paths = pathsOf(live);
    if (labels.length === 0) {
      clean++;
      if (paths.length > 0) flagged++;
    }
    real += labels.length;
    found += labels.filter((label) => paths.some((path) => onOneLine(path, label.path))).length;
  }
  return {
    measure,
    value: `${flagged} of ${clean} clean flagged (${percent(flagged, clean)}), ${found} of ${real} labelled drifts found`,
  };
}

/** One path leads to the other. A position says where a member stands, an identity which one it is: both fit. */
function onOneLine(a: string, b: string): boolean {
  const [left, right] = [parsePath(a), parsePath(b)];
  const shared = Math.min(left.length, right.length);
  const isPosition = (step: string | undefined): boolean => step !== undefined && /^\d+$/.test(step);
  return left
    .slice(0, shared)
    .every(
      (step, index) => step === right[index] || (index > 0 && (isPosition(step) || isPosition(right[index]))),
    );
}

type PatchCase = { doc?: Json; expected?: Json; disabled?: boolean };

export function patchCases(folder: string): { before: Json; after: Json }[] {
  return ['tests.json', 'spec_tests.json'].flatMap((name) =>
    (JSON.parse(readFileSync(join(folder, 'json-patch', name), 'utf8')) as PatchCase[])
      .filter((entry) => entry.doc !== undefined && entry.expected !== undefined)
      .map((entry) => ({ before: entry.doc as Json, after: entry.expected as Json })),
  );
}

function measurePatchCases(folder: string): Row[] {
  const pairs = patchCases(folder);
  const right = pairs.filter(
    ({ before, after }) =>
      diffJson(before, before).length === 0 &&
      jsonEqual(applyJsonChanges(before, diffJson(before, after)), after),
  ).length;
  return [
    {
      measure: 'JSON Patch cases: apply(diff(a, b)) = b and diff(a, a) empty',
      value: `${right} of ${pairs.length}`,
    },
  ];
}

const rounds = 10;

/** Half of the pairs are equal copies, half hold one injected change; every contender sees the same pairs. */
function measureSpeed(cases: LiveCase[], comparisons: number): Row[] {
  const pairs = cases.map((live, index) => {
    const copy = structuredClone(live.live);
    if (index % 2 === 0) return { live, before: live.live, after: copy };
    const all = [...injections(live.live, live.schema)];
    return { live, before: live.live, after: all[Math.floor(all.length / 2)]?.model ?? copy };
  });
  const bytes = pairs.reduce((sum, { before }) => sum + JSON.stringify(before).length, 0) / pairs.length;
  const contenders: {
    name: string;
    compare: (before: JsonObject, after: JsonObject, live: LiveCase) => unknown;
  }[] = [
    {
      name: 'InfraAudit compare',
      compare: (before, after, live) =>
        compareConfigurations({ type: live.type, before, after, schema: live.schema }),
    },
    { name: 'InfraAudit diffJson', compare: (before, after) => diffJson(before, after) },
    { name: 'microdiff', compare: (before, after) => microdiff(before, after) },
    { name: 'fast-json-patch', compare: (before, after) => fastJsonPatch.compare(before, after) },
  ];
  const rows: Row[] = [
    {
      measure: 'speed: real models compared',
      value: `${comparisons} per contender, ${bytes.toFixed(0)} bytes of JSON on average, half equal, half changed`,
    },
  ];
  // In turns, so that a busy machine slows all of them alike.
  const elapsed = contenders.map(() => 0);
  for (let round = -1; round < rounds; round++) {
    for (const [index, { compare }] of contenders.entries()) {
      const start = performance.now();
      for (let done = 0; done < comparisons / rounds; done++) {
        const pair = pairs[done % pairs.length] as (typeof pairs)[number];
        compare(pair.before, pair.after, pair.live);
      }
      // The first round only warms up.
      if (round >= 0) elapsed[index] = (elapsed[index] as number) + performance.now() - start;
    }
  }
  for (const [index, { name }] of contenders.entries()) {
    const perSecond = comparisons / ((elapsed[index] as number) / 1000);
    rows.push({
      measure: `speed: ${name}`,
      value: `${Math.round(perSecond).toLocaleString('en')} comparisons per second`,
    });
  }
  return rows;
}
