import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { type Json, jsonEqual, parseJsonDocument } from './json.ts';
import { applyJsonChanges, diffJson } from './json-diff.ts';

const json = fc.jsonValue() as fc.Arbitrary<Json>;

describe('the structural difference', () => {
  it('is empty between a value and itself', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(diffJson(value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  it('applied to the one side gives the other', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(jsonEqual(applyJsonChanges(before, diffJson(before, after)), after)).toBe(true);
      }),
    );
  });

  it('says added one way and removed the other', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const count = (from: Json, to: Json, kind: string): number =>
          diffJson(from, to).filter(({ change }) => change === kind).length;
        expect(count(before, after, 'added')).toBe(count(after, before, 'removed'));
        expect(count(before, after, 'modified')).toBe(count(after, before, 'modified'));
      }),
    );
  });

  it('keeps __proto__ a key like any other', () => {
    const after = JSON.parse('{"__proto__": {"polluted": true}}') as Json;
    const result = applyJsonChanges({}, diffJson({}, after));
    expect(jsonEqual(result, after)).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('refuses a path that does not exist', () => {
    expect(() => applyJsonChanges({}, [{ path: ['a', 'b'], change: 'added', after: 1 }])).toThrow(RangeError);
  });
});

describe('the canonical text', () => {
  it('is the same exactly for equal values, whatever the order of keys', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(canonicalJson(a) === canonicalJson(b)).toBe(jsonEqual(a, b));
      }),
    );
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":2,"d":1}]}');
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(
          jsonEqual(JSON.parse(canonicalJson(value)) as Json, JSON.parse(JSON.stringify(value)) as Json),
        ).toBe(true);
      }),
    );
  });
});

describe('a document in a text', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    [' [1]', [1]],
    ['1', undefined],
    ['"a"', undefined],
    ['{broken', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(parseJsonDocument(text)).toEqual(expected);
  });
});
