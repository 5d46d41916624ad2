import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const all = { RuleNumber: 100, Egress: false, Protocol: -1, RuleAction: 'allow', CidrBlock: '0.0.0.0/0' };

export const examples = defineExamples({
  pass: [
    {
      title: 'that allows HTTPS only',
      configuration: { Entries: [{ ...all, Protocol: 6, PortRange: { From: 443, To: 443 } }] },
    },
    {
      title: 'that denies a port first',
      configuration: {
        Entries: [
          all,
          { ...all, RuleNumber: 90, RuleAction: 'deny', Protocol: 6, PortRange: { From: 22, To: 22 } },
        ],
      },
    },
    {
      title: 'that admits its own network',
      configuration: { Entries: [{ ...all, CidrBlock: '10.0.0.0/8' }] },
    },
  ],
  fail: [
    {
      title: 'as AWS makes it',
      configuration: { Entries: [all, { ...all, RuleNumber: 32_767, RuleAction: 'deny' }] },
      says: 'Rule 100',
    },
    {
      title: 'that admits IPv6',
      configuration: {
        Entries: [
          { RuleNumber: 101, Egress: false, Protocol: -1, RuleAction: 'allow', Ipv6CidrBlock: '::/0' },
        ],
      },
    },
  ],
  unknown: [
    {
      title: 'where Entries could not be read',
      configuration: {},
      unreadable: [{ path: 'Entries', reason: 'denied', permission: 'ec2:DescribeNetworkAcls' }],
      says: 'ec2:DescribeNetworkAcls',
    },
  ],
});
