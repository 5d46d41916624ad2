import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'in a VPC', configuration: { DBSubnetGroup: { VpcId: 'vpc-1' } } }],
  fail: [{ title: 'with old security groups', configuration: { DBSecurityGroups: ['default'] } }],
  unknown: [
    {
      title: 'whose DBSubnetGroup nobody could read',
      configuration: {},
      unreadable: [{ path: 'DBSubnetGroup', reason: 'denied', permission: 'rds:DescribeDBInstances' }],
    },
    { title: 'without a subnet group', configuration: {} },
  ],
});
