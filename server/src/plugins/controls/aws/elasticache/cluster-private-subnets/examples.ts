import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const table = (gateway: string) => ({
  configuration: {
    RouteTableId: 'rtb-1',
    Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }],
    Associations: [{ SubnetId: 'subnet-a' }],
  },
});
const cluster = { CacheSubnetGroup: { VpcId: 'vpc-1', SubnetIds: ['subnet-a'] } };

export const examples = defineExamples({
  pass: [
    { title: 'in a private subnet', configuration: cluster, surroundings: { tables: [table('local')] } },
  ],
  fail: [
    {
      title: 'in a public subnet',
      configuration: cluster,
      surroundings: { tables: [table('igw-1')] },
      says: 'subnet-a',
    },
  ],
  unknown: [
    {
      title: 'whose CacheSubnetGroup nobody could read',
      configuration: {},
      unreadable: [
        { path: 'CacheSubnetGroup', reason: 'denied', permission: 'elasticache:DescribeCacheSubnetGroups' },
      ],
    },
    { title: 'whose route tables were not listed', configuration: cluster, unlisted: ['tables'] },
    { title: 'in a subnet of another account', configuration: cluster },
    { title: 'without a known group', configuration: {} },
  ],
});
