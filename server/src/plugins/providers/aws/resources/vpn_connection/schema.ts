import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, tags, text } from '../../shapes/schema-parts.ts';

/** Without the pre-shared keys, which AWS answers with every connection: they are never kept. */
export const vpnConnectionType = defineResourceType({
  type: 'vpn_connection',
  vendorType: 'AWS::EC2::VPNConnection',
  provider: 'aws',
  title: 'Site-to-Site VPN connection',
  service: 'vpc',
  aliases: ['vpn', 'site_to_site_vpn'],
  schema: z.looseObject({
    VpnConnectionId: text,
    Type: text,
    CustomerGatewayId: text,
    VpnGatewayId: text,
    TransitGatewayId: text,
    StaticRoutesOnly: flag,
    EnableAcceleration: flag,
    TunnelInsideIpVersion: text,
    State: text,
    /** `Status` is `UP` or `DOWN`. */
    Tunnels: listOf(z.looseObject({ OutsideIpAddress: text, Status: text })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['VpnConnectionId', 'State', 'Tunnels'],
    createOnlyPaths: ['Type', 'CustomerGatewayId', 'StaticRoutesOnly', 'EnableAcceleration'],
    defaultPaths: { StaticRoutesOnly: false, EnableAcceleration: false, TunnelInsideIpVersion: 'ipv4' },
    unorderedObjectArrayPaths: ['Tunnels'],
    identityKeys: { Tags: 'Key', Tunnels: 'OutsideIpAddress' },
  },
});
