import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { networkInterfaceCollector as collector } from './collect.ts';

const seen = async (...NetworkInterfaces: object[]) =>
  collectAll(
    collector,
    replaySession({ collector, responses: { 'ec2:DescribeNetworkInterfaces': { NetworkInterfaces } } }),
  );

describe('the network interface collector', () => {
  it('says what an interface belongs to, its groups and its public address', async () => {
    const [one] = await seen({
      NetworkInterfaceId: 'eni-1',
      OwnerId: '123456789012',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      Description: '',
      InterfaceType: 'interface',
      Groups: [{ GroupId: 'sg-2' }, { GroupId: 'sg-1' }],
      PrivateIpAddress: '10.0.0.4',
      Association: { PublicIp: '198.51.100.1', IpOwnerId: 'amazon' },
      Attachment: { AttachmentId: 'eni-attach-1', InstanceId: 'i-1', Status: 'attached' },
      Status: 'in-use',
      TagSet: [{ Key: 'Name', Value: 'first' }],
    });
    expect(one).toEqual({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:network-interface/eni-1',
      name: 'first',
      region: 'us-east-1',
      status: 'active',
      tags: { Name: 'first' },
      unreadable: [],
      configuration: {
        Id: 'eni-1',
        OwnerId: '123456789012',
        VpcId: 'vpc-1',
        SubnetId: 'subnet-1',
        InterfaceType: 'interface',
        GroupSet: ['sg-1', 'sg-2'],
        PrivateIpAddress: '10.0.0.4',
        Association: { PublicIp: '198.51.100.1' },
        Attachment: { InstanceId: 'i-1' },
        Status: 'in-use',
        Tags: [{ Key: 'Name', Value: 'first' }],
      },
    });
  });

  it('maps an interface of which AWS says next to nothing', async () => {
    const [one] = await seen({ NetworkInterfaceId: 'eni-2', Groups: [], Ipv6Addresses: [] });
    expect(one?.configuration).toEqual({ Id: 'eni-2' });
  });

  it('knows nothing when it may not list', async () => {
    await expect(collectAll(collector, replaySession({ collector, responses: {} }))).rejects.toMatchObject({
      name: 'AwsCallError',
    });
  });
});
