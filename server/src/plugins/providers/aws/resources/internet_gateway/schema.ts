import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { listOf, tags, text } from '../../shapes/schema-parts.ts';

/** `Attachments` are `AWS::EC2::VPCGatewayAttachment` there. */
export const internetGatewayType = defineResourceType({
  type: 'internet_gateway',
  vendorType: 'AWS::EC2::InternetGateway',
  provider: 'aws',
  title: 'Internet gateway',
  service: 'vpc',
  aliases: ['igw'],
  schema: z.looseObject({
    InternetGatewayId: text,
    Attachments: listOf(z.looseObject({ VpcId: text })),
    OwnerId: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['InternetGatewayId', 'OwnerId'],
    unorderedObjectArrayPaths: ['Attachments'],
    identityKeys: { Tags: 'Key', Attachments: 'VpcId' },
  },
});
