import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.ts';
import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';
import { type Comparison, compareConfigurations } from './compare.ts';
import { noiseRules } from './noise-rules.ts';

type Example = {
  rule: string;
  type?: string;
  before: JsonObject;
  after: JsonObject;
  schema?: SchemaFacts;
  mode?: 'declared';
  /** A difference beside it that the rule must not hide. */
  real: JsonObject;
};

const policy = (statement: JsonObject): JsonObject => ({
  Policy: { Version: '2012-10-17', Statement: [statement] },
});

/** One example per rule, and beside it a real change of the same place that must stay visible. */
const examples: Example[] = [
  {
    rule: 'read-only-property',
    before: { Arn: 'a', Size: 1 },
    after: { Arn: 'b', Size: 1 },
    schema: { readOnlyPaths: ['Arn'] },
    real: { Arn: 'b', Size: 2 },
  },
  {
    rule: 'write-only-property',
    mode: 'declared',
    before: { Option: 'x', Size: 1 },
    after: { Size: 1 },
    schema: { writeOnlyPaths: ['Option'] },
    real: { Size: 2 },
  },
  {
    rule: 'unresolved-value',
    mode: 'declared',
    before: { Zone: { Ref: 'Zone' }, Size: 1 },
    after: { Zone: 'us-east-1a', Size: 1 },
    real: { Zone: 'us-east-1a', Size: 2 },
  },
  {
    rule: 'system-tag',
    before: { Tags: [{ Key: 'env', Value: 'a' }] },
    after: {
      Tags: [
        { Key: 'env', Value: 'a' },
        { Key: 'aws:x', Value: '1' },
      ],
    },
    real: {
      Tags: [
        { Key: 'env', Value: 'b' },
        { Key: 'aws:x', Value: '1' },
      ],
    },
  },
  { rule: 'trivially-empty', before: { List: [], Size: 1 }, after: { Size: 1 }, real: { Size: 0 } },
  {
    rule: 'kubernetes-status',
    type: 'k8s_deployment',
    before: { spec: { replicas: 1 }, status: { ready: 1 } },
    after: { spec: { replicas: 1 }, status: { ready: 2 } },
    real: { spec: { replicas: 2 }, status: { ready: 2 } },
  },
  {
    rule: 'volatile-path',
    before: { LastModified: '2026-01-01T00:00:00Z', Size: 1 },
    after: { LastModified: '2026-02-01T00:00:00Z', Size: 1 },
    real: { LastModified: 'never', Size: 1 },
  },
  {
    rule: 'documented-default',
    before: { Size: 1 },
    after: { Size: 1, Mode: 'standard' },
    schema: { defaultPaths: { Mode: 'standard' } },
    real: { Size: 1, Mode: 'special' },
  },
  {
    rule: 'create-only-not-returned',
    mode: 'declared',
    before: { Group: 'g', Size: 1 },
    after: { Size: 1 },
    schema: { createOnlyPaths: ['Group'] },
    real: { Group: 'other', Size: 1 },
  },
  {
    rule: 'secret-not-returned',
    mode: 'declared',
    before: { MasterUserPassword: 'x', Size: 1 },
    after: { Size: 1 },
    real: { MasterUserPassword: 'y', Size: 1 },
  },
  {
    rule: 'not-returned-by-read',
    mode: 'declared',
    type: 'AWS::Glue::Table',
    before: { OpenTableFormatInput: { A: 1 }, Size: 1 },
    after: { Size: 1 },
    real: { Size: 2 },
  },
  {
    rule: 'renamed-key',
    mode: 'declared',
    type: 'AWS::GuardDuty::Filter',
    before: { Criterion: { Gte: 4 } },
    after: { Criterion: { GreaterThanOrEqual: 4 } },
    real: { Criterion: { GreaterThanOrEqual: 5 } },
  },
  {
    rule: 'scalar-spelling',
    before: { Size: '30', On: true },
    after: { Size: 30, On: 'true' },
    real: { Size: 31, On: 'true' },
  },
  {
    rule: 'name-or-arn',
    before: { Role: 'path/work' },
    after: { Role: 'arn:aws:iam::1:role/path/work' },
    real: { Role: 'arn:aws:iam::1:role/path/homework' },
  },
  {
    rule: 'json-text',
    before: { Doc: '{"a":1,"b":[2]}' },
    after: { Doc: '{ "b": [ 2 ], "a": 1 }' },
    real: { Doc: '{"a":1,"b":[3]}' },
  },
  {
    rule: 'text-spacing',
    before: { Script: 'a\nb\n' },
    after: { Script: 'a\r\nb' },
    real: { Script: 'a\nc\n' },
  },
  {
    rule: 'letter-case',
    mode: 'declared',
    before: { Type: 'source' },
    after: { Type: 'SOURCE' },
    real: { Type: 'TARGET' },
  },
  {
    rule: 'single-member',
    mode: 'declared',
    before: { Zone: 'a' },
    after: { Zone: ['a'] },
    real: { Zone: ['a', 'b'] },
  },
  {
    rule: 'version-prefix',
    mode: 'declared',
    before: { EngineVersion: '5.0' },
    after: { EngineVersion: '5.0.3' },
    real: { EngineVersion: '5.01' },
  },
  {
    rule: 'moving-alias',
    mode: 'declared',
    before: { PlatformVersion: 'LATEST' },
    after: { PlatformVersion: '1.4.0' },
    real: {},
  },
  {
    rule: 'host-name-dot',
    before: { Domain: 'example.com' },
    after: { Domain: 'example.com.' },
    real: { Domain: 'example.org.' },
  },
  {
    rule: 'masked-characters',
    mode: 'declared',
    before: { Text: 'caf?' },
    after: { Text: 'café' },
    real: { Text: 'cafe' },
  },
  {
    rule: 'identity-keyed-array',
    before: {
      Rules: [
        { Id: 'a', N: 1 },
        { Id: 'b', N: 2 },
      ],
    },
    after: {
      Rules: [
        { Id: 'b', N: 2 },
        { Id: 'a', N: 1 },
      ],
    },
    real: {
      Rules: [
        { Id: 'b', N: 2 },
        { Id: 'a', N: 3 },
      ],
    },
  },
  {
    rule: 'unordered-array',
    before: { Zones: ['a', 'b'] },
    after: { Zones: ['b', 'a'] },
    schema: { unorderedScalarPaths: ['Zones'] },
    real: { Zones: ['b', 'c'] },
  },
  {
    rule: 'policy-document',
    before: policy({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::b/*',
    }),
    after: policy({
      Action: ['s3:putobject', 's3:GetObject'],
      Effect: 'Allow',
      Resource: ['arn:aws:s3:::b/*'],
      Principal: { AWS: ['123456789012'] },
    }),
    real: policy({
      Effect: 'Allow',
      Principal: { AWS: ['123456789013'] },
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::b/*',
    }),
  },
  {
    rule: 'undeclared-setting',
    mode: 'declared',
    before: { Size: 1 },
    after: { Size: 1, Other: 'x' },
    real: { Size: 2, Other: 'x' },
  },
];

const compare = ({ type, schema, mode }: Example, before: JsonObject, after: JsonObject): Comparison =>
  compareConfigurations({
    type: type ?? 'some_type',
    before,
    after,
    ...(schema === undefined ? {} : { schema }),
    ...(mode === undefined ? {} : { mode }),
  });

describe('noise rules', () => {
  it.each(examples.map((example) => [example.rule, example] as const))(
    '%s hides its own noise and says so',
    (rule, example) => {
      const { changes, folded } = compare(example, example.before, example.after);
      expect(changes).toEqual([]);
      expect(folded.map((entry) => entry.rule)).toContain(rule);
    },
  );

  it.each(examples.map((example) => [example.rule, example] as const))(
    '%s leaves a real change beside it visible',
    (_rule, example) => {
      expect(compare(example, example.before, example.real).changes.length).toBeGreaterThan(0);
    },
  );

  it('every rule has an example here, a unique id, a sentence and a source', () => {
    expect(noiseRules.map(({ id }) => id).sort()).toEqual(examples.map(({ rule }) => rule).sort());
    for (const { id, sentence, source } of noiseRules) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(source.length).toBeGreaterThan(0);
    }
  });
});

describe('limits of the rules', () => {
  it('false and 0 are values, not nothing', () => {
    expect(compareConfigurations({ type: 't', before: { On: false, N: 0 }, after: {} }).changes).toHaveLength(
      2,
    );
  });

  it('a setting that the reader no longer sees is reported even when it was a default', () => {
    const schema = { defaultPaths: { Mode: 'standard' } };
    expect(
      compareConfigurations({ type: 't', before: { Mode: 'standard' }, after: {}, schema }).changes,
    ).toEqual([{ path: 'Mode', change: 'removed', before: 'standard' }]);
  });

  it('condition keys that begin with aws: are not tags', () => {
    const of = (account: string): JsonObject =>
      policy({
        Effect: 'Allow',
        Action: 's3:*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      });
    expect(compareConfigurations({ type: 't', before: of('1'), after: of('2') }).changes).toHaveLength(1);
  });

  it('a meaningful order that changed is reported', () => {
    const change = compareConfigurations({
      type: 't',
      before: { Steps: ['a', 'b'] },
      after: { Steps: ['b', 'a'] },
    }).changes;
    expect(change).toEqual([{ path: 'Steps', change: 'modified', before: ['a', 'b'], after: ['b', 'a'] }]);
  });

  it('a public address that appears stays visible though it is read-only by nature', () => {
    const changes = compareConfigurations({
      type: 'some_type',
      before: { Network: {} },
      after: { Network: { PublicIpAddress: '203.0.113.9' } },
    }).changes;
    expect(changes).toHaveLength(1);
  });
});
