import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { elasticIpCollector as collector } from './collect.ts';

const responses = {
  'ec2:DescribeAddresses': {
    Addresses: [
      {
        AllocationId: 'eipalloc-1',
        PublicIp: '198.51.100.1',
        Domain: 'vpc',
        NetworkBorderGroup: 'us-east-1',
        InstanceId: '',
        AssociationId: 'eipassoc-1',
        NetworkInterfaceId: 'eni-1',
      },
      { PublicIp: '198.51.100.2', Domain: 'standard' },
    ],
  },
};

describe('the elastic IP collector', () => {
  it('says with which interface an address is associated, and nothing where there is none', async () => {
    const [used, idle] = await collectAll(collector, replaySession({ collector, responses }));
    expect(used?.configuration).toEqual({
      AllocationId: 'eipalloc-1',
      PublicIp: '198.51.100.1',
      Domain: 'vpc',
      NetworkBorderGroup: 'us-east-1',
      AssociationId: 'eipassoc-1',
      NetworkInterfaceId: 'eni-1',
    });
    expect(idle?.configuration).not.toHaveProperty('AssociationId');
  });

  it('identifies an address without an allocation id by itself', async () => {
    const seen = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen.map((address) => address.externalId)).toEqual([
      'arn:aws:ec2:us-east-1:123456789012:elastic-ip/eipalloc-1',
      'arn:aws:ec2:us-east-1:123456789012:elastic-ip/198.51.100.2',
    ]);
  });
});
