import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with the group that EKS makes', configuration: { ClusterSecurityGroupId: 'sg-1' } },
    {
      title: 'with a group of its own',
      configuration: { ResourcesVpcConfig: { SecurityGroupIds: ['sg-2'] } },
    },
  ],
  fail: [{ title: 'without a group', configuration: {} }],
  unknown: [
    {
      title: 'whose ClusterSecurityGroupId nobody could read',
      configuration: {},
      unreadable: [{ path: 'ClusterSecurityGroupId', reason: 'denied', permission: 'eks:DescribeCluster' }],
    },
  ],
});
