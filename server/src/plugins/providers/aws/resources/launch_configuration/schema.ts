import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, text, texts } from '../../shapes/schema-parts.ts';

export const launchConfigurationType = defineResourceType({
  type: 'launch_configuration',
  vendorType: 'AWS::AutoScaling::LaunchConfiguration',
  provider: 'aws',
  title: 'Launch configuration',
  service: 'autoscaling',
  aliases: ['lc', 'asg_launch_configuration'],
  schema: z.looseObject({
    LaunchConfigurationName: text,
    LaunchConfigurationARN: text,
    ImageId: text,
    InstanceType: text,
    KeyName: text,
    IamInstanceProfile: text,
    SecurityGroups: texts,
    AssociatePublicIpAddress: flag,
    EbsOptimized: flag,
    InstanceMonitoring: flag,
    PlacementTenancy: text,
    SpotPrice: text,
    MetadataOptions: struct({ HttpTokens: text, HttpEndpoint: text, HttpPutResponseHopLimit: number }),
    BlockDeviceMappings: listOf(
      z.looseObject({
        DeviceName: text,
        Ebs: struct({ Encrypted: flag, VolumeSize: number, VolumeType: text }),
      }),
    ),
    UserDataSha256: text,
  }),
  facts: {
    readOnlyPaths: ['LaunchConfigurationARN'],
    writeOnlyPaths: ['InstanceId'],
    createOnlyPaths: [
      'LaunchConfigurationName',
      'ImageId',
      'InstanceType',
      'SecurityGroups',
      'AssociatePublicIpAddress',
      'MetadataOptions',
    ],
    defaultPaths: { InstanceMonitoring: true, EbsOptimized: false },
    unorderedScalarPaths: ['SecurityGroups'],
    unorderedObjectArrayPaths: ['BlockDeviceMappings'],
    identityKeys: { BlockDeviceMappings: 'DeviceName' },
  },
});
