import { describe, expect, it } from 'vitest';
import { ec2Arn } from './ec2-arn.ts';
import { sorted, sortedBy, unlessEmpty } from './order.ts';
import { policyDocument } from './policy-document.ts';
import { propertyNames } from './property-names.ts';

describe('order', () => {
  it('is by code unit, without repetitions, and an empty set is absent', () => {
    expect(sorted(['b', 'A', undefined, 'a', 'b', ''])).toEqual(['A', 'a', 'b']);
    expect(sorted([])).toBeUndefined();
    expect(sorted(undefined)).toBeUndefined();
  });

  it('compares numbers as numbers and does not change its input', () => {
    const ports = [{ port: 443 }, { port: 80 }, { port: -1 }];
    expect(sortedBy(ports, ({ port }) => [port])).toEqual([{ port: -1 }, { port: 80 }, { port: 443 }]);
    expect(ports[0]).toEqual({ port: 443 });
  });

  it('keeps false and zero, which are settings', () => {
    expect(unlessEmpty({ a: undefined })).toBeUndefined();
    expect(unlessEmpty({ a: false, b: undefined })).toEqual({ a: false, b: undefined });
  });
});

describe('property names', () => {
  it('are capitalised at every level, values are not touched', () => {
    expect(propertyNames({ kmsKey: 'aB', list: [{ innerName: 1 }], at: new Date(0) })).toEqual({
      KmsKey: 'aB',
      List: [{ InnerName: 1 }],
      At: new Date(0),
    });
  });
});

describe('policy documents', () => {
  it('become objects, and stay text when they are no JSON', () => {
    expect(policyDocument('{"Version":"2012-10-17"}')).toEqual({ Version: '2012-10-17' });
    expect(policyDocument('not json')).toBe('not json');
    expect(policyDocument('')).toBeUndefined();
  });
});

describe('EC2 ARNs', () => {
  it('carry the account of the owner, or none where AWS has none', () => {
    const place = { partition: 'aws-cn', region: 'cn-north-1', accountId: '123456789012' };
    expect(ec2Arn(place, 'vpc', 'vpc-1')).toBe('arn:aws-cn:ec2:cn-north-1:123456789012:vpc/vpc-1');
    expect(ec2Arn(place, 'vpc', 'vpc-1', '2')).toBe('arn:aws-cn:ec2:cn-north-1:2:vpc/vpc-1');
    expect(ec2Arn(place, 'image', 'ami-1', '')).toBe('arn:aws-cn:ec2:cn-north-1::image/ami-1');
  });
});
