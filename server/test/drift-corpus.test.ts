import { describe, expect, it } from 'vitest';
import { patchCases } from '../bench/drift.ts';
import {
  contextOf,
  corporaFolder,
  injections,
  liveCases,
  realDrifts,
  reverseUnordered,
} from '../bench/drift-corpus.ts';
import { type Json, jsonEqual } from '../src/core/json.ts';
import { applyJsonChanges, diffJson } from '../src/core/json-diff.ts';
import { compareConfigurations } from '../src/domain/assess/drift/compare.ts';
import { diffLine } from '../src/main/offline.ts';

const folder = corporaFolder();
if (folder === undefined) {
  console.warn(
    'recorded AWS resources (../shared/corpora) are not beside this checkout: their tests are skipped',
  );
}

describe.skipIf(folder === undefined)('518 recorded AWS resources', () => {
  const cases = folder === undefined ? [] : liveCases(folder);

  it('show no drift when every unordered list stands in reverse', () => {
    let lists = 0;
    const flagged: string[] = [];
    for (const live of cases) {
      const { model, count } = reverseUnordered(live);
      lists += count;
      const answer = diffLine({
        id: live.id,
        type: live.type,
        before: live.live,
        after: model,
        schema: live.schema as Json,
      });
      if (answer.error !== undefined || answer.drifts.length > 0) flagged.push(live.id);
    }
    expect(flagged).toEqual([]);
    expect(lists).toBeGreaterThan(0);
  });

  it('show every injected change, except where only what the vendor writes was touched', () => {
    const missed: string[] = [];
    let injected = 0;
    for (const live of cases) {
      for (const injection of injections(live.live, live.schema)) {
        injected++;
        const { drifts, folded } = diffLine({
          id: live.id,
          type: live.type,
          before: live.live,
          after: injection.model,
          schema: live.schema as Json,
        });
        const vendorOnly =
          folded.length > 0 &&
          folded.every(({ rule }) => rule === 'system-tag' || rule === 'read-only-property');
        if (drifts.length === 0 && !vendorOnly)
          missed.push(`${live.id} ${injection.kind} ${injection.path.join('.')}`);
      }
    }
    expect(missed).toEqual([]);
    expect(injected).toBeGreaterThan(10_000);
  });

  it('raise no alarm on more than 1 % of the clean ones, and find what is labelled as drift', () => {
    const clean = cases.filter((live) => realDrifts(live).length === 0);
    const pathsOf = (live: (typeof cases)[number]): string[] =>
      compareConfigurations({
        type: live.type,
        before: live.declared,
        after: live.live,
        schema: live.schema,
        mode: 'declared',
        context: contextOf(live),
      }).changes.map(({ path }) => path.split(/[.[]/)[0] as string);
    const flagged = clean.filter((live) => pathsOf(live).length > 0).map(({ id }) => id);
    expect(flagged.length / clean.length).toBeLessThanOrEqual(0.01);

    const missed = cases.flatMap((live) => {
      const found = pathsOf(live);
      return realDrifts(live)
        .filter(({ path }) => !found.includes(path.split(/[.[]/)[0] as string))
        .map(({ path }) => `${live.type} ${path}`);
    });
    // A digest of a file and a block that a read fills in: nobody configured either, whatever the label says.
    expect(new Set(missed)).toEqual(
      new Set([
        'AWS::ElasticLoadBalancingV2::TrustStore CaCertificatesBundleSha256',
        'AWS::RedshiftServerless::Workgroup Workgroup',
      ]),
    );
  });
});

describe.skipIf(folder === undefined)('the JSON Patch cases', () => {
  it('are rebuilt from their difference', () => {
    const pairs = folder === undefined ? [] : patchCases(folder);
    expect(pairs.length).toBeGreaterThan(50);
    for (const { before, after } of pairs) {
      expect(diffJson(before, before)).toEqual([]);
      expect(jsonEqual(applyJsonChanges(before, diffJson(before, after)), after)).toBe(true);
    }
  });
});
