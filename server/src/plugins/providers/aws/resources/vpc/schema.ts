import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

/** `AWS::EC2::FlowLog`, without the secrets that it has none of. */
const flowLog = z.looseObject({
  Id: text,
  ResourceId: text,
  TrafficType: text,
  LogDestinationType: text,
  LogDestination: text,
  LogGroupName: text,
  DeliverLogsPermissionArn: text,
  DeliverCrossAccountRole: text,
  LogFormat: text,
  MaxAggregationInterval: number,
  DestinationOptions: struct({ FileFormat: text, HiveCompatiblePartitions: flag, PerHourPartition: flag }),
});

export const vpcType = defineResourceType({
  type: 'vpc',
  vendorType: 'AWS::EC2::VPC',
  provider: 'aws',
  title: 'VPC',
  service: 'vpc',
  aliases: ['ec2_vpc'],
  schema: z.looseObject({
    VpcId: text,
    CidrBlock: text,
    CidrBlockAssociations: texts,
    Ipv6CidrBlocks: texts,
    CidrBlocks: texts,
    InstanceTenancy: text,
    EnableDnsSupport: flag,
    EnableDnsHostnames: flag,
    DhcpOptionsId: text,
    IsDefault: flag,
    OwnerId: text,
    FlowLogs: listOf(flowLog),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'CidrBlockAssociations',
      'DefaultNetworkAcl',
      'DefaultSecurityGroup',
      'Ipv6CidrBlocks',
      'VpcId',
      'IsDefault',
      'OwnerId',
    ],
    writeOnlyPaths: ['Ipv4IpamPoolId', 'Ipv4NetmaskLength'],
    createOnlyPaths: ['CidrBlock', 'Ipv4IpamPoolId', 'Ipv4NetmaskLength'],
    defaultPaths: { InstanceTenancy: 'default', EnableDnsSupport: true, EnableDnsHostnames: false },
    unorderedScalarPaths: ['CidrBlockAssociations', 'Ipv6CidrBlocks', 'CidrBlocks'],
    unorderedObjectArrayPaths: ['FlowLogs'],
    identityKeys: { Tags: 'Key', FlowLogs: 'Id' },
  },
});
