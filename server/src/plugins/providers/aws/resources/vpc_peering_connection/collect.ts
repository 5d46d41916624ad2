import type { VpcPeeringConnection, VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { vpcPeeringConnectionType } from './schema.ts';

export const vpcPeeringConnectionCollector = defineCollector<AwsSession>({
  resource: vpcPeeringConnectionType,
  scope: 'regional',
  lists: [
    { operation: 'ec2:DescribeVpcPeeringConnections', permission: 'ec2:DescribeVpcPeeringConnections' },
  ],
  details: [],
  leftOut,
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeVpcPeeringConnections', { MaxResults: 1000 })) {
      for (const connection of page.VpcPeeringConnections ?? []) {
        if (leftOut(connection) === undefined) yield observePeering(session, connection);
      }
    }
  },
});

const ended = ['deleted', 'deleting', 'expired', 'failed', 'rejected'];

function leftOut({ Status }: VpcPeeringConnection): string | undefined {
  return ended.includes(Status?.Code ?? '')
    ? `The connection is ${Status?.Code} and only still listed.`
    : undefined;
}

function observePeering(session: AwsSession, connection: VpcPeeringConnection) {
  const { RequesterVpcInfo: requester, AccepterVpcInfo: accepter } = connection;
  const draft = draftConfiguration({
    Id: connection.VpcPeeringConnectionId,
    VpcId: requester?.VpcId,
    PeerVpcId: accepter?.VpcId,
    PeerOwnerId: accepter?.OwnerId,
    PeerRegion: accepter?.Region,
    Requester: sideOf(requester),
    Accepter: sideOf(accepter),
    Status: connection.Status?.Code,
  });
  return observed(session, draft, {
    // Both sides list the connection; its ARN is that of the requester's account.
    externalId: ec2Arn(
      session,
      'vpc-peering-connection',
      connection.VpcPeeringConnectionId,
      requester?.OwnerId ?? session.accountId,
    ),
    id: connection.VpcPeeringConnectionId,
    tags: connection.Tags,
  });
}

function sideOf(side: VpcPeeringConnectionVpcInfo | undefined) {
  if (side === undefined) return undefined;
  const blocks = side.CidrBlockSet?.map(({ CidrBlock }) => CidrBlock) ?? [side.CidrBlock];
  return {
    VpcId: side.VpcId,
    OwnerId: side.OwnerId,
    Region: side.Region,
    CidrBlocks: sorted(blocks),
    Ipv6CidrBlocks: sorted(side.Ipv6CidrBlockSet?.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock)),
    AllowDnsResolutionFromRemoteVpc: side.PeeringOptions?.AllowDnsResolutionFromRemoteVpc,
  };
}
