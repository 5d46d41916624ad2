import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { s3AccessPointCollector as collector } from './collect.ts';

const arn = 'arn:aws:s3:us-east-1:123456789012:accesspoint/reports';
const block = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const recorded: RecordedResponses = {
  's3-control:ListAccessPoints': {
    AccessPointList: [
      {
        Name: 'reports',
        NetworkOrigin: 'VPC',
        VpcConfiguration: { VpcId: 'vpc-1' },
        Bucket: 'data',
        AccessPointArn: arn,
        Alias: 'reports-abc-s3alias',
        BucketAccountId: '123456789012',
      },
    ],
  },
  's3-control:GetAccessPoint': { Name: 'reports', PublicAccessBlockConfiguration: block },
  's3-control:GetAccessPointPolicy': { error: 'NoSuchAccessPointPolicy', status: 404 },
  's3-control:GetAccessPointPolicyStatus': { error: 'NoSuchAccessPointPolicy', status: 404 },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no access point was collected');
  return observed;
}

describe('the S3 access point collector', () => {
  it('shows what an access point opens, and from where', async () => {
    const point = await collectOne();
    expect(point).toMatchObject({ externalId: arn, name: 'reports', unreadable: [] });
    expect(point.configuration).toEqual({
      Name: 'reports',
      Arn: arn,
      Alias: 'reports-abc-s3alias',
      Bucket: 'data',
      BucketAccountId: '123456789012',
      NetworkOrigin: 'VPC',
      VpcConfiguration: { VpcId: 'vpc-1' },
      PublicAccessBlockConfiguration: block,
    });
  });

  it('reads the policy as an object', async () => {
    const point = await collectOne({
      's3-control:GetAccessPointPolicy': { Policy: '{"Statement":[]}' },
      's3-control:GetAccessPointPolicyStatus': { PolicyStatus: { IsPublic: true } },
    });
    expect(point.configuration).toMatchObject({
      Policy: { Statement: [] },
      PolicyStatus: { IsPublic: true },
    });
  });

  it('does not take a denied block for no block', async () => {
    const point = await collectOne({ 's3-control:GetAccessPoint': { error: 'AccessDenied', status: 403 } });
    expect(point.configuration).not.toHaveProperty('PublicAccessBlockConfiguration');
    expect(point.unreadable).toEqual([
      expect.objectContaining({ path: 'PublicAccessBlockConfiguration', permission: 's3:GetAccessPoint' }),
    ]);
  });
});
