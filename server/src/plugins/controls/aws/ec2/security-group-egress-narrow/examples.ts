import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'without outbound rules', configuration: {} },
    {
      title: 'that lets HTTPS out',
      configuration: {
        SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
      },
    },
  ],
  fail: [
    {
      title: 'as AWS makes it',
      configuration: { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] },
      says: '0.0.0.0/0',
    },
    {
      title: 'that lets everything out over IPv6',
      configuration: { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIpv6: '::/0' }] },
    },
  ],
  unknown: [
    {
      title: 'where SecurityGroupEgress could not be read',
      configuration: {},
      unreadable: [
        { path: 'SecurityGroupEgress', reason: 'denied', permission: 'ec2:DescribeSecurityGroups' },
      ],
      says: 'ec2:DescribeSecurityGroups',
    },
  ],
});
