import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { vpcEndpointType } from './schema.ts';

export const vpcEndpointCollector = defineCollector<AwsSession>({
  resource: vpcEndpointType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeVpcEndpoints', permission: 'ec2:DescribeVpcEndpoints' }],
  details: [],
  leftOut,
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeVpcEndpoints', { MaxResults: 1000 })) {
      for (const endpoint of page.VpcEndpoints ?? []) {
        if (leftOut(endpoint) === undefined) yield observeEndpoint(session, endpoint);
      }
    }
  },
});

function leftOut({ State }: VpcEndpoint): string | undefined {
  const gone = ['deleted', 'deleting', 'expired', 'rejected'].includes(State?.toLowerCase() ?? '');
  return gone ? `The endpoint is ${State} and only still listed.` : undefined;
}

function observeEndpoint(session: AwsSession, endpoint: VpcEndpoint) {
  const draft = draftConfiguration({
    Id: endpoint.VpcEndpointId,
    VpcEndpointType: endpoint.VpcEndpointType,
    VpcId: endpoint.VpcId,
    ServiceName: endpoint.ServiceName,
    ServiceRegion: endpoint.ServiceRegion,
    ServiceNetworkArn: endpoint.ServiceNetworkArn,
    ResourceConfigurationArn: endpoint.ResourceConfigurationArn,
    PolicyDocument: policyDocument(endpoint.PolicyDocument),
    SubnetIds: sorted(endpoint.SubnetIds),
    SecurityGroupIds: sorted(endpoint.Groups?.map((group) => group.GroupId)),
    RouteTableIds: sorted(endpoint.RouteTableIds),
    PrivateDnsEnabled: endpoint.PrivateDnsEnabled,
    IpAddressType: endpoint.IpAddressType,
    DnsOptions: endpoint.DnsOptions,
    RequesterManaged: endpoint.RequesterManaged,
    State: endpoint.State,
    OwnerId: endpoint.OwnerId,
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'vpc-endpoint', endpoint.VpcEndpointId, endpoint.OwnerId),
    id: endpoint.VpcEndpointId,
    tags: endpoint.Tags,
  });
}
