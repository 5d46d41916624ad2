import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const vpcEndpointType = defineResourceType({
  type: 'vpc_endpoint',
  vendorType: 'AWS::EC2::VPCEndpoint',
  provider: 'aws',
  title: 'VPC endpoint',
  service: 'vpc',
  aliases: ['vpce', 'endpoint'],
  schema: z.looseObject({
    Id: text,
    /** `Interface`, `Gateway`, `GatewayLoadBalancer`, `Resource` or `ServiceNetwork`. */
    VpcEndpointType: text,
    VpcId: text,
    ServiceName: text,
    PolicyDocument: document,
    SubnetIds: texts,
    SecurityGroupIds: texts,
    RouteTableIds: texts,
    PrivateDnsEnabled: flag,
    IpAddressType: text,
    DnsOptions: struct({ DnsRecordIpType: text }),
    RequesterManaged: flag,
    State: text,
    OwnerId: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Id', 'State', 'OwnerId', 'RequesterManaged'],
    createOnlyPaths: ['ServiceName', 'VpcEndpointType', 'VpcId'],
    defaultPaths: { VpcEndpointType: 'Gateway', PrivateDnsEnabled: false },
    unorderedScalarPaths: ['SubnetIds', 'SecurityGroupIds', 'RouteTableIds'],
    identityKeys: { Tags: 'Key' },
  },
});
