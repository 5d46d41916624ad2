import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const own = (id: string, gateway: string, subnets: string[]) => ({
  configuration: {
    RouteTableId: id,
    VpcId: 'vpc-1',
    Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }],
    Associations: subnets.map((SubnetId) => ({ SubnetId, Main: false })),
  },
});
const isolated = own('rtb-private', 'local', ['subnet-a', 'subnet-b']);
const open = own('rtb-public', 'igw-1', ['subnet-c']);
const main = {
  configuration: {
    RouteTableId: 'rtb-main',
    VpcId: 'vpc-1',
    Routes: [{ DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1' }],
    Associations: [{ Main: true }],
  },
};
const group = (...SubnetIds: string[]) => ({ DBSubnetGroup: { VpcId: 'vpc-1', SubnetIds } });

export const examples = defineExamples({
  pass: [
    {
      title: 'in two private subnets',
      configuration: group('subnet-a', 'subnet-b'),
      surroundings: { tables: [isolated, open] },
    },
  ],
  fail: [
    {
      title: 'with one public subnet',
      configuration: group('subnet-a', 'subnet-c'),
      surroundings: { tables: [isolated, open] },
      says: 'subnet-c',
    },
    {
      title: 'whose subnet follows the main table, which leads out',
      configuration: group('subnet-z'),
      surroundings: { tables: [isolated, main] },
      says: 'rtb-main',
    },
  ],
  unknown: [
    { title: 'whose route tables were not listed', configuration: group('subnet-a'), unlisted: ['tables'] },
    { title: 'in a shared subnet of another account', configuration: group('subnet-x') },
    { title: 'without known subnets', configuration: {} },
  ],
});
