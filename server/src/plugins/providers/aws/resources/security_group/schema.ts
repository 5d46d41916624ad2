import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { listOf, number, tags, text } from '../../shapes/schema-parts.ts';

const port = {
  IpProtocol: text,
  FromPort: number,
  ToPort: number,
  CidrIp: text,
  CidrIpv6: text,
  Description: text,
};

export const securityGroupType = defineResourceType({
  type: 'security_group',
  vendorType: 'AWS::EC2::SecurityGroup',
  provider: 'aws',
  title: 'Security group',
  service: 'ec2',
  aliases: ['sg'],
  schema: z.looseObject({
    GroupId: text,
    GroupName: text,
    GroupDescription: text,
    VpcId: text,
    SecurityGroupIngress: listOf(
      z.looseObject({
        ...port,
        SourceSecurityGroupId: text,
        SourceSecurityGroupOwnerId: text,
        SourcePrefixListId: text,
      }),
    ),
    SecurityGroupEgress: listOf(
      z.looseObject({ ...port, DestinationSecurityGroupId: text, DestinationPrefixListId: text }),
    ),
    OwnerId: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['GroupId', 'Id', 'OwnerId'],
    writeOnlyPaths: ['SecurityGroupIngress.*.SourceSecurityGroupName'],
    createOnlyPaths: ['GroupDescription', 'GroupName', 'VpcId'],
    unorderedObjectArrayPaths: ['SecurityGroupIngress', 'SecurityGroupEgress'],
    // Rules have no identity: the same rule is written with and without its ports, so they are matched by likeness.
    identityKeys: { Tags: 'Key' },
  },
});
