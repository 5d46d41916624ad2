import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'without inbound rules', configuration: {} },
    {
      title: 'that opens the web to everybody',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
      },
    },
    {
      title: 'that opens all ports to its own network',
      configuration: { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '10.0.0.0/8' }] },
    },
    {
      title: 'that opens all ICMP to everybody',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, CidrIp: '0.0.0.0/0' }],
      },
    },
  ],
  fail: [
    {
      title: 'that opens all protocols',
      configuration: { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] },
      says: 'Every TCP port',
    },
    {
      title: 'that opens all TCP ports over IPv6',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, CidrIpv6: '::/0' }],
      },
      says: '::/0',
    },
    {
      title: 'that opens them in two rules',
      configuration: {
        SecurityGroupIngress: [
          { IpProtocol: 'udp', FromPort: 1, ToPort: 30000, CidrIp: '0.0.0.0/0' },
          { IpProtocol: 'udp', FromPort: 30001, ToPort: 65535, CidrIp: '0.0.0.0/0' },
        ],
      },
      says: 'Every UDP port',
    },
  ],
  unknown: [
    {
      title: 'that opens all ports to a prefix list',
      configuration: {
        SecurityGroupIngress: [{ IpProtocol: '-1', SourcePrefixListId: 'pl-0123456789abcdef0' }],
      },
    },
  ],
});
