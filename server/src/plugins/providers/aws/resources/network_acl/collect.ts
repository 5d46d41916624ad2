import type { NetworkAcl, NetworkAclEntry } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy } from '../../shapes/order.ts';
import { networkAclType } from './schema.ts';

export const networkAclCollector = defineCollector<AwsSession>({
  resource: networkAclType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeNetworkAcls', permission: 'ec2:DescribeNetworkAcls' }],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeNetworkAcls', { MaxResults: 1000 })) {
      for (const acl of page.NetworkAcls ?? []) yield observeNetworkAcl(session, acl);
    }
  },
});

function observeNetworkAcl(session: AwsSession, acl: NetworkAcl) {
  const draft = draftConfiguration({
    Id: acl.NetworkAclId,
    VpcId: acl.VpcId,
    IsDefault: acl.IsDefault,
    Entries: sortedBy(acl.Entries?.map(entryShape), (entry) => [
      entry.Egress,
      entry.RuleNumber,
      entry.CidrBlock,
      entry.Ipv6CidrBlock,
    ]),
    Associations: sortedBy(
      acl.Associations?.map(({ SubnetId }) => ({ SubnetId })),
      ({ SubnetId }) => [SubnetId],
    ),
    OwnerId: acl.OwnerId,
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'network-acl', acl.NetworkAclId, acl.OwnerId),
    id: acl.NetworkAclId,
    tags: acl.Tags,
  });
}

function entryShape(entry: NetworkAclEntry) {
  // The API says the protocol number as text, CloudFormation as a number; -1 is every protocol.
  const protocol = entry.Protocol === undefined ? undefined : Number(entry.Protocol);
  return {
    RuleNumber: entry.RuleNumber,
    Egress: entry.Egress,
    Protocol: Number.isInteger(protocol) ? protocol : entry.Protocol,
    RuleAction: entry.RuleAction,
    CidrBlock: entry.CidrBlock,
    Ipv6CidrBlock: entry.Ipv6CidrBlock,
    PortRange: entry.PortRange,
    Icmp: entry.IcmpTypeCode,
  };
}
