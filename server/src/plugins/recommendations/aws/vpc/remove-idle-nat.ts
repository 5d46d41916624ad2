import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { natGatewayType } from '../../../providers/aws/resources/nat_gateway/schema.ts';
import { routeTableType } from '../../../providers/aws/resources/route_table/schema.ts';
import { gatewayPrice, regionalPrice } from '../prices.ts';

export const recommendation = defineRecommendation({
  id: 'aws-vpc-remove-idle-nat',
  version: 1,
  title: 'Remove NAT gateways that no route uses',
  kind: 'cost',
  resource: natGatewayType,
  per: 'account',
  controls: [],
  severity: 'low',
  reads: { tables: routeTableType },
  exposure: 'account',
  effortMinutes: 20,
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html'],
  when({ NatGatewayId: id, State: state }, { region }, { tables }) {
    if (id === undefined || state !== 'available') return null;
    const used = tables.some(
      ({ Routes: routes }) => (routes ?? []).some((route) => route.NatGatewayId === id),
      region,
    );
    return used ? null : { NatGatewayId: id };
  },
  savings: {
    assumption:
      'The list price of an hour of a NAT gateway, 730 hours a month, without traffic; its public address comes on top.',
    of: ({ region }) => regionalPrice(gatewayPrice, region),
  },
  advise({ resources, total }) {
    return {
      title: `Remove ${counted(total, 'NAT gateway')} that no route uses`,
      explanation: `No route table of the account leads to ${listed(
        resources.map(({ name }) => name),
        total,
      )}. Nothing can pass there, and every hour is charged.`,
      steps: [
        { text: 'Make sure that no template is about to add the route.' },
        {
          text: 'Delete the gateway.',
          commands: forEach(
            resources,
            (gateway) =>
              cli`aws ec2 delete-nat-gateway${inRegion(gateway)} --nat-gateway-id ${gateway.configuration.NatGatewayId ?? gateway.externalId}`,
          ),
        },
        {
          text: 'Release its address when the gateway is gone.',
          commands: forEach(
            resources.filter(({ configuration }) => configuration.AllocationId !== undefined),
            (gateway) =>
              cli`aws ec2 release-address${inRegion(gateway)} --allocation-id ${gateway.configuration.AllocationId ?? ''}`,
          ),
        },
      ],
      impact: 'Nothing is paid for a way that nobody goes.',
      sideEffects: [
        'Partners that admit the address of the gateway have to be told when it comes back with another one.',
      ],
    };
  },
  examples: [
    {
      title: 'a gateway without a route',
      resources: [
        {
          name: 'nat-1',
          configuration: { NatGatewayId: 'nat-1', State: 'available', AllocationId: 'eipalloc-9' },
        },
      ],
      neighbours: { tables: [{ RouteTableId: 'rtb-1', Routes: [{ GatewayId: 'igw-1' }] }] },
      says: ['delete-nat-gateway', '--allocation-id eipalloc-9'],
      savings: { low: 32.85, high: 32.85 },
    },
    {
      title: 'a gateway with a route',
      resources: [{ name: 'nat-2', configuration: { NatGatewayId: 'nat-2', State: 'available' } }],
      neighbours: { tables: [{ RouteTableId: 'rtb-2', Routes: [{ NatGatewayId: 'nat-2' }] }] },
      says: [],
    },
  ],
});
