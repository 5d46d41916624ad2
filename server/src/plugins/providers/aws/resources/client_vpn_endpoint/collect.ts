import type { ClientVpnEndpoint } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { clientVpnEndpointType } from './schema.ts';

export const clientVpnEndpointCollector = defineCollector<AwsSession>({
  resource: clientVpnEndpointType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeClientVpnEndpoints', permission: 'ec2:DescribeClientVpnEndpoints' }],
  details: [],
  leftOut,
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeClientVpnEndpoints', { MaxResults: 1000 })) {
      for (const endpoint of page.ClientVpnEndpoints ?? []) {
        if (leftOut(endpoint) === undefined) yield observeEndpoint(session, endpoint);
      }
    }
  },
});

function leftOut({ Status }: ClientVpnEndpoint): string | undefined {
  const gone = Status?.Code === 'deleted' || Status?.Code === 'deleting';
  return gone ? `The endpoint is ${Status?.Code} and only still listed.` : undefined;
}

function observeEndpoint(session: AwsSession, endpoint: ClientVpnEndpoint) {
  const { ConnectionLogOptions: log } = endpoint;
  const draft = draftConfiguration({
    Id: endpoint.ClientVpnEndpointId,
    Description: unlessBlank(endpoint.Description),
    ClientCidrBlock: endpoint.ClientCidrBlock,
    ServerCertificateArn: endpoint.ServerCertificateArn,
    SplitTunnel: endpoint.SplitTunnel,
    TransportProtocol: endpoint.TransportProtocol,
    VpnPort: endpoint.VpnPort,
    VpcId: endpoint.VpcId,
    SecurityGroupIds: sorted(endpoint.SecurityGroupIds),
    // In the order in which clients ask them.
    DnsServers: endpoint.DnsServers?.length === 0 ? undefined : endpoint.DnsServers,
    SessionTimeoutHours: endpoint.SessionTimeoutHours,
    AuthenticationOptions: sortedBy(endpoint.AuthenticationOptions, ({ Type }) => [Type]),
    ClientConnectOptions: endpoint.ClientConnectOptions && {
      Enabled: endpoint.ClientConnectOptions.Enabled,
      LambdaFunctionArn: endpoint.ClientConnectOptions.LambdaFunctionArn,
    },
    ConnectionLogOptions: log && {
      Enabled: log.Enabled,
      CloudwatchLogGroup: unlessBlank(log.CloudwatchLogGroup),
      CloudwatchLogStream: unlessBlank(log.CloudwatchLogStream),
    },
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'client-vpn-endpoint', endpoint.ClientVpnEndpointId),
    id: endpoint.ClientVpnEndpointId,
    tags: endpoint.Tags,
  });
}
