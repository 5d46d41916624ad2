import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text } from '../../shapes/schema-parts.ts';

/** Entries are `AWS::EC2::NetworkAclEntry`: part of the list here, because they are judged in their order. */
export const networkAclType = defineResourceType({
  type: 'network_acl',
  vendorType: 'AWS::EC2::NetworkAcl',
  provider: 'aws',
  title: 'Network ACL',
  service: 'vpc',
  aliases: ['nacl', 'acl'],
  schema: z.looseObject({
    Id: text,
    VpcId: text,
    IsDefault: flag,
    Entries: listOf(
      z.looseObject({
        RuleNumber: number,
        Egress: flag,
        Protocol: number,
        RuleAction: text,
        CidrBlock: text,
        Ipv6CidrBlock: text,
        PortRange: struct({ From: number, To: number }),
        Icmp: struct({ Code: number, Type: number }),
      }),
    ),
    Associations: listOf(z.looseObject({ SubnetId: text })),
    OwnerId: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Id', 'IsDefault', 'OwnerId'],
    createOnlyPaths: ['VpcId'],
    unorderedObjectArrayPaths: ['Entries', 'Associations'],
    identityKeys: { Tags: 'Key', Entries: ['Egress', 'RuleNumber'], Associations: 'SubnetId' },
  },
});
