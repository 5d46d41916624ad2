import type { TransitGateway } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { transitGatewayType } from './schema.ts';

export const transitGatewayCollector = defineCollector<AwsSession>({
  resource: transitGatewayType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeTransitGateways', permission: 'ec2:DescribeTransitGateways' }],
  details: [],
  leftOut,
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeTransitGateways', { MaxResults: 1000 })) {
      for (const gateway of page.TransitGateways ?? []) {
        if (leftOut(gateway) === undefined) yield observeGateway(session, gateway);
      }
    }
  },
});

function leftOut({ State }: TransitGateway): string | undefined {
  const gone = State === 'deleted' || State === 'deleting';
  return gone ? `The transit gateway is ${State} and only still listed.` : undefined;
}

function observeGateway(session: AwsSession, gateway: TransitGateway) {
  const { Options: options } = gateway;
  const draft = draftConfiguration({
    Id: gateway.TransitGatewayId,
    Description: unlessBlank(gateway.Description),
    AmazonSideAsn: options?.AmazonSideAsn,
    AutoAcceptSharedAttachments: options?.AutoAcceptSharedAttachments,
    DefaultRouteTableAssociation: options?.DefaultRouteTableAssociation,
    DefaultRouteTablePropagation: options?.DefaultRouteTablePropagation,
    DnsSupport: options?.DnsSupport,
    VpnEcmpSupport: options?.VpnEcmpSupport,
    MulticastSupport: options?.MulticastSupport,
    TransitGatewayCidrBlocks: sorted(options?.TransitGatewayCidrBlocks),
    State: gateway.State,
    OwnerId: gateway.OwnerId,
  });
  return observed(session, draft, {
    externalId:
      gateway.TransitGatewayArn ??
      ec2Arn(session, 'transit-gateway', gateway.TransitGatewayId, gateway.OwnerId),
    id: gateway.TransitGatewayId,
    tags: gateway.Tags,
  });
}
