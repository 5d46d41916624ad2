import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { routeTableCollector as collector } from './collect.ts';

const table = {
  RouteTableId: 'rtb-1',
  VpcId: 'vpc-1',
  Routes: [
    {
      DestinationCidrBlock: '192.168.0.0/16',
      GatewayId: 'vgw-1',
      Origin: 'EnableVgwRoutePropagation',
      State: 'active',
    },
    { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', Origin: 'CreateRoute', State: 'active' },
    { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', Origin: 'CreateRoute', State: 'active' },
  ],
  Associations: [
    { Main: false, SubnetId: 'subnet-2', RouteTableAssociationId: 'a-2' },
    { Main: false, SubnetId: 'subnet-1', AssociationState: { State: 'associated' } },
    { Main: false, SubnetId: 'subnet-3', AssociationState: { State: 'disassociated' } },
  ],
  PropagatingVgws: [{ GatewayId: 'vgw-1' }],
};

async function collect(item: object) {
  const responses = { 'ec2:DescribeRouteTables': { RouteTables: [item] } };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the route table collector', () => {
  it('tells configured routes from those that a gateway announces', async () => {
    const [observed] = await collect(table);
    expect(observed?.configuration).toMatchObject({
      Routes: [
        { DestinationPrefixListId: 'pl-1', VpcEndpointId: 'vpce-1' },
        { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' },
      ],
      PropagatedRoutes: [{ DestinationCidrBlock: '192.168.0.0/16', GatewayId: 'vgw-1' }],
      PropagatingVgws: ['vgw-1'],
    });
    expect(collector.resource.facts.volatilePaths).toContain('PropagatedRoutes');
  });

  it('names the subnets that use it, in order and without those that left', async () => {
    const [observed] = await collect(table);
    expect(observed?.configuration.Associations).toEqual([
      { SubnetId: 'subnet-1', Main: false },
      { SubnetId: 'subnet-2', Main: false },
    ]);
  });

  it('sees the same table in whatever order AWS lists its routes', async () => {
    expect(await collect({ ...table, Routes: table.Routes.toReversed() })).toEqual(await collect(table));
  });
});
