import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { subnetCollector as collector } from './collect.ts';

const subnet = {
  SubnetId: 'subnet-1',
  VpcId: 'vpc-1',
  AvailabilityZone: 'us-east-1a',
  AvailableIpAddressCount: 250,
  CidrBlock: '10.0.1.0/24',
  MapPublicIpOnLaunch: true,
  MapCustomerOwnedIpOnLaunch: false,
  State: 'available',
  Ipv6CidrBlockAssociationSet: [
    { Ipv6CidrBlock: '2600:1::/64', Ipv6CidrBlockState: { State: 'associated' } },
    { Ipv6CidrBlock: '2600:2::/64', Ipv6CidrBlockState: { State: 'disassociated' } },
  ],
};

async function collect(item: object) {
  const responses = { 'ec2:DescribeSubnets': { Subnets: [item] } };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the subnet collector', () => {
  it('keeps what was configured and drops the count of free addresses', async () => {
    const [observed] = await collect(subnet);
    expect(observed?.configuration).toEqual({
      SubnetId: 'subnet-1',
      VpcId: 'vpc-1',
      AvailabilityZone: 'us-east-1a',
      CidrBlock: '10.0.1.0/24',
      Ipv6CidrBlock: '2600:1::/64',
      Ipv6CidrBlocks: ['2600:1::/64'],
      MapPublicIpOnLaunch: true,
    });
  });

  it('is unchanged while instances come and go', async () => {
    expect(await collect({ ...subnet, AvailableIpAddressCount: 3 })).toEqual(await collect(subnet));
  });

  it('takes the ARN that AWS says, or builds it for the owner', async () => {
    const [said] = await collect({ ...subnet, SubnetArn: 'arn:aws:ec2:us-east-1:1:subnet/subnet-1' });
    expect(said?.externalId).toBe('arn:aws:ec2:us-east-1:1:subnet/subnet-1');
    const [shared] = await collect({ ...subnet, OwnerId: '210987654321' });
    expect(shared?.externalId).toBe('arn:aws:ec2:us-east-1:210987654321:subnet/subnet-1');
  });
});
