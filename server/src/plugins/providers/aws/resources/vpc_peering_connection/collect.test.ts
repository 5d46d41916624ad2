import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { vpcPeeringConnectionCollector as collector } from './collect.ts';

const connection = {
  VpcPeeringConnectionId: 'pcx-1',
  Status: { Code: 'active', Message: 'Active' },
  RequesterVpcInfo: {
    VpcId: 'vpc-1',
    OwnerId: '123456789012',
    CidrBlock: '10.0.0.0/16',
    Region: 'us-east-1',
  },
  AccepterVpcInfo: {
    VpcId: 'vpc-2',
    OwnerId: '444455556666',
    Region: 'eu-west-1',
    CidrBlock: '10.1.0.0/16',
    CidrBlockSet: [{ CidrBlock: '10.2.0.0/16' }, { CidrBlock: '10.1.0.0/16' }],
    PeeringOptions: { AllowDnsResolutionFromRemoteVpc: true },
  },
  Tags: [],
};
const seen = async (...VpcPeeringConnections: object[]) =>
  collectAll(
    collector,
    replaySession({
      collector,
      responses: { 'ec2:DescribeVpcPeeringConnections': { VpcPeeringConnections } },
    }),
  );

describe('the VPC peering connection collector', () => {
  it('says both sides with all their ranges', async () => {
    const [one] = await seen(connection);
    expect(one).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:vpc-peering-connection/pcx-1',
      name: 'pcx-1',
      configuration: {
        VpcId: 'vpc-1',
        PeerVpcId: 'vpc-2',
        PeerOwnerId: '444455556666',
        PeerRegion: 'eu-west-1',
        Requester: { CidrBlocks: ['10.0.0.0/16'] },
        Accepter: { CidrBlocks: ['10.1.0.0/16', '10.2.0.0/16'], AllowDnsResolutionFromRemoteVpc: true },
        Status: 'active',
      },
    });
  });

  it('leaves out what has ended', async () => {
    const gone = { ...connection, Status: { Code: 'deleted' } };
    expect(await seen(gone)).toEqual([]);
    expect(collector.leftOut?.(gone)).toContain('deleted');
  });

  it('knows nothing when it may not list', async () => {
    await expect(collectAll(collector, replaySession({ collector, responses: {} }))).rejects.toMatchObject({
      name: 'AwsCallError',
    });
  });
});
