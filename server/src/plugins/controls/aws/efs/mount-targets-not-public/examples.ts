import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const MountTargets = [{ MountTargetId: 'fsmt-1', SubnetId: 'subnet-1', VpcId: 'vpc-1' }];
const table = (...Routes: JsonObject[]) => ({
  tables: [
    {
      name: 'rtb-1',
      externalId: 'rtb-1',
      configuration: {
        RouteTableId: 'rtb-1',
        VpcId: 'vpc-1',
        Routes,
        Associations: [{ SubnetId: 'subnet-1' }],
      },
    },
  ],
});
const local = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' };

export const examples = defineExamples({
  pass: [{ title: 'in a private subnet', configuration: { MountTargets }, surroundings: table(local) }],
  fail: [
    {
      title: 'in a public subnet',
      configuration: { MountTargets },
      surroundings: table(local, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' }),
      says: 'fsmt-1',
    },
  ],
  unknown: [
    {
      title: 'whose mount targets were denied',
      configuration: {},
      unreadable: [
        { path: 'MountTargets', reason: 'denied', permission: 'elasticfilesystem:DescribeMountTargets' },
      ],
    },
    {
      title: 'where route tables could not be listed',
      configuration: { MountTargets },
      unlisted: ['tables'],
    },
  ],
  not_applicable: [{ title: 'without mount targets', configuration: {} }],
});
