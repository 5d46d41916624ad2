import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const instance = {
  configuration: { DBClusterIdentifier: 'graph', DBSubnetGroup: { VpcId: 'vpc-1', SubnetIds: ['subnet-a'] } },
};
const table = (gateway: string) => ({
  configuration: {
    RouteTableId: 'rtb-1',
    Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }],
    Associations: [{ SubnetId: 'subnet-a' }],
  },
});
const cluster = { Engine: 'neptune', DBClusterIdentifier: 'graph', DBSubnetGroupName: 'graph' };

export const examples = defineExamples({
  pass: [
    {
      title: 'in a private subnet',
      configuration: cluster,
      surroundings: { instances: [instance], tables: [table('local')] },
    },
  ],
  fail: [
    {
      title: 'in a public subnet',
      configuration: cluster,
      surroundings: { instances: [instance], tables: [table('igw-1')] },
    },
  ],
  unknown: [
    { title: 'without instances', configuration: cluster },
    {
      title: 'whose route tables were not listed',
      configuration: cluster,
      surroundings: { instances: [instance] },
      unlisted: ['tables'],
    },
    {
      title: 'in a subnet of another account',
      configuration: cluster,
      surroundings: { instances: [instance] },
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'aurora-mysql' } }],
});
