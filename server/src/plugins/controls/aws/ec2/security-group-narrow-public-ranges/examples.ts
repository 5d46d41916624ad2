import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that admits an office',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '203.0.113.0/24' }],
      },
    },
    {
      title: 'that admits private networks',
      configuration: { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '10.0.0.0/8' }] },
    },
    {
      title: 'that is open to everybody on purpose',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
      },
    },
  ],
  fail: [
    {
      title: 'that admits half of a provider',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '52.0.0.0/11' }],
      },
      says: '52.0.0.0/11',
    },
    {
      title: 'that admits half of the internet',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '128.0.0.0/1' }],
      },
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
