import type { VpnConnection } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy } from '../../shapes/order.ts';
import { vpnConnectionType } from './schema.ts';

export const vpnConnectionCollector = defineCollector<AwsSession>({
  resource: vpnConnectionType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeVpnConnections', permission: 'ec2:DescribeVpnConnections' }],
  details: [],
  leftOut,
  async *collect(session) {
    const answer = await session.call('ec2', 'DescribeVpnConnections', {});
    for (const connection of answer.VpnConnections ?? []) {
      if (leftOut(connection) === undefined) yield observeConnection(session, connection);
    }
  },
});

function leftOut({ State }: VpnConnection): string | undefined {
  const gone = State === 'deleted' || State === 'deleting';
  return gone ? `The connection is ${State} and only still listed.` : undefined;
}

/** Property by property: the configuration for the other side and the tunnel options hold the keys. */
function observeConnection(session: AwsSession, connection: VpnConnection) {
  const { Options: options } = connection;
  const draft = draftConfiguration({
    VpnConnectionId: connection.VpnConnectionId,
    Type: connection.Type,
    CustomerGatewayId: connection.CustomerGatewayId,
    VpnGatewayId: connection.VpnGatewayId,
    TransitGatewayId: connection.TransitGatewayId,
    StaticRoutesOnly: options?.StaticRoutesOnly,
    EnableAcceleration: options?.EnableAcceleration,
    TunnelInsideIpVersion: options?.TunnelInsideIpVersion,
    LocalIpv4NetworkCidr: options?.LocalIpv4NetworkCidr,
    RemoteIpv4NetworkCidr: options?.RemoteIpv4NetworkCidr,
    State: connection.State,
    Tunnels: sortedBy(
      connection.VgwTelemetry?.map(({ OutsideIpAddress, Status }) => ({ OutsideIpAddress, Status })),
      ({ OutsideIpAddress }) => [OutsideIpAddress],
    ),
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'vpn-connection', connection.VpnConnectionId),
    id: connection.VpnConnectionId,
    tags: connection.Tags,
  });
}
