import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Collector, defineCollector } from '../define-collector.ts';
import { type CollectorSurroundings, collectorProblems, registryProblems } from './collector-conformance.ts';

const good: Collector<unknown> = defineCollector<unknown>({
  resource: {
    type: 'sample_thing',
    vendorType: 'AWS::Sample::Thing',
    provider: 'aws',
    title: 'Sample thing',
    service: 'sample',
    aliases: ['thing'],
    schema: z.looseObject({}),
    facts: {},
  },
  scope: 'regional',
  lists: [{ operation: 'sample:ListThings', permission: 'sample:ListThings' }],
  details: [{ operation: 'sample:GetThing', permission: 'sample:GetThing', paths: ['Shape'] }],
  async *collect() {},
});
const surroundings: CollectorSurroundings = {
  operationExists: (operation) => !operation.endsWith('Nothing'),
  isReadPermission: (permission) => !permission.includes('Delete'),
  filesOf: () => ['schema.ts', 'collect.ts', 'collect.test.ts'],
};
const problemsOf = (change: Partial<Collector<unknown>>, around = surroundings) =>
  collectorProblems({ ...good, ...change }, around);

describe('conformance of a collector', () => {
  it('finds nothing wrong with a good one', async () => {
    expect(await problemsOf({})).toEqual([]);
  });

  it.each<[string, Partial<Collector<unknown>>, RegExp]>([
    ['a type in camel case', { resource: { ...good.resource, type: 'sampleThing' } }, /not snake_case/],
    ['no title', { resource: { ...good.resource, title: ' ' } }, /title/],
    [
      'an operation that the SDK lacks',
      { lists: [{ operation: 'sample:Nothing', permission: 'sample:ListThings' }] },
      /no reading operation/,
    ],
    [
      'a permission to write',
      { lists: [{ operation: 'sample:ListThings', permission: 'sample:DeleteThing' }] },
      /more than reading/,
    ],
    [
      'a detail without paths',
      { details: [{ operation: 'sample:GetThing', permission: 'sample:GetThing', paths: [] }] },
      /which paths/,
    ],
    ['no operation', { lists: [], details: [] }, /no operation/],
  ])('finds %s', async (_name, change, expected) => {
    expect((await problemsOf(change)).join('\n')).toMatch(expected);
  });

  it('finds a missing test file', async () => {
    const untested = { ...surroundings, filesOf: () => ['schema.ts', 'collect.ts'] };
    expect(await problemsOf({}, untested)).toEqual(['resources/sample_thing/collect.test.ts is missing']);
  });

  it('finds an alias that two types claim', () => {
    const other = {
      ...good,
      resource: { ...good.resource, type: 'other_thing', vendorType: 'AWS::Other::Thing' },
    };
    expect(registryProblems([good, other])).toEqual([
      'the alias "thing" of other_thing is taken by sample_thing',
    ]);
  });
});
