import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'in two zones',
      configuration: { VpcEndpointType: 'Interface', SubnetIds: ['subnet-1', 'subnet-2'] },
    },
  ],
  fail: [{ title: 'in one zone', configuration: { VpcEndpointType: 'Interface', SubnetIds: ['subnet-1'] } }],
  unknown: [
    {
      title: 'where SubnetIds could not be read',
      configuration: { VpcEndpointType: 'Interface' },
      unreadable: [{ path: 'SubnetIds', reason: 'denied', permission: 'ec2:DescribeVpcEndpoints' }],
      says: 'ec2:DescribeVpcEndpoints',
    },
  ],
  not_applicable: [{ title: 'of a gateway', configuration: { VpcEndpointType: 'Gateway' } }],
});
