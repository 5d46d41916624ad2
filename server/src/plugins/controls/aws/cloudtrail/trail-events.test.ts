import { describe, expect, it } from 'vitest';
import {
  allBuckets,
  dataCalls,
  managementCalls,
  recordsAllRegions,
  type TrailConfiguration,
} from './trail-events.ts';

const all = { reads: true, writes: true, without: [] };
const none = { reads: false, writes: false, without: [] };
type Selector = NonNullable<TrailConfiguration['EventSelectors']>[number];
type Field = {
  Field: string;
  Equals?: string[];
  NotEquals?: string[];
  StartsWith?: string[];
  NotStartsWith?: string[];
};
const classic = (selector: Selector): TrailConfiguration => ({ EventSelectors: [selector] });
const advanced = (...fields: Field[][]): TrailConfiguration => ({
  AdvancedEventSelectors: fields.map((FieldSelectors) => ({ FieldSelectors })),
});
const management = { Field: 'eventCategory', Equals: ['Management'] };
const data = { Field: 'eventCategory', Equals: ['Data'] };
const objects = { Field: 'resources.type', Equals: ['AWS::S3::Object'] };
const readOnly = (value: string) => ({ Field: 'readOnly', Equals: [value] });

describe('the management events that a trail records', () => {
  it.each<[string, TrailConfiguration, object]>([
    ['are all of them without a selector', {}, all],
    ['are all of them by a bare selector', classic({}), all],
    ['are half by a selector for half', classic({ ReadWriteType: 'ReadOnly' }), { ...all, writes: false }],
    ['are none where they are switched off', classic({ IncludeManagementEvents: false }), none],
    [
      'lack a source',
      classic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
      { ...all, without: ['kms.amazonaws.com'] },
    ],
    ['are all of them by an advanced selector', advanced([management]), all],
    [
      'are all of them by two halves',
      advanced([management, readOnly('true')], [management, readOnly('false')]),
      all,
    ],
    ['are half by one half', advanced([management, readOnly('false')]), { ...all, reads: false }],
    [
      'lack a source by an advanced selector',
      advanced([management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }]),
      { ...all, without: ['kms.amazonaws.com'] },
    ],
    [
      'are none as a whole when one source is named',
      advanced([management, { Field: 'eventSource', Equals: ['iam.amazonaws.com'] }]),
      none,
    ],
    [
      'are none as a whole when names are',
      advanced([management, { Field: 'eventName', Equals: ['CreateUser'] }]),
      none,
    ],
    ['are none where only data is selected', advanced([data, objects]), none],
  ])('%s', (_, trail, expected) => {
    expect(managementCalls(trail)).toEqual(expected);
  });
});

describe('the data events that a trail records', () => {
  const ofAllBuckets = (trail: TrailConfiguration) => dataCalls(trail, 'AWS::S3::Object', allBuckets);
  const values = (...Values: string[]) => classic({ DataResources: [{ Type: 'AWS::S3::Object', Values }] });

  it.each<[string, TrailConfiguration, object]>([
    ['are none without a selector', {}, none],
    ['are all objects', values('arn:aws:s3'), all],
    ['are all objects of a partition', values('arn:aws-cn:s3:::'), all],
    ['are not those of all buckets where one is named', values('arn:aws:s3:::photos/'), none],
    [
      'are not those of another type',
      classic({ DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] }),
      none,
    ],
    ['are all objects by an advanced selector', advanced([data, objects]), all],
    [
      'are written ones by half of an advanced selector',
      advanced([data, objects, readOnly('false')]),
      { ...all, reads: false },
    ],
    [
      'are not those of all buckets where an ARN narrows',
      advanced([data, objects, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::photos/'] }]),
      none,
    ],
    [
      'are not those of all buckets where one is left out',
      advanced([data, objects, { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::logs/'] }]),
      none,
    ],
  ])('%s', (_, trail, expected) => {
    expect(ofAllBuckets(trail)).toEqual(expected);
  });
});

it('a trail records all regions when it is for all of them and switched on', () => {
  expect(recordsAllRegions({ IsMultiRegionTrail: true, IsLogging: true })).toBe(true);
  expect(recordsAllRegions({ IsMultiRegionTrail: true, IsLogging: false })).toBe(false);
  expect(recordsAllRegions({ IsLogging: true })).toBe(false);
});
