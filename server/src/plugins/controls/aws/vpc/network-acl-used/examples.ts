import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'of a subnet', configuration: { Associations: [{ SubnetId: 'subnet-1' }] } }],
  fail: [{ title: 'of no subnet', configuration: { IsDefault: false } }],
  unknown: [
    {
      title: 'where Associations could not be read',
      configuration: {},
      unreadable: [{ path: 'Associations', reason: 'denied', permission: 'ec2:DescribeNetworkAcls' }],
      says: 'ec2:DescribeNetworkAcls',
    },
  ],
  not_applicable: [{ title: 'that came with the VPC', configuration: { IsDefault: true } }],
});
