import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const clientVpnEndpointType = defineResourceType({
  type: 'client_vpn_endpoint',
  vendorType: 'AWS::EC2::ClientVpnEndpoint',
  provider: 'aws',
  title: 'Client VPN endpoint',
  service: 'vpc',
  aliases: ['client_vpn', 'cvpn'],
  schema: z.looseObject({
    Id: text,
    Description: text,
    ClientCidrBlock: text,
    ServerCertificateArn: text,
    SplitTunnel: flag,
    TransportProtocol: text,
    VpnPort: number,
    VpcId: text,
    SecurityGroupIds: texts,
    DnsServers: texts,
    SessionTimeoutHours: number,
    AuthenticationOptions: listOf(z.looseObject({ Type: text })),
    ConnectionLogOptions: struct({ Enabled: flag, CloudwatchLogGroup: text, CloudwatchLogStream: text }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Id'],
    createOnlyPaths: ['ClientCidrBlock', 'AuthenticationOptions', 'TransportProtocol'],
    defaultPaths: { SplitTunnel: false, TransportProtocol: 'udp', VpnPort: 443, SessionTimeoutHours: 24 },
    unorderedScalarPaths: ['SecurityGroupIds'],
    unorderedObjectArrayPaths: ['AuthenticationOptions'],
    identityKeys: { Tags: 'Key', AuthenticationOptions: 'Type' },
  },
});
