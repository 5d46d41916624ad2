import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const many = Array.from({ length: 51 }, (_unused, index) => ({
  IpProtocol: 'tcp',
  FromPort: 443,
  ToPort: 443,
  CidrIp: `203.0.113.${index}/32`,
}));

export const examples = defineExamples({
  pass: [
    {
      title: 'with one rule',
      configuration: {
        GroupId: 'sg-1',
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
      },
    },
  ],
  fail: [
    {
      title: 'with 51 rules',
      configuration: { GroupId: 'sg-1', SecurityGroupIngress: many },
      says: '51 inbound',
    },
  ],
  unknown: [
    {
      title: 'where SecurityGroupIngress could not be read',
      configuration: {},
      unreadable: [
        { path: 'SecurityGroupIngress', reason: 'denied', permission: 'ec2:DescribeSecurityGroups' },
      ],
      says: 'ec2:DescribeSecurityGroups',
    },
  ],
});
