import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, struct, text, texts } from '../../shapes/schema-parts.ts';

export const configRecorderType = defineResourceType({
  type: 'config_recorder',
  vendorType: 'AWS::Config::ConfigurationRecorder',
  provider: 'aws',
  title: 'Config recorder',
  service: 'config',
  aliases: ['config'],
  schema: z.looseObject({
    Name: text,
    Arn: text,
    RoleARN: text,
    RecordingGroup: struct({
      AllSupported: flag,
      IncludeGlobalResourceTypes: flag,
      ResourceTypes: texts,
      ExclusionByResourceTypes: struct({ ResourceTypes: texts }),
      RecordingStrategy: struct({ UseOnly: text }),
    }),
    RecordingMode: struct({ RecordingFrequency: text }),
    /** DescribeConfigurationRecorderStatus; a recorder that does not record is there for show. */
    ConfigurationRecorderStatus: struct({ Recording: flag, LastStatus: text, LastErrorCode: text }),
    /** AWS::Config::DeliveryChannel: where the records go. */
    DeliveryChannels: listOf(
      z.looseObject({
        Name: text,
        S3BucketName: text,
        S3KeyPrefix: text,
        S3KmsKeyArn: text,
        SnsTopicARN: text,
        ConfigSnapshotDeliveryProperties: struct({ DeliveryFrequency: text }),
      }),
    ),
  }),
  facts: {
    readOnlyPaths: [
      'Arn',
      'Id',
      'ServicePrincipal',
      'ConfigurationRecorderStatus.LastStatus',
      'ConfigurationRecorderStatus.LastErrorCode',
    ],
    createOnlyPaths: ['Name'],
    defaultPaths: { 'RecordingMode.RecordingFrequency': 'CONTINUOUS' },
    unorderedScalarPaths: [
      'RecordingGroup.ResourceTypes',
      'RecordingGroup.ExclusionByResourceTypes.ResourceTypes',
      'RecordingMode.RecordingModeOverrides.*.ResourceTypes',
    ],
    unorderedObjectArrayPaths: ['DeliveryChannels', 'RecordingMode.RecordingModeOverrides'],
    identityKeys: { DeliveryChannels: 'Name' },
  },
});
