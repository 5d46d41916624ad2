import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { networkAclCollector as collector } from './collect.ts';

const entries = [
  { RuleNumber: 100, Egress: true, Protocol: '-1', RuleAction: 'allow', CidrBlock: '0.0.0.0/0' },
  {
    RuleNumber: 200,
    Egress: false,
    Protocol: '1',
    RuleAction: 'deny',
    Ipv6CidrBlock: '::/0',
    IcmpTypeCode: { Type: 8, Code: -1 },
  },
  {
    RuleNumber: 90,
    Egress: false,
    Protocol: '6',
    RuleAction: 'allow',
    CidrBlock: '0.0.0.0/0',
    PortRange: { From: 22, To: 22 },
  },
];

async function collect(Entries: object[]) {
  const acl = { NetworkAclId: 'acl-1', VpcId: 'vpc-1', IsDefault: true, Entries, Associations: [] };
  const responses = { 'ec2:DescribeNetworkAcls': { NetworkAcls: [acl] } };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the network ACL collector', () => {
  it('writes entries as CloudFormation does, in the order in which they apply', async () => {
    const [acl] = await collect(entries);
    expect(acl?.configuration).toEqual({
      Id: 'acl-1',
      VpcId: 'vpc-1',
      IsDefault: true,
      Entries: [
        {
          RuleNumber: 90,
          Egress: false,
          Protocol: 6,
          RuleAction: 'allow',
          CidrBlock: '0.0.0.0/0',
          PortRange: { From: 22, To: 22 },
        },
        {
          RuleNumber: 200,
          Egress: false,
          Protocol: 1,
          RuleAction: 'deny',
          Ipv6CidrBlock: '::/0',
          Icmp: { Type: 8, Code: -1 },
        },
        { RuleNumber: 100, Egress: true, Protocol: -1, RuleAction: 'allow', CidrBlock: '0.0.0.0/0' },
      ],
    });
  });

  it('sees the same list in whatever order AWS answers', async () => {
    expect(await collect(entries.toReversed())).toEqual(await collect(entries));
  });
});
