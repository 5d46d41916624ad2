import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'without inbound rules', configuration: {} },
    {
      title: 'of a web server',
      configuration: {
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' },
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '::/0' },
          { IpProtocol: 'udp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
        ],
      },
    },
    {
      title: 'that opens 8443 to one network',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, CidrIp: '203.0.113.0/24' }],
      },
    },
    {
      title: 'that opens HTTPS to a prefix list',
      configuration: {
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourcePrefixListId: 'pl-3b927c52' },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'that opens 8443',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, CidrIp: '0.0.0.0/0' }],
      },
      says: 'TCP 8443',
    },
    {
      title: 'that opens a range with the web ports in it',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 443, CidrIp: '0.0.0.0/0' }],
      },
      says: '80-443',
    },
    {
      title: 'that opens UDP',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'udp', FromPort: 53, ToPort: 53, CidrIpv6: '::/0' }],
      },
      says: 'UDP 53',
    },
  ],
  unknown: [
    {
      title: 'that opens SSH to a prefix list',
      configuration: {
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, SourcePrefixListId: 'pl-0123456789abcdef0' },
        ],
      },
    },
  ],
});
