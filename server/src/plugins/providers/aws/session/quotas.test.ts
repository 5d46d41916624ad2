import { describe, expect, it } from 'vitest';
import { leastScanSeconds, leastSeconds, quotaOf } from './quotas.ts';

describe('request quotas', () => {
  it('gives each EC2 action its own bucket and all Lambda control plane calls one', () => {
    expect(quotaOf('ec2', 'DescribeVpcs').bucket).not.toBe(quotaOf('ec2', 'DescribeSubnets').bucket);
    expect(quotaOf('lambda', 'ListFunctions').bucket).toBe(quotaOf('lambda', 'ListTags').bucket);
    expect(quotaOf('lambda', 'GetFunction').bucket).not.toBe(quotaOf('lambda', 'ListTags').bucket);
  });

  it('says of every figure whether AWS publishes it', () => {
    expect(quotaOf('ec2', 'DescribeVpcs')).toMatchObject({
      basis: 'documented',
      ratePerSecond: 20,
      burst: 100,
    });
    expect(quotaOf('iam', 'ListRoles')).toMatchObject({ basis: 'assumed' });
  });

  it('lets the burst pass and charges the rest at the rate', () => {
    expect(leastSeconds(100, { ratePerSecond: 20, burst: 100 })).toBe(0);
    expect(leastSeconds(140, { ratePerSecond: 20, burst: 100 })).toBe(2);
  });

  it('bounds a scan by its slowest bucket, regions apart', () => {
    const calls = new Map([
      ['us-east-1|ec2:DescribeVpcs', 140],
      ['eu-west-1|ec2:DescribeVpcs', 140],
      ['us-east-1|lambda:ListFunctions', 30],
      ['us-east-1|lambda:ListTags', 30],
    ]);
    expect(leastScanSeconds(calls)).toBe(3);
  });
});
