import { newId, type Site, standardTags, tagList } from './site.ts';

/** How people and offices come in: a hub, a VPN for staff and a line to the warehouse with one tunnel down. */
export function addOffices({ random, region, world, plan }: Site): void {
  const tags = (name: string) => tagList(standardTags(name, plan.stage, 'platform'));
  const TransitGatewayId = newId(random, 'tgw');
  region.transitGateways.put({
    TransitGatewayId,
    TransitGatewayArn: `arn:aws:ec2:${region.name}:${world.accountId}:transit-gateway/${TransitGatewayId}`,
    State: 'available',
    OwnerId: world.accountId,
    Description: 'Hub of the networks',
    CreationTime: random.dateAgo(400, 700),
    Options: {
      AmazonSideAsn: 64_512,
      AutoAcceptSharedAttachments: 'disable',
      DefaultRouteTableAssociation: 'enable',
      DefaultRouteTablePropagation: 'enable',
      VpnEcmpSupport: 'enable',
      DnsSupport: 'enable',
      MulticastSupport: 'disable',
    },
    Tags: tags('hub'),
  });
  region.clientVpnEndpoints.put({
    ClientVpnEndpointId: newId(random, 'cvpn-endpoint'),
    Description: 'Staff at home',
    Status: { Code: 'available' },
    CreationTime: random.dateAgo(200, 400).toISOString(),
    DnsName: `*.cvpn-endpoint.prod.clientvpn.${region.name}.amazonaws.com`,
    ClientCidrBlock: '10.99.0.0/22',
    DnsServers: [],
    SplitTunnel: true,
    VpnProtocol: 'openvpn',
    TransportProtocol: 'udp',
    VpnPort: 443,
    ServerCertificateArn: `arn:aws:acm:${region.name}:${world.accountId}:certificate/${random.uuid()}`,
    AuthenticationOptions: [{ Type: 'certificate-authentication' }],
    ConnectionLogOptions: {
      Enabled: true,
      CloudwatchLogGroup: '/vpn/staff',
      CloudwatchLogStream: 'connections',
    },
    SessionTimeoutHours: 12,
    Tags: tags('staff-vpn'),
  });
  const tunnel = (OutsideIpAddress: string, Status: 'UP' | 'DOWN') => ({
    OutsideIpAddress,
    Status,
    AcceptedRouteCount: 1,
    LastStatusChange: random.dateAgo(1, 5),
    StatusMessage: '',
  });
  region.vpnConnections.put({
    VpnConnectionId: newId(random, 'vpn'),
    Type: 'ipsec.1',
    State: 'available',
    Category: 'VPN',
    CustomerGatewayId: newId(random, 'cgw'),
    TransitGatewayId,
    CustomerGatewayConfiguration: '<vpn_connection/>',
    Options: {
      EnableAcceleration: false,
      StaticRoutesOnly: false,
      TunnelInsideIpVersion: 'ipv4',
      LocalIpv4NetworkCidr: '0.0.0.0/0',
      RemoteIpv4NetworkCidr: '0.0.0.0/0',
    },
    VgwTelemetry: [tunnel('203.0.113.101', 'UP'), tunnel('203.0.113.102', 'DOWN')],
    Tags: tags('warehouse'),
  });
}
