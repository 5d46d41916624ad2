import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLine, diffText } from './offline-diff.ts';

describe('one line of a diff', () => {
  it('answers with changes, drifts and what was folded', () => {
    const line = {
      id: 'a',
      type: 'AWS::S3::Bucket',
      before: { PublicAccessBlockConfiguration: { BlockPublicAcls: true }, Arn: 'x' },
      after: { PublicAccessBlockConfiguration: { BlockPublicAcls: false }, Arn: 'y' },
    };
    expect(diffLine(line)).toEqual({
      id: 'a',
      changes: [
        {
          path: 'PublicAccessBlockConfiguration.BlockPublicAcls',
          change: 'modified',
          before: true,
          after: false,
        },
      ],
      drifts: [
        {
          attribute: 'PublicAccessBlockConfiguration',
          type: 'security',
          severity: 'critical',
          summary: 'BlockPublicAcls changed from true to false',
        },
      ],
      folded: [{ path: 'Arn', rule: 'read-only-property' }],
    });
  });

  it('knows the type by our id and by the name of the vendor', () => {
    const models = { before: { Arn: 'x' }, after: { Arn: 'y' } };
    expect(diffLine({ id: 1, type: 's3_bucket', ...models }).folded).toEqual(
      diffLine({ id: 1, type: 'AWS::S3::Bucket', ...models }).folded,
    );
  });

  it.each<[string, unknown, string]>([
    ['not JSON at all', '{', 'line'],
    ['a list', '[]', 'line'],
    ['no id', '{"type":"t","before":{},"after":{}}', 'id'],
    ['no type', '{"id":1,"before":{},"after":{}}', 'type'],
    ['a type that is no text', '{"id":1,"type":3,"before":{},"after":{}}', 'type'],
    ['no before', '{"id":1,"type":"t","after":{}}', 'before'],
    ['an after that is a list', '{"id":1,"type":"t","before":{},"after":[]}', 'after'],
    ['a schema that is a text', '{"id":1,"type":"t","before":{},"after":{},"schema":"x"}', 'schema'],
    [
      'paths that are no list',
      '{"id":1,"type":"t","before":{},"after":{},"schema":{"readOnlyPaths":"Arn"}}',
      'schema.readOnlyPaths',
    ],
    [
      'a path that is no text',
      '{"id":1,"type":"t","before":{},"after":{},"schema":{"unorderedScalarPaths":[1]}}',
      'schema.unorderedScalarPaths',
    ],
    [
      'defaults that are a list',
      '{"id":1,"type":"t","before":{},"after":{},"schema":{"defaultPaths":[]}}',
      'schema.defaultPaths',
    ],
    ['an unknown mode', '{"id":1,"type":"t","before":{},"after":{},"mode":"x"}', 'mode'],
  ])('names the field for %s', (_what, text, field) => {
    const answer = diffText(text as string);
    expect(answer.error?.split(':')[0]).toBe(field);
    expect([answer.changes, answer.drifts, answer.folded]).toEqual([[], [], []]);
  });

  it('refuses what is nested beyond reason instead of running out of stack', () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const answer = diffText(`{"id":1,"type":"t","before":${deep},"after":{}}`);
    expect(answer.error).toMatch(/^(before|line): /);
  });

  it('never throws, whatever the text or the value is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(diffText(text)).toHaveProperty('drifts');
      }),
    );
    const line = fc.record({
      id: fc.integer(),
      type: fc.string({ minLength: 1 }),
      before: fc.object(),
      after: fc.object(),
      schema: fc.object(),
    });
    fc.assert(
      fc.property(line, (value) => {
        expect(diffText(JSON.stringify(value))).toHaveProperty('drifts');
      }),
    );
  });

  it('takes a side that carries nothing of the vendor for a declaration', () => {
    const live = {
      Arn: 'x',
      BucketName: 'b',
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    };
    expect(diffLine({ id: 1, type: 's3_bucket', before: { BucketName: 'b' }, after: live }).changes).toEqual(
      [],
    );
    expect(
      diffLine({ id: 1, type: 's3_bucket', before: { BucketName: 'b' }, after: live, mode: 'snapshot' })
        .changes,
    ).toHaveLength(1);
    expect(
      diffLine({ id: 1, type: 's3_bucket', before: { Arn: 'x', BucketName: 'b' }, after: live }).changes,
    ).toHaveLength(1);
  });
});
