import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

/** `LaunchTemplateData` of `AWS::EC2::LaunchTemplate`; the user data is only there as a digest. */
const launchTemplateData = struct({
  ImageId: text,
  InstanceType: text,
  KeyName: text,
  EbsOptimized: flag,
  DisableApiTermination: flag,
  IamInstanceProfile: struct({ Arn: text, Name: text }),
  Monitoring: struct({ Enabled: flag }),
  MetadataOptions: struct({
    HttpTokens: text,
    HttpEndpoint: text,
    HttpPutResponseHopLimit: number,
    InstanceMetadataTags: text,
  }),
  NetworkInterfaces: listOf(
    z.looseObject({ DeviceIndex: number, AssociatePublicIpAddress: flag, Groups: texts, SubnetId: text }),
  ),
  BlockDeviceMappings: listOf(
    z.looseObject({ DeviceName: text, Ebs: struct({ Encrypted: flag, KmsKeyId: text, VolumeSize: number }) }),
  ),
  SecurityGroupIds: texts,
  UserDataSha256: text,
});

export const launchTemplateType = defineResourceType({
  type: 'launch_template',
  vendorType: 'AWS::EC2::LaunchTemplate',
  provider: 'aws',
  title: 'Launch template',
  service: 'ec2',
  aliases: ['lt', 'ec2_launch_template'],
  schema: z.looseObject({
    LaunchTemplateId: text,
    LaunchTemplateName: text,
    DefaultVersionNumber: text,
    LatestVersionNumber: text,
    VersionDescription: text,
    /** Of the latest version, as CloudFormation has it. */
    LaunchTemplateData: launchTemplateData,
    /** Of the default version, where that is another one. */
    DefaultVersionData: launchTemplateData,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['LaunchTemplateId', 'LatestVersionNumber', 'DefaultVersionNumber'],
    createOnlyPaths: ['LaunchTemplateName', 'TagSpecifications'],
    unorderedScalarPaths: ['LaunchTemplateData.SecurityGroupIds', 'DefaultVersionData.SecurityGroupIds'],
    unorderedObjectArrayPaths: [
      'LaunchTemplateData.BlockDeviceMappings',
      'DefaultVersionData.BlockDeviceMappings',
    ],
    identityKeys: {
      Tags: 'Key',
      'LaunchTemplateData.BlockDeviceMappings': 'DeviceName',
      'DefaultVersionData.BlockDeviceMappings': 'DeviceName',
    },
  },
});
