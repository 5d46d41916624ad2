import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

/** `Attachment` and `Association` are resources of their own in CloudFormation and facts of the interface here. */
export const networkInterfaceType = defineResourceType({
  type: 'network_interface',
  vendorType: 'AWS::EC2::NetworkInterface',
  provider: 'aws',
  title: 'Network interface',
  service: 'ec2',
  aliases: ['eni'],
  schema: z.looseObject({
    Id: text,
    VpcId: text,
    SubnetId: text,
    Description: text,
    /** `interface`, `nat_gateway`, `lambda`, `network_load_balancer`, `vpc_endpoint` … */
    InterfaceType: text,
    GroupSet: texts,
    PrivateIpAddress: text,
    Ipv6Addresses: listOf(z.looseObject({ Ipv6Address: text })),
    SourceDestCheck: flag,
    Association: struct({ PublicIp: text, AllocationId: text }),
    Attachment: struct({ InstanceId: text, InstanceOwnerId: text, DeleteOnTermination: flag }),
    RequesterId: text,
    RequesterManaged: flag,
    Status: text,
    OwnerId: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'Id',
      'VpcId',
      'Status',
      'OwnerId',
      'RequesterId',
      'RequesterManaged',
      'Association',
      'Attachment',
    ],
    createOnlyPaths: ['SubnetId', 'PrivateIpAddress', 'InterfaceType'],
    defaultPaths: { SourceDestCheck: true, InterfaceType: 'interface' },
    unorderedScalarPaths: ['GroupSet'],
    unorderedObjectArrayPaths: ['Ipv6Addresses'],
    identityKeys: { Tags: 'Key', Ipv6Addresses: 'Ipv6Address' },
  },
});
