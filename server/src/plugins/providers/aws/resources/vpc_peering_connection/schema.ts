import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const side = struct({
  VpcId: text,
  OwnerId: text,
  Region: text,
  CidrBlocks: texts,
  Ipv6CidrBlocks: texts,
  AllowDnsResolutionFromRemoteVpc: flag,
});

/** CloudFormation names both sides by their ids; their ranges are what routes are judged by. */
export const vpcPeeringConnectionType = defineResourceType({
  type: 'vpc_peering_connection',
  vendorType: 'AWS::EC2::VPCPeeringConnection',
  provider: 'aws',
  title: 'VPC peering connection',
  service: 'vpc',
  aliases: ['pcx', 'vpc_peering'],
  schema: z.looseObject({
    Id: text,
    VpcId: text,
    PeerVpcId: text,
    PeerOwnerId: text,
    PeerRegion: text,
    Requester: side,
    Accepter: side,
    Status: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Id', 'Status'],
    createOnlyPaths: ['VpcId', 'PeerVpcId', 'PeerOwnerId', 'PeerRegion'],
    unorderedScalarPaths: [
      'Requester.CidrBlocks',
      'Requester.Ipv6CidrBlocks',
      'Accepter.CidrBlocks',
      'Accepter.Ipv6CidrBlocks',
    ],
    identityKeys: { Tags: 'Key' },
  },
});
