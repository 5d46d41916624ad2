import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { number, tags, text, texts } from '../../shapes/schema-parts.ts';

export const transitGatewayType = defineResourceType({
  type: 'transit_gateway',
  vendorType: 'AWS::EC2::TransitGateway',
  provider: 'aws',
  title: 'Transit gateway',
  service: 'vpc',
  aliases: ['tgw'],
  schema: z.looseObject({
    Id: text,
    Description: text,
    AmazonSideAsn: number,
    AutoAcceptSharedAttachments: text,
    DefaultRouteTableAssociation: text,
    DefaultRouteTablePropagation: text,
    DnsSupport: text,
    VpnEcmpSupport: text,
    MulticastSupport: text,
    TransitGatewayCidrBlocks: texts,
    State: text,
    OwnerId: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Id', 'State', 'OwnerId'],
    createOnlyPaths: ['AmazonSideAsn', 'MulticastSupport'],
    unorderedScalarPaths: ['TransitGatewayCidrBlocks'],
    identityKeys: { Tags: 'Key' },
  },
});
