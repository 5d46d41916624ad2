import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { natGatewayCollector as collector } from './collect.ts';

const gateways = [
  {
    NatGatewayId: 'nat-1',
    VpcId: 'vpc-1',
    SubnetId: 'subnet-1',
    State: 'available',
    ConnectivityType: 'public',
    CreateTime: '2024-01-02T03:04:05.000Z',
    NatGatewayAddresses: [
      { AllocationId: 'eipalloc-2', PrivateIp: '10.0.0.6', IsPrimary: false },
      {
        AllocationId: 'eipalloc-1',
        PrivateIp: '10.0.0.5',
        PublicIp: '198.51.100.1',
        NetworkInterfaceId: 'eni-1',
        IsPrimary: true,
      },
    ],
  },
  { NatGatewayId: 'nat-2', State: 'deleted' },
  { NatGatewayId: 'nat-3', State: 'failed' },
];

async function collect() {
  const responses = { 'ec2:DescribeNatGateways': { NatGateways: gateways } };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the NAT gateway collector', () => {
  it('tells the primary address from the secondary ones', async () => {
    const [gateway] = await collect();
    expect(gateway?.configuration).toEqual({
      NatGatewayId: 'nat-1',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      ConnectivityType: 'public',
      AllocationId: 'eipalloc-1',
      SecondaryAllocationIds: ['eipalloc-2'],
      PrivateIpAddress: '10.0.0.5',
      SecondaryPrivateIpAddresses: ['10.0.0.6'],
      EniId: 'eni-1',
      PublicIp: '198.51.100.1',
      State: 'available',
      CreateTime: '2024-01-02T03:04:05.000Z',
    });
  });

  it('leaves deleted gateways out, and says why', async () => {
    const seen = await collect();
    expect(seen.map((gateway) => [gateway.name, gateway.status])).toEqual([
      ['nat-1', 'active'],
      ['nat-3', 'stopped'],
    ]);
    expect(collector.leftOut?.(gateways[1])).toContain('deleted');
    expect(collector.leftOut?.(gateways[0])).toBeUndefined();
  });
});
