import type { NatGateway } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { natGatewayType } from './schema.ts';

export const natGatewayCollector = defineCollector<AwsSession>({
  resource: natGatewayType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeNatGateways', permission: 'ec2:DescribeNatGateways' }],
  details: [],
  leftOut,
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeNatGateways', { MaxResults: 1000 })) {
      for (const gateway of page.NatGateways ?? []) {
        if (leftOut(gateway) === undefined) yield observeNatGateway(session, gateway);
      }
    }
  },
});

function leftOut(gateway: NatGateway): string | undefined {
  const gone = gateway.State === 'deleted' || gateway.State === 'deleting';
  return gone ? `AWS keeps ${gateway.State} NAT gateways listed for about an hour.` : undefined;
}

function observeNatGateway(session: AwsSession, gateway: NatGateway) {
  const addresses = gateway.NatGatewayAddresses ?? [];
  // Old answers do not say which address is the primary one; then it is the first.
  const primary = addresses.find((address) => address.IsPrimary) ?? addresses[0];
  const secondary = addresses.filter((address) => address !== primary);
  const draft = draftConfiguration({
    NatGatewayId: gateway.NatGatewayId,
    VpcId: gateway.VpcId,
    SubnetId: gateway.SubnetId,
    ConnectivityType: gateway.ConnectivityType,
    AvailabilityMode: gateway.AvailabilityMode,
    AllocationId: primary?.AllocationId,
    SecondaryAllocationIds: sorted(secondary.map((address) => address.AllocationId)),
    PrivateIpAddress: primary?.PrivateIp,
    SecondaryPrivateIpAddresses: sorted(secondary.map((address) => address.PrivateIp)),
    EniId: primary?.NetworkInterfaceId,
    PublicIp: primary?.PublicIp,
    AutoProvisionZones: gateway.AutoProvisionZones,
    AutoScalingIps: gateway.AutoScalingIps,
    RouteTableId: gateway.RouteTableId,
    State: gateway.State,
    CreateTime: gateway.CreateTime,
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'natgateway', gateway.NatGatewayId),
    id: gateway.NatGatewayId,
    tags: gateway.Tags,
    status: gateway.State === 'failed' ? 'stopped' : 'active',
  });
}
