import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { tags, text } from '../../shapes/schema-parts.ts';

/**
 * `InstanceId` is a property of `AWS::EC2::EIP`; the association with an interface is a resource of its own
 * there and a fact here, because an address without one costs money and serves nobody.
 */
export const elasticIpType = defineResourceType({
  type: 'elastic_ip',
  vendorType: 'AWS::EC2::EIP',
  provider: 'aws',
  title: 'Elastic IP address',
  service: 'ec2',
  aliases: ['eip'],
  schema: z.looseObject({
    AllocationId: text,
    PublicIp: text,
    Domain: text,
    NetworkBorderGroup: text,
    PublicIpv4Pool: text,
    InstanceId: text,
    AssociationId: text,
    NetworkInterfaceId: text,
    PrivateIpAddress: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['AllocationId', 'PublicIp', 'AssociationId', 'PrivateIpAddress'],
    writeOnlyPaths: ['Address', 'IpamPoolId', 'TransferAddress'],
    createOnlyPaths: ['Address', 'IpamPoolId', 'NetworkBorderGroup', 'TransferAddress'],
    defaultPaths: { Domain: 'vpc', PublicIpv4Pool: 'amazon' },
    identityKeys: { Tags: 'Key' },
  },
});
