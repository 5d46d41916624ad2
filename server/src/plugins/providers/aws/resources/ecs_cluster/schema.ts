import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const ecsClusterType = defineResourceType({
  type: 'ecs_cluster',
  vendorType: 'AWS::ECS::Cluster',
  provider: 'aws',
  title: 'ECS cluster',
  service: 'ecs',
  aliases: ['ecs'],
  schema: z.looseObject({
    ClusterName: text,
    Arn: text,
    CapacityProviders: texts,
    DefaultCapacityProviderStrategy: listOf(
      z.looseObject({ CapacityProvider: text, Base: number, Weight: number }),
    ),
    ClusterSettings: listOf(z.looseObject({ Name: text, Value: text })),
    Configuration: struct({
      ExecuteCommandConfiguration: struct({
        KmsKeyId: text,
        Logging: text,
        LogConfiguration: struct({
          CloudWatchLogGroupName: text,
          CloudWatchEncryptionEnabled: flag,
          S3BucketName: text,
          S3EncryptionEnabled: flag,
          S3KeyPrefix: text,
        }),
      }),
      ManagedStorageConfiguration: struct({ KmsKeyId: text, FargateEphemeralStorageKmsKeyId: text }),
    }),
    ServiceConnectDefaults: struct({ Namespace: text }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn'],
    writeOnlyPaths: ['ServiceConnectDefaults'],
    createOnlyPaths: ['ClusterName'],
    unorderedScalarPaths: ['CapacityProviders'],
    unorderedObjectArrayPaths: ['ClusterSettings', 'DefaultCapacityProviderStrategy'],
    identityKeys: {
      Tags: 'Key',
      ClusterSettings: 'Name',
      DefaultCapacityProviderStrategy: 'CapacityProvider',
    },
  },
});
