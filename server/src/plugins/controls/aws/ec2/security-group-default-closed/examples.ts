import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'without rules', configuration: { GroupName: 'default' } }],
  fail: [
    {
      title: 'as AWS makes it',
      configuration: {
        GroupName: 'default',
        SecurityGroupIngress: [{ IpProtocol: '-1', SourceSecurityGroupId: 'sg-1' }],
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
      },
      says: '1 inbound and 1 outbound',
    },
    {
      title: 'that still lets everything out',
      configuration: {
        GroupName: 'default',
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
      },
    },
  ],
  unknown: [
    {
      title: 'where SecurityGroupIngress could not be read',
      configuration: { GroupName: 'default' },
      unreadable: [
        { path: 'SecurityGroupIngress', reason: 'denied', permission: 'ec2:DescribeSecurityGroups' },
      ],
      says: 'ec2:DescribeSecurityGroups',
    },
  ],
  not_applicable: [{ title: 'with a name of its own', configuration: { GroupName: 'web' } }],
});
