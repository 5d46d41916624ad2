import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../core/json.ts';
import { compareConfigurations } from './compare.ts';
import { formatPath, matchesPath, parsePath } from './path.ts';
import { applyDriftRules } from './suppress.ts';

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const model = fc.dictionary(fc.string({ maxLength: 8 }), json, { maxKeys: 6 }) as fc.Arbitrary<JsonObject>;

function shuffledKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffledKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffledKeys(member)]),
  );
}

describe('comparing any two models', () => {
  it('finds nothing between a model and itself', () => {
    fc.assert(
      fc.property(model, (value) => {
        const { changes, folded } = compareConfigurations({
          type: 't',
          before: value,
          after: structuredClone(value),
        });
        expect(changes).toEqual([]);
        expect(folded).toEqual([]);
      }),
    );
  });

  it('never minds the order of keys', () => {
    fc.assert(
      fc.property(model, (value) => {
        const { changes, folded } = compareConfigurations({
          type: 't',
          before: value,
          after: shuffledKeys(value) as JsonObject,
        });
        expect([changes, folded]).toEqual([[], []]);
      }),
    );
  });

  it('never minds the order of a set', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (members) => {
        const schema = { unorderedScalarPaths: ['Set'] };
        const { changes } = compareConfigurations({
          type: 't',
          before: { Set: members },
          after: { Set: members.toReversed() },
          schema,
        });
        expect(changes).toEqual([]);
      }),
    );
  });

  it('never minds the order of a set of objects', () => {
    fc.assert(
      fc.property(fc.array(model, { maxLength: 6 }), (members) => {
        const schema = { unorderedObjectArrayPaths: ['Set'] };
        const { changes } = compareConfigurations({
          type: 't',
          before: { Set: members },
          after: { Set: members.toReversed() },
          schema,
        });
        expect(changes).toEqual([]);
      }),
    );
  });

  it('sees an added key from one side as a removed key from the other', () => {
    fc.assert(
      fc.property(model, fc.integer(), (value, added) => {
        const more = { ...value, 'Added Key': added };
        const there = compareConfigurations({ type: 't', before: value, after: more }).changes;
        const back = compareConfigurations({ type: 't', before: more, after: value }).changes;
        expect(there).toEqual([{ path: 'Added Key', change: 'added', after: added }]);
        expect(back).toEqual([{ path: 'Added Key', change: 'removed', before: added }]);
      }),
    );
  });

  it('neither throws nor changes its input, whatever the two sides are', () => {
    fc.assert(
      fc.property(
        model,
        model,
        fc.constantFrom('snapshot' as const, 'declared' as const),
        (before, after, mode) => {
          const copies = [structuredClone(before), structuredClone(after)];
          compareConfigurations({ type: 's3_bucket', before, after, mode });
          expect([before, after]).toEqual(copies);
        },
      ),
    );
  });

  it('takes keys of the language for keys of the model', () => {
    const before = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}') as JsonObject;
    const { changes } = compareConfigurations({ type: 't', before, after: {} });
    expect(changes.map(({ path }) => path).sort()).toEqual(['__proto__', 'constructor']);
  });
});

describe('what could not be read', () => {
  const unreadable = [
    {
      path: 'PublicAccessBlockConfiguration',
      reason: 'denied' as const,
      permission: 's3:GetBucketPublicAccessBlock',
    },
  ];

  it('is unknown and never a change, and the rest is still compared', () => {
    const result = compareConfigurations({
      type: 's3_bucket',
      before: { PublicAccessBlockConfiguration: { BlockPublicAcls: true }, BucketName: 'a' },
      after: { BucketName: 'b' },
      unreadable,
    });
    expect(result.changes).toEqual([{ path: 'BucketName', change: 'modified', before: 'a', after: 'b' }]);
    expect(result.unknown).toEqual([
      {
        path: 'PublicAccessBlockConfiguration',
        reason: 'denied',
        permission: 's3:GetBucketPublicAccessBlock',
      },
    ]);
  });

  it('hides only its own part of a block that vanished', () => {
    const result = compareConfigurations({
      type: 't',
      before: { Block: { Seen: 1, Hidden: 2 } },
      after: {},
      unreadable: [{ path: 'Block.Hidden', reason: 'throttled' }],
    });
    expect(result.changes).toEqual([{ path: 'Block.Seen', change: 'removed', before: 1 }]);
  });
});

describe('paths', () => {
  it('can be read back, whatever the keys are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
        (keys) => {
          expect(parsePath(formatPath(keys))).toEqual(keys);
        },
      ),
    );
  });

  it.each([
    ['Tags', 'Tags[env].Value', true],
    ['Tags[env]', 'Tags[env].Value', true],
    ['Tags[env]', 'Tags[environment]', false],
    ['Tag', 'Tags[env]', false],
    ['Rules.*.Prefix', 'Rules.3.Prefix', true],
    ['Rules.*.Prefix', 'Rules[a].Prefix', true],
    ['Rules.*.Prefix', 'Rules.3.Other', false],
    ['**.LastUsed', 'A.B.LastUsed', true],
    ['A.**.C', 'A.C', true],
    ['A.**.C', 'A.x.y.C.z', true],
    ['A.**.C', 'A.x.y', false],
    ['**', 'Anything.at.all', true],
  ])('pattern %s against %s: %s', (pattern, path, matches) => {
    expect(matchesPath(pattern, path)).toBe(matches);
  });
});

describe('rules of the user', () => {
  const change = { path: 'Tags[env].Value', change: 'modified' as const, before: 'a', after: 'b' };
  const now = new Date('2026-06-01T00:00:00Z');

  it.each([
    ['for all', { id: 1, path: 'Tags' }, true],
    ['for this type', { id: 1, path: 'Tags', type: 's3_bucket' }, true],
    ['for the vendor name of the type', { id: 1, path: 'Tags', type: 'AWS::S3::Bucket' }, true],
    ['for another type', { id: 1, path: 'Tags', type: 'vpc' }, false],
    ['for this resource', { id: 1, path: 'Tags', resourceId: 7 }, true],
    ['for another resource', { id: 1, path: 'Tags', resourceId: 8 }, false],
    ['until later', { id: 1, path: 'Tags', expiresAt: new Date('2026-07-01T00:00:00Z') }, true],
    ['until now', { id: 1, path: 'Tags', expiresAt: now }, false],
    ['for an empty path', { id: 1, path: ' ' }, false],
  ])('%s', (_what, rule, hides) => {
    const { kept, suppressed } = applyDriftRules([change], [rule], {
      type: ['s3_bucket', 'AWS::S3::Bucket'],
      resourceId: 7,
      now,
    });
    expect(kept).toEqual(hides ? [] : [change]);
    expect(suppressed).toEqual(hides ? [{ change, ruleId: 1 }] : []);
  });
});
